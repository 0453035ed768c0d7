package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of openssl, ssh-keygen and puttygen in every encryption that they write, kept so that they
/// are read without these programs (`KeyCorpusTest` has them write hundreds afresh). Their names
/// say the key and how they are locked: `KEY.what[.locked|.empty].ending`; `KEY.spki.der` is what
/// has to come out.
class ForeignKeyFilesTest {

  /// Encryption that is named and not undone.
  private static final List<String> UNSUPPORTED =
      List.of("openssh-chacha", "pbe-sha1-2des", "pbe-sha1-rc4-128", "pbes2-rc2");

  private static final int CHANGES = 8;

  private static Path folder() {
    try {
      return Path.of(ForeignKeyFilesTest.class.getResource("/keys/foreign").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static Stream<Path> files() throws IOException {
    try (var all = Files.list(folder())) {
      return all.filter(file -> !name(file).endsWith(".spki.der")).sorted().toList().stream();
    }
  }

  static Stream<Path> lockedFiles() throws IOException {
    return files().filter(file -> name(file).contains(".locked."));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /// 32 bytes are an Ed25519 key whatever they are, and PKCS#8 holds nothing that they could be
  /// compared with: only a file with a checksum shows that one was changed.
  private static boolean showsEveryChange(Path file) {
    String name = name(file);
    return !name.startsWith("ed.") || name.contains(".p12-sha") || name.contains(".p12-3des");
  }

  private static byte[] spki(Path file) throws IOException {
    String key = name(file).substring(0, name(file).indexOf('.'));
    return Files.readAllBytes(folder().resolve(key + ".spki.der"));
  }

  private static boolean isSupported(Path file) {
    return UNSUPPORTED.stream().noneMatch(name(file)::contains);
  }

  private static KeyReading read(byte[] content, Optional<String> passphrase) {
    try (SecretBytes typed =
        SecretBytes.take(passphrase.orElse("").getBytes(StandardCharsets.UTF_8))) {
      KeyRequest request = KeyRequest.anything();
      return KeyReader.read(
          content, passphrase.isPresent() ? request.withPassphrase(typed) : request);
    }
  }

  private static Optional<String> passphrase(Path file) {
    return name(file).contains(".locked.")
        ? Optional.of("test")
        : Optional.of("").filter(nothing -> name(file).contains(".empty."));
  }

  private static Optional<byte[]> publicHalf(KeyReading reading) {
    return reading
        .material()
        .flatMap(
            material ->
                switch (material) {
                  case KeyMaterial.PrivateKey key -> Optional.of(key.spki());
                  case KeyMaterial.PublicKey key -> Optional.of(key.spki());
                  case KeyMaterial.SecretText text -> Optional.empty();
                });
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheKeyThatWasWritten(Path file) throws IOException {
    try (KeyReading reading = read(Files.readAllBytes(file), passphrase(file))) {
      if (!isSupported(file)) {
        assertEquals(
            KeyProblemId.UNSUPPORTED_ENCRYPTION,
            reading.problem().map(KeyProblem::id).orElseThrow());
        return;
      }
      boolean isPublic = name(file).contains(".public");
      assertEquals(
          isPublic ? KeyVerdict.PUBLIC : KeyVerdict.USABLE,
          reading.verdict(),
          () -> reading.problem().toString());
      assertArrayEquals(spki(file), publicHalf(reading).orElseThrow());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ec256.pbes2-des3.locked.pem, true",
    "ed.pbe-sha1-3des.locked.pem, true",
    "ed.pbe-md5-des.locked.pem, true",
    "rsa.dek-des3.locked.pem, true",
    "ed.pbes2-aes256-sha256.locked.pem, false",
    "ed.scrypt.locked.pem, false",
    "rsa.putty-v3.locked.ppk, false"
  })
  void saysWhereAnEncryptionIsOfThePast(String name, boolean old) throws IOException {
    Path file = folder().resolve(name);
    try (KeyReading reading = read(Files.readAllBytes(file), passphrase(file))) {
      assertEquals(old, reading.oddities().contains(KeyOddity.LEGACY_ENCRYPTION));
    }
  }

  /// The private part too, whatever it was written in.
  @Test
  void givesTheSameBytesForTheSameKey() throws IOException {
    Map<String, byte[]> known = new TreeMap<>();
    for (Path file : files().filter(ForeignKeyFilesTest::isSupported).toList()) {
      String key = name(file).substring(0, name(file).indexOf('.'));
      try (KeyReading reading = read(Files.readAllBytes(file), passphrase(file))) {
        if (reading.material().orElseThrow() instanceof KeyMaterial.PrivateKey secret) {
          byte[] bytes = secret.pkcs8().lend(byte[]::clone);
          byte[] first = known.putIfAbsent(key, bytes);
          assertArrayEquals(first == null ? bytes : first, bytes, name(file));
        }
      }
    }
    assertEquals(6, known.size());
  }

  @ParameterizedTest
  @MethodSource("lockedFiles")
  void asksForThePassphraseAndTakesNoOther(Path file) throws IOException {
    if (!isSupported(file)) {
      return;
    }
    byte[] content = Files.readAllBytes(file);
    try (KeyReading asking = read(content, Optional.empty())) {
      assertEquals(
          KeyProblemId.PASSPHRASE_NEEDED, asking.problem().map(KeyProblem::id).orElseThrow());
    }
    for (String wrong : List.of("Test", "tesT", "", "test ", "a longer passphrase than any")) {
      try (KeyReading refused = read(content, Optional.of(wrong))) {
        assertEquals(KeyVerdict.REFUSED, refused.verdict(), wrong);
        assertEquals(
            KeyProblemId.WRONG_PASSPHRASE, refused.problem().map(KeyProblem::id).orElseThrow());
      }
    }
  }

  /// Encryption without a checksum of its own leaves that to the key's numbers.
  @ParameterizedTest
  @MethodSource("files")
  void givesNoOtherKeyWhenAByteWasChanged(Path file) throws IOException {
    var random = new Random(name(file).hashCode());
    byte[] content = Files.readAllBytes(file);
    byte[] expected = spki(file);
    for (int i = 0; i < CHANGES; i++) {
      byte[] changed = content.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
      try (KeyReading reading = read(changed, passphrase(file))) {
        if (reading.verdict() == KeyVerdict.USABLE && showsEveryChange(file)) {
          assertArrayEquals(expected, publicHalf(reading).orElse(expected));
        }
      }
    }
  }
}
