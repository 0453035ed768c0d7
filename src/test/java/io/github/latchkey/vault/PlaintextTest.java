package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaintextTest {

  private static final Path FILE = Path.of("some.latchkey");
  private static final String ID = "A".repeat(22);
  private static final String STAMP = "[1,\"AAAAAAAAAAA\"]";
  private static final String EMPTY = "{\"ancestors\":[],\"values\":[],\"removed\":[]}";

  /// Every member that a manifest has, and members that none has yet.
  private static final String FULL =
      "{\"recovery\":\""
          + "A".repeat(43)
          + "\",\"ancestors\":[\"AAAAAAAAAAA\",\"AAAAAAAAAAE\"],\"values\":["
          + open(1, "name", "\"Zoë \\\"\\ud83d\\\"\"")
          + ","
          + hidden(2, "key", 0, 3)
          + ","
          + hidden(3, "none", 3, 0)
          + ","
          + hidden(4, "key", 3, 2).replace("}}", "},\"later\":{\"a\":[1.50]}}")
          + "],\"removed\":[[9,\"AAAAAAAAAAA\"]],\"more\":[null,true]}";

  @Test
  void writesBackEveryByteThatItRead() throws Exception {
    byte[] plain = plaintext(FULL, "abcde");
    try (VaultContents contents = read(plain);
        ScratchMemory written = Plaintext.write(contents, FILE)) {
      byte[] again = new byte[plain.length];
      written.buffer().get(again);
      assertArrayEquals(plain, again);
    }
  }

  @Test
  void findsSecretsWhereTheManifestSaysTheyLie() throws Exception {
    try (VaultContents contents = read(plaintext(FULL, "abcde"))) {
      Item item = contents.item(ID).orElseThrow();
      var secret = (FieldContent.Hidden) item.current("key").orElseThrow();
      assertEquals("6465", SampleVault.hex(secret.secret().copy()));
    }
  }

  @Test
  void readsAManifestWithoutARecoveryKeyInAnyOrderAndLayout() throws Exception {
    read(plaintext("{ \"removed\" : [ ],\n\"values\":[],\"ancestors\":[] }", "")).close();
    String value =
        open(1, "f", "1")
            .replace("\"credential\":\"" + ID + "\",", "")
            .replace("\"value\":1", "\"value\":1,\"credential\":\"" + ID + "\"");
    try (VaultContents contents = read(plaintext(values(value), ""))) {
      assertEquals(1, contents.values().size());
    }
  }

  @Test
  void leavesOutWhatWasRemovedWithItsSecret() throws Exception {
    String manifest =
        values(hidden(1, "a", 0, 1), hidden(2, "b", 1, 1))
            .replace("\"removed\":[]", "\"removed\":[" + STAMP + "]");
    try (VaultContents contents = read(plaintext(manifest, "xy"));
        ScratchMemory written = Plaintext.write(contents, FILE)) {
      assertEquals(1, contents.values().size());
      assertEquals(1, written.buffer().getInt(4));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"ancestors\":[],\"values\":[]}",
        "{\"ancestors\":[],\"values\":[],\"removed\":[],\"removed\":[]}",
        "{\"ancestors\":[],\"values\":[],\"removed\":{}}",
        "{\"ancestors\":[],\"values\":[],\"removed\":[[0,\"AAAAAAAAAAA\"]]}",
        "{\"ancestors\":[\"AAAA\"],\"values\":[],\"removed\":[]}",
        "{\"ancestors\":[\"AAAAAAAAAAA\",\"AAAAAAAAAAA\"],\"values\":[],\"removed\":[]}",
        "{\"recovery\":\"short\",\"ancestors\":[],\"values\":[],\"removed\":[]}",
        "{\"recovery\":null,\"ancestors\":[],\"values\":[],\"removed\":[]}",
        "{\"ancestors\":[],\"values\":[1],\"removed\":[]}",
        "{\"ancestors\":[],\"values\":[],\"removed\":[]} x"
      })
  void refusesAManifestThatIsNone(String manifest) {
    assertDamaged(plaintext(manifest, ""));
  }

  @Test
  void refusesValuesThatAreNotWholeOrSayTooMuch() {
    String good = open(1, "f", "\"v\"");
    assertDamaged(plaintext(values(good, good), ""));
    for (String part :
        new String[] {
          "\"credential\":\"" + ID + "\",",
          "\"field\":\"f\",",
          "\"stamp\":" + STAMP + ",",
          "\"time\":5,",
          ",\"value\":\"v\""
        }) {
      assertDamaged(plaintext(values(good.replace(part, "")), ""));
    }
    assertDamaged(plaintext(values(good.replace("\"v\"}", "\"v\",\"value\":2}")), ""));
    assertDamaged(
        plaintext(values(good.replace("\"v\"}", "\"v\",\"secret\":{\"at\":0,\"len\":0}}")), ""));
    assertDamaged(plaintext(values(good.replace("\"f\"", "\"\"")), ""));
    assertDamaged(plaintext(values(good.replace("\"f\"", "\"" + "f".repeat(257) + "\"")), ""));
    assertDamaged(plaintext(values(good.replace(":5,", ":-5,")), ""));
    assertDamaged(plaintext(values(good.replace(":5,", ":9007199254740992,")), ""));
    assertDamaged(plaintext(values(good.replace(ID, ID.substring(1))), ""));
    assertDamaged(plaintext(values(good.replace(ID, "")), ""));
  }

  @Test
  void refusesSecretsThatDoNotCoverTheirPlaceInOrder() {
    assertDamaged(plaintext(EMPTY, "x"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 1)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 3)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 1, 1)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 1, 1), hidden(2, "b", 0, 1)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 2), hidden(2, "b", 1, 1)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 9007199254740991L)), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 2).replace("}}", ",\"x\":1}}")), "xy"));
    assertDamaged(plaintext(values(hidden(1, "a", 0, 2).replace("\"len\"", "\"length\"")), "xy"));
  }

  @Test
  void refusesLengthsThatLeadOutside() {
    for (int[] lengths :
        new int[][] {
          {-1, 0}, {0, -1}, {-1, -1}, {65_536, 0}, {65_529, 0}, {Integer.MAX_VALUE, 9}
        }) {
      byte[] plain = plaintext(EMPTY, "");
      ByteBuffer.wrap(plain).putInt(lengths[0]).putInt(lengths[1]);
      assertDamaged(plain);
    }
  }

  @Test
  void refusesPaddingThatIsNotZero() {
    for (int place : new int[] {8 + EMPTY.length(), 60_000, 65_535}) {
      byte[] plain = plaintext(EMPTY, "");
      plain[place] = 1;
      assertDamaged(plain);
    }
  }

  @Test
  void refusesMorePaddingThanIsDue() {
    byte[] plain = ByteBuffer.allocate(65_536 + 2_048).put(plaintext(EMPTY, "")).array();
    assertDamaged(plain);
  }

  @Test
  void refusesTextThatIsNotUtf8() {
    byte[] plain = plaintext(EMPTY.replace("\"values\"", "\"é\":1,\"values\""), "");
    plain[8 + 17] = (byte) 0xff;
    assertDamaged(plain);
  }

  private static VaultContents read(byte[] plain) throws VaultException {
    return Plaintext.read(ByteBuffer.wrap(plain), FILE);
  }

  private static void assertDamaged(byte[] plain) {
    assertFault(Kind.VAULT_DAMAGED, () -> read(plain));
  }

  private static byte[] plaintext(String manifest, String secrets) {
    byte[] utf8 = manifest.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = secrets.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate((int) Padding.padded(8L + utf8.length + bytes.length))
        .putInt(utf8.length)
        .putInt(bytes.length)
        .put(utf8)
        .put(bytes)
        .array();
  }

  private static String values(String... values) {
    return EMPTY.replace("\"values\":[]", "\"values\":[" + String.join(",", values) + "]");
  }

  private static String open(int counter, String field, String value) {
    return value(counter, field, "\"value\":" + value);
  }

  private static String hidden(int counter, String field, long at, long length) {
    return value(counter, field, "\"secret\":{\"at\":" + at + ",\"len\":" + length + "}");
  }

  private static String value(int counter, String field, String content) {
    return "{\"credential\":\"%s\",\"field\":\"%s\",\"stamp\":[%d,\"AAAAAAAAAAA\"],\"time\":5,%s}"
        .formatted(ID, field, counter, content);
  }
}
