package io.github.latchkey.engine.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestTokens;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However a text is made, finding tokens in it reads each of its characters a few times. What is
/// counted are the reads, so that no slow machine fails it and no fast one hides a square.
class LinearSearchTest {

  private static final int LENGTH = 200_000;
  private static final long READS_PER_CHARACTER = 40;

  private static void assertReadsLittle(String pasted) {
    var text = new CountedText(pasted);
    TokenFinder.find(text);
    long times = text.reads() / text.length();
    assertTrue(times <= READS_PER_CHARACTER, "each character was read " + times + " times");
  }

  private static String fill(String part) {
    return part.repeat(LENGTH / part.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z/eyJhbGciOiJI ",
        "z+eyJhbGciOiJI ",
        "z.eyJhbGciOiJI\n",
        "eyJ....",
        "eyJhbGciOiJI. ",
        "eyJhbGciOiJI ",
        "eyJhbGciOiJI/",
        "eyJhbGciOiJIUzI1NiJ9..x/",
        "eyJhbGciOiJub25lIn0../",
        "z/eyJhbGciOiJI\r",
        "z/eyJ\rz"
      })
  void noBeginningMakesItReadTheRestAgain(String part) {
    assertReadsLittle("eyJhbGciOiJI " + fill(part));
  }

  @Test
  void blanksBehindBeginningsAreReadOnce() {
    assertReadsLittle(fill("eyJhbGciOiJI." + " ".repeat(190)));
    assertReadsLittle(fill("eyJhbGciOiJI" + " ".repeat(199) + "z/"));
  }

  @Test
  void widthsOfMailsAreReadOnce() {
    assertReadsLittle(fill("z/eyJhbGciOiJI" + "A".repeat(62) + "\n"));
    assertReadsLittle(fill("z/eyJhbGciOiJI" + "A".repeat(62) + "\r"));
  }

  @Test
  void aTokenBehindALotOfNoiseIsStillFound() {
    String token = TestTokens.withPayload("{}");
    String pasted = fill("z/eyJhbGciOiJI ") + "\n\"" + token + "\"";
    List<String> texts = TokenFinder.find(pasted).stream().map(FoundToken::text).toList();
    assertEquals(List.of(token), texts);
  }

  @Test
  void looksAtAHundredThousandBeginningsOnly() {
    String token = TestTokens.withPayload("{}");
    String beginning = "\"eyJhbGciOi\"";
    int few = TokenFinder.MOST_BEGINNINGS - 1;
    assertEquals(1, TokenFinder.find(beginning.repeat(few) + token).size());
    assertEquals(0, TokenFinder.find(beginning.repeat(few + 1) + token).size());
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of(
            "eyJhbGciOiJI",
            "eyJhbGciOiJub25lIn0",
            ".",
            "/",
            "+",
            "=",
            " ",
            "\n",
            "\r",
            "\n> ",
            "z",
            "a.b",
            "\"",
            "A".repeat(43),
            "A".repeat(76),
            " ".repeat(190),
            "T1==",
            "006")
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 150)
  void noPatternMakesItReadTheRestAgain(@ForAll("parts") String part, @ForAll("parts") String end) {
    assertReadsLittle(part.repeat(1 + 30_000 / part.length()) + end);
  }
}
