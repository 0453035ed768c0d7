package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks as such, whatever is in them.
class PemScannerTest {

  private static final String BLOCK = "-----BEGIN A-----\nAQID\n-----END A-----\n";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<PemBlock> scan(String text) {
    return new PemScanner(utf8(text)).scan();
  }

  private static PemBlock only(String text) {
    List<PemBlock> blocks = scan(text);
    assertEquals(1, blocks.size());
    return blocks.getFirst();
  }

  @Test
  void findsOneBlock() {
    PemBlock block = only(BLOCK);
    assertEquals("A", block.label());
    assertArrayEquals(new byte[] {1, 2, 3}, block.der());
    assertEquals(3, block.line());
    assertTrue(block.defect().isEmpty());
    assertTrue(block.encryption().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "----BEGIN A----\nAQID\n----END A----",
        "------BEGIN A------\nAQID\n------END A------",
        "\u2014BEGIN A\u2014\nAQID\n\u2014END A\u2014",
        "\u2013\u2013BEGIN A\u2013\u2013\nAQID\n\u2013\u2013END A\u2013\u2013",
        "-----BEGIN A-----AQID-----END A-----",
        "-----BEGIN A-----\n  AQ\n\tID\n-----END A-----",
        "-----BEGIN A-----\n> AQ\n> ID\n> -----END A-----",
        "-----BEGIN A-----\\nAQ\\nID\\n-----END A-----",
        "-----BEGIN A-----\n\"AQ\"\n\"ID\"\n-----END A-----",
        "-----BEGIN A-----\nComment: x\nVersion: 1\n\nAQID\n-----END A-----"
      })
  void readsItHoweverItIsWritten(String text) {
    PemBlock block = only(text);
    assertArrayEquals(new byte[] {1, 2, 3}, block.der());
  }

  @Test
  void readsSlashesThatJsonEscaped() {
    PemBlock block = only("-----BEGIN A-----\\nAQ\\/\\/\\n-----END A-----");
    assertArrayEquals(new byte[] {1, 15, -1}, block.der());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BEGIN A",
        "BEGIN the day",
        "-----BEGIN A",
        "BEGIN A-----",
        "-----begin A-----",
        "-----END A-----",
        "- BEGIN A -"
      })
  void seesNoBlockWhereThereIsNone(String text) {
    assertFalse(PemScanner.hasBlock(utf8(text)));
    assertEquals(List.of(), scan(text));
  }

  @Test
  void readsTheCipherOfAnEncryptedBlock() {
    String text =
        "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: DES-EDE3-CBC,0123\n\nAQID\n"
            + "-----END A-----\n";
    PemBlock block = only(text);
    DekInfo encryption = block.encryption().orElseThrow();
    assertEquals("DES-EDE3-CBC", encryption.cipher());
    assertArrayEquals(new byte[] {1, 0x23}, encryption.iv());
    assertArrayEquals(new byte[] {1, 2, 3}, block.der());
  }

  @ParameterizedTest
  @CsvSource({"AQ=ID, 2", "'AQID\nAQ!D', 3", "'A', 3", "'', 3"})
  void saysTheLineOfTheDamage(String body, long line) {
    PemBlock block = only("-----BEGIN A-----\n" + body + "\n-----END A-----\n");
    KeyProblem defect = block.defect().orElseThrow();
    assertEquals(KeyProblemId.DAMAGED, defect.id());
    assertEquals(line, defect.facts().get("line"));
    assertEquals(0, block.der().length);
  }

  @Test
  void countsLinesAcrossBlocks() {
    List<PemBlock> blocks = scan("x\n" + BLOCK + "\n" + BLOCK + "-----BEGIN B-----\nAQ\n");
    assertEquals(List.of(4L, 8L, 10L), blocks.stream().map(PemBlock::line).toList());
    assertEquals(List.of("A", "A", "B"), blocks.stream().map(PemBlock::label).toList());
  }

  @Test
  void anOpenBlockDoesNotSwallowTheNext() {
    List<PemBlock> blocks = scan("-----BEGIN B-----\nAQID\n" + BLOCK);
    assertEquals(KeyProblemId.TRUNCATED, blocks.get(0).defect().orElseThrow().id());
    assertArrayEquals(new byte[] {1, 2, 3}, blocks.get(1).der());
  }

  @Test
  void anOpenBlockAtTheVeryEndEndsOnItsOwnLine() {
    PemBlock block = only("\n\n-----BEGIN A-----");
    assertEquals(3L, block.defect().orElseThrow().facts().get("line"));
  }

  @Test
  void saysWhatWasOdd() {
    var scanner = new PemScanner(utf8("text\r\n\"" + BLOCK + BLOCK + "\" rest"));
    scanner.scan();
    assertEquals(
        Set.of(
            KeyOddity.CRLF,
            KeyOddity.QUOTED,
            KeyOddity.SURROUNDING_TEXT,
            KeyOddity.NO_FINAL_NEWLINE,
            KeyOddity.SEVERAL_OBJECTS),
        scanner.oddities());
  }

  @Test
  void leavesTheTextAndWipesItsOwnCopies() {
    byte[] text = utf8(BLOCK);
    PemBlock block = new PemScanner(text).scan().getFirst();
    assertArrayEquals(utf8(BLOCK), text);
    block.close();
    assertArrayEquals(new byte[3], block.der());
  }

  @Property(tries = 300)
  void readsBackWhatAnEncoderWrites(@ForAll @Size(min = 1, max = 200) byte[] bytes) {
    String body = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    assertArrayEquals(bytes, only("-----BEGIN A-----\n" + body + "\n-----END A-----").der());
    assertArrayEquals(
        bytes, only("-----BEGIN A-----" + body.replace("=", "") + "-----END A-----").der());
  }
}
