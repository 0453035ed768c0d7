package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.PublishedFigures;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.KeyMaterial.PrivateKey;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// openssl, ssh-keygen and Node.js read everything that is written, as the same key; what they
/// write of it is read again here, as the same key.
@Tag("interop")
class KeyWriterInteropTest {

  private static final String PASSPHRASE = "corréct-horse";
  private static final List<String> READ = new ArrayList<>();

  /// One pair of each kind: making them takes longest.
  private static final Map<NewKey, PrivateKey> PAIRS = new EnumMap<>(NewKey.class);

  @TempDir Path folder;

  @BeforeEach
  void writeThePassphrase() throws IOException {
    Files.writeString(folder.resolve("pass"), PASSPHRASE + "\n");
  }

  @AfterAll
  static void tellWhatWasRead() throws IOException {
    PAIRS.values().forEach(PrivateKey::close);
    PublishedFigures.write("written-keys", READ);
  }

  private static PrivateKey pair(NewKey kind) {
    return PAIRS.computeIfAbsent(kind, NewKey::generate);
  }

  private byte[] output(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("log").toFile())
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    assertEquals(
        0,
        process.waitFor(),
        () -> String.join(" ", command) + ": " + content(folder.resolve("log")));
    return Files.readAllBytes(out);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return gone.toString();
    }
  }

  private void write(String name, SecretBytes content) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (content) {
      Files.write(file, content.lend(byte[]::clone));
    }
  }

  /// The public half in DER, after openssl has checked the numbers of the private one.
  private void opensslReads(NewKey kind, PrivateKey key, String form, String... options)
      throws Exception {
    List<String> check = new ArrayList<>(List.of("openssl", "pkey", "-in", "key", "-noout"));
    check.addAll(List.of(options));
    check.add("-check");
    output(check.toArray(String[]::new));
    List<String> half =
        new ArrayList<>(List.of("openssl", "pkey", "-in", "key", "-pubout", "-outform", "DER"));
    half.addAll(List.of(options));
    assertArrayEquals(key.spki(), output(half.toArray(String[]::new)), form);
    List<String> again = new ArrayList<>(List.of("openssl", "pkey", "-in", "key"));
    again.addAll(List.of(options));
    assertSame(key, output(again.toArray(String[]::new)));
    READ.add(kind + ", " + form + ", openssl");
  }

  private static void assertSame(PrivateKey key, byte[] written) {
    try (KeyReading reading = KeyReader.read(written, KeyRequest.of(ExpectedKey.PRIVATE_KEY))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict(), () -> reading.problem().toString());
      var again = (PrivateKey) reading.material().orElseThrow();
      assertArrayEquals(key.spki(), again.spki());
      assertTrue(key.pkcs8().sameAs(again.pkcs8()));
    }
  }

  private static void assertSameHalf(PrivateKey key, byte[] written) {
    try (KeyReading reading = KeyReader.read(written, KeyRequest.of(ExpectedKey.PUBLIC_KEY))) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict(), () -> reading.problem().toString());
      var again = (KeyMaterial.PublicKey) reading.material().orElseThrow();
      assertArrayEquals(key.spki(), again.spki());
    }
  }

  /// Of Ed25519 it reads its own form alone (OpenSSH 9.2).
  private void sshKeygenReads(NewKey kind, PrivateKey key, String form, Optional<String> passphrase)
      throws Exception {
    if (kind == NewKey.ED25519) {
      return;
    }
    assertSameHalf(key, output("ssh-keygen", "-y", "-P", passphrase.orElse(""), "-f", "key"));
    READ.add(kind + ", " + form + ", ssh-keygen");
  }

  private void nodeReads(NewKey kind, PrivateKey key, String form, String create) throws Exception {
    String script =
        "const c=require('crypto');const j=JSON.parse(require('fs').readFileSync('key'));"
            + "process.stdout.write("
            + create
            + ".export({type:'spki',format:'der'}))";
    assertArrayEquals(key.spki(), output("node", "-e", script), form);
    READ.add(kind + ", " + form + ", node");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenOfAPrivateKeyIsReadByOthers(NewKey kind) throws Exception {
    PrivateKey key = pair(kind);
    write("key", KeyWriter.pkcs8Pem(key.pkcs8()));
    opensslReads(kind, key, "PKCS#8 PEM");
    sshKeygenReads(kind, key, "PKCS#8 PEM", Optional.empty());
    write("key", key.pkcs8().copy());
    opensslReads(kind, key, "PKCS#8 DER", "-inform", "DER");
    write("key", KeyWriter.privateJwk(key.pkcs8()));
    nodeReads(kind, key, "JWK", "c.createPublicKey(c.createPrivateKey({key:j,format:'jwk'}))");
    if (kind.id().startsWith("rsa")) {
      write("key", KeyWriter.pkcs1Pem(key.pkcs8()));
      opensslReads(kind, key, "PKCS#1 PEM");
      sshKeygenReads(kind, key, "PKCS#1 PEM", Optional.empty());
      write("key", KeyWriter.pkcs1(key.pkcs8()));
      opensslReads(kind, key, "PKCS#1 DER", "-inform", "DER");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenWithAPassphraseIsReadByOthers(NewKey kind) throws Exception {
    PrivateKey key = pair(kind);
    try (SecretBytes passphrase = TestKeys.secret(PASSPHRASE)) {
      for (KeySealing sealing : KeySealing.values()) {
        String form = "encrypted PKCS#8 (" + sealing + ") ";
        write("key", KeyWriter.encryptedPkcs8Pem(key.pkcs8(), passphrase, sealing));
        opensslReads(kind, key, form + "PEM", "-passin", "file:pass");
        sshKeygenReads(kind, key, form + "PEM", Optional.of(PASSPHRASE));
        write("key", KeyWriter.encryptedPkcs8(key.pkcs8(), passphrase, sealing));
        opensslReads(kind, key, form + "DER", "-inform", "DER", "-passin", "file:pass");
      }
      write("key.p12", KeyWriter.pkcs12(key.pkcs8(), passphrase, "clan-prod"));
      byte[] bags =
          output(
              "openssl", "pkcs12", "-in", "key.p12", "-nocerts", "-nodes", "-passin", "file:pass");
      assertTrue(new String(bags, StandardCharsets.UTF_8).contains("friendlyName: clan-prod"));
      assertSame(key, bags);
      READ.add(kind + ", PKCS#12, openssl");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenOfAPublicKeyIsReadByOthers(NewKey kind) throws Exception {
    PrivateKey key = pair(kind);
    write("key", TestKeys.secret(KeyWriter.spkiPem(key.spki())));
    assertArrayEquals(
        key.spki(), output("openssl", "pkey", "-pubin", "-in", "key", "-outform", "DER"));
    READ.add(kind + ", SPKI PEM, openssl");
    if (kind != NewKey.ED25519) {
      assertSameHalf(key, output("ssh-keygen", "-i", "-m", "PKCS8", "-f", "key"));
      READ.add(kind + ", SPKI PEM, ssh-keygen");
    }
    write("key", TestKeys.secret(KeyWriter.publicJwk(key.spki()).compact()));
    nodeReads(kind, key, "public JWK", "c.createPublicKey({key:j,format:'jwk'})");
    write("key", TestKeys.secret(KeyWriter.publicJwks(List.of(key.spki())).compact()));
    nodeReads(kind, key, "JWKS", "c.createPublicKey({key:j.keys[0],format:'jwk'})");
  }
}
