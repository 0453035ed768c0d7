package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyReaderFileTest {

  @TempDir Path folder;

  private Path written(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @Test
  void readsAFileWhateverItIsCalled() throws IOException {
    Path file = written("notes.doc", TestKeys.file("rsa2048.pkcs8.pem"));
    try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
      assertEquals(List.of(), reading.oddities());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs8.pem, key.p12, true",
    "rsa2048.pkcs8.pem, KEY.DER, true",
    "rsa2048.pkcs8.pem, key.pub, true",
    "rsa2048.spki.pem, key.pub, false",
    "rsa2048.spki.pem, key.jwk, true",
    "rsa2048.pkcs8.pem, key.pem, false",
    "rsa2048.pkcs8.pem, key, false"
  })
  void saysWhereANamePromisesSomethingElse(String content, String name, boolean misnamed)
      throws IOException {
    Path file = written(name, TestKeys.file(content));
    try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
      assertEquals(misnamed, reading.oddities().contains(KeyOddity.WRONG_FILE_NAME));
    }
  }

  private static String publicJwk(String file) {
    return KeyWriter.publicJwk(TestKeys.derOf(file)).compact();
  }

  @Test
  void ofASetOfJwksEveryPublicKeyVerifiesAndNoSecret() throws IOException {
    String secret = "{\"kty\":\"oct\",\"k\":\"" + "AyM1".repeat(11) + "\"}";
    String unread = "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}";
    String keys =
        String.join(
            ",",
            publicJwk("rsa2048.spki.pem"),
            secret,
            unread,
            publicJwk("ec.spki.pem"),
            publicJwk("other2048.spki.pem"));
    Path file = written("jwks.json", ("{\"keys\":[" + keys + "]}").getBytes(UTF_8));
    List<KeyReading> readings = KeyReader.readVerifying(file, KeyRequest.anything());
    assertEquals(
        List.of(KeyVerdict.PUBLIC, KeyVerdict.REFUSED, KeyVerdict.PUBLIC, KeyVerdict.PUBLIC),
        readings.stream().map(KeyReading::verdict).toList());
    for (KeyReading reading : readings) {
      boolean isPublic =
          reading.material().filter(KeyMaterial.PublicKey.class::isInstance).isPresent();
      assertEquals(reading.verdict() == KeyVerdict.PUBLIC, isPublic);
    }
  }

  @Test
  void whatIsNoSetOfPublicKeysVerifiesAsItIsRead() throws IOException {
    Path pem = written("key.pem", TestKeys.file("rsa2048.pkcs8.pem"));
    Path secrets =
        written(
            "secrets.json", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AyM1AyM1\"}]}".getBytes(UTF_8));
    Path none = written("none.json", "{\"keys\":[]}".getBytes(UTF_8));
    for (Path file : List.of(pem, secrets, none)) {
      List<KeyReading> all = KeyReader.readVerifying(file, KeyRequest.anything());
      try (KeyReading one = KeyReader.read(file, KeyRequest.anything())) {
        assertEquals(1, all.size());
        assertEquals(one.verdict(), all.getFirst().verdict());
        assertEquals(one.description(), all.getFirst().description());
      } finally {
        all.forEach(KeyReading::close);
      }
    }
  }

  @Test
  void refusesAFileOverTheLimitWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(8L << 30);
    }
    try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
      assertEquals(
          new KeyProblem(
              KeyProblemId.TOO_LARGE, Map.of("bytes", 8L << 30, "most", (long) KeyReader.LONGEST)),
          reading.problem().orElseThrow());
    }
  }

  /// The limit that is told is the one that a file of its kind is held to.
  @ParameterizedTest
  @CsvSource({"1048577, false, 1048576", "4194305, true, 4194304", "4294967296, true, 4194304"})
  void tellsTheLimitOfItsKind(long size, boolean pkcs12, long most) throws IOException {
    byte[] sequenceWithThree = {0x30, (byte) 0x84, 0, 0x50, 0, 0, 2, 1, 3};
    Path file = written("large", pkcs12 ? sequenceWithThree : new byte[9]);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }
    try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
      assertEquals(
          new KeyProblem(KeyProblemId.TOO_LARGE, Map.of("bytes", size, "most", most)),
          reading.problem().orElseThrow());
    }
  }

  @Test
  void readsAPkcs12FileOfMoreThanOtherFilesMayHave() throws IOException {
    byte[] sequenceWithThree = {0x30, (byte) 0x84, 0, 0x3F, (byte) 0xFF, (byte) 0xFA, 2, 1, 3};
    Path file = written("chain.p12", Arrays.copyOf(sequenceWithThree, 4 << 20));
    try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
      assertNotEquals(KeyProblemId.TOO_LARGE, reading.problem().orElseThrow().id());
    }
  }

  @Test
  void isCancelledByAnInterruptAlsoWhileItLooksWhichLimitCounts() throws IOException {
    Path file = written("large", new byte[KeyReader.LONGEST + 1]);
    Thread.currentThread().interrupt();
    try {
      assertThrows(
          CancellationException.class, () -> KeyReader.read(file, KeyRequest.anything()).close());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void refusesAContentOverTheLimit() {
    byte[] content = new byte[KeyReader.LONGEST + 1];
    KeyProblem problem = KeyReader.read(content, KeyRequest.anything()).problem().orElseThrow();
    assertEquals(KeyProblemId.TOO_LARGE, problem.id());
    assertEquals(content.length + 0L, problem.facts().get("bytes"));
  }

  @Test
  void anEmptyFileIsEmpty() throws IOException {
    Path file = written("empty.pem", new byte[0]);
    assertEquals(
        KeyProblemId.EMPTY_FILE,
        KeyReader.read(file, KeyRequest.anything()).problem().orElseThrow().id());
  }

  @Test
  void aFolderIsNoFile() {
    assertThrows(
        FileSystemException.class, () -> KeyReader.read(folder, KeyRequest.anything()).close());
  }

  @Test
  void aMissingFileIsMissing() {
    Path missing = folder.resolve("missing.pem");
    var failure =
        assertThrows(
            NoSuchFileException.class,
            () -> KeyReader.read(missing, KeyRequest.anything()).close());
    assertEquals(missing.toString(), failure.getFile());
  }

  @Test
  void aDeviceIsNoFile() {
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      assertThrows(IOException.class, () -> KeyReader.read(device, KeyRequest.anything()).close());
    }
  }

  @Test
  void readsASecretFromAFile() throws IOException {
    Path file = written("secret.txt", "a secret that is long enough for HS256\n".getBytes());
    try (KeyReading reading = KeyReader.read(file, KeyRequest.of(ExpectedKey.SECRET))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
      assertEquals(List.of(KeyOddity.TRAILING_NEWLINE_IN_SECRET), reading.oddities());
      assertTrue(reading.problem().isEmpty());
    }
  }
}
