package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files made to stop the program; what the worst of them cost is in `HostileCostTest`.
class HostileKeyFileTest {

  private static final List<String> FILES =
      List.of(
          "rsa2048.pkcs8.pem",
          "rsa2048.pkcs1.pem",
          "rsa2048.spki.pem",
          "certificate.pem",
          "encrypted.pkcs1.pem",
          "bag.pem",
          "bundle.p12",
          "rsa2048.pkcs8.der",
          "openssh.pub");

  private static String pem(String body) {
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"Public-Lines: 0", "Private-Lines: 0", "Comment: again"})
  void aPuttyKeyHasEachHeaderOnce(String again) {
    String plain = KeyFile.text("fuzz.v3.ppk");
    try (KeyReading whole = KeyFile.read(plain);
        KeyReading twice = KeyFile.read(plain + again + "\n")) {
      assertEquals(KeyVerdict.USABLE, whole.verdict());
      assertEquals(KeyProblemId.DAMAGED, twice.problem().orElseThrow().id());
    }
  }

  @Test
  void aPuttyKeyHasAsManyHeadersAsPuttyWritesAndAFewMore() {
    String plain = KeyFile.text("fuzz.v3.ppk");
    try (KeyReading few = KeyFile.read(plain + numbered(20));
        KeyReading many = KeyFile.read(plain + numbered(40))) {
      assertEquals(KeyVerdict.USABLE, few.verdict());
      assertEquals(KeyProblemId.DAMAGED, many.problem().orElseThrow().id());
    }
  }

  private static String numbered(int headers) {
    return IntStream.range(0, headers)
        .mapToObj(i -> "x" + i + "-Lines: 0\n")
        .collect(Collectors.joining());
  }

  @Property(tries = 300)
  void readsAnyBytesWithoutThrowing(
      @ForAll @Size(max = 300) byte[] content, @ForAll ExpectedKey expected) {
    assertSound(content, KeyRequest.of(expected));
  }

  @Property(tries = 300)
  void readsBrokenFilesWithoutThrowing(
      @ForAll @IntRange(max = 8) int file,
      @ForAll @IntRange(max = 4000) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 40) int cut,
      @ForAll ExpectedKey expected) {
    byte[] content = TestKeys.file(FILES.get(file));
    content[at % content.length] = value;
    byte[] shortened = Arrays.copyOf(content, content.length - Math.min(cut, content.length));
    assertSound(shortened, KeyRequest.of(expected));
  }

  @Property(tries = 200)
  void readsBrokenDerWithoutThrowing(
      @ForAll @IntRange(max = 1214) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 3) int cut) {
    byte[] der = TestKeys.derOf("rsa2048.pkcs8.pem");
    der[at] = value;
    byte[] shortened = Arrays.copyOf(der, der.length - cut);
    String text = pem(Base64.getMimeEncoder().encodeToString(shortened));
    assertSound(text.getBytes(StandardCharsets.US_ASCII), KeyRequest.anything());
  }

  private static void assertSound(byte[] content, KeyRequest request) {
    try (KeyReading reading = KeyReader.read(content, request)) {
      assertEquals(reading.verdict() == KeyVerdict.REFUSED, reading.material().isEmpty());
      assertTrue(reading.verdict() != KeyVerdict.REFUSED || reading.problem().isPresent());
      assertTrue(reading.verdict() == KeyVerdict.REFUSED || reading.description().isPresent());
    }
  }
}
