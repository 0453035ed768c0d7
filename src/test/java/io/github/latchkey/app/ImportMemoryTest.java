package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeySealing;
import io.github.latchkey.engine.keys.KeyWriter;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.ChildJvm;
import io.github.latchkey.vault.Needles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What another process that took key files in and wrote them in every form still has in its heap,
/// while its vault is open and once it is locked. `MemoryTest` shows that such a search finds
/// leaks.
class ImportMemoryTest {

  private static final String PASSPHRASE = "zwölf Boxkämpfer jagen Viktor";
  private static final String SECRET = "kX9wPq2LmZ7tRb4vYc8sNd3fGh6jAe1uWo5iTy0xKzQ";

  /// The launcher's collector.
  private static final List<String> OPTIONS =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

  @TempDir Path folder;

  private Path keys;
  private final Needles needles = new Needles();

  @BeforeEach
  void writeFilesOfEveryKind() throws Exception {
    TestDesk.vault(TestDesk.in(folder));
    keys = Files.createDirectory(folder.resolve("keys"));
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var rsa = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    needles.add(rsa);
    writeRsa(rsa);
    Files.writeString(keys.resolve("secret.txt"), SECRET);
    Files.writeString(keys.resolve("jiomeet.env"), "JIOMEET_SECRET=\"" + SECRET + "\"\n");
    needles.add("the secret", SECRET.getBytes(StandardCharsets.US_ASCII));
    needles.add("the passphrase", PASSPHRASE.getBytes(StandardCharsets.UTF_8));
    addForeign();
  }

  private void writeRsa(RSAPrivateCrtKey key) throws Exception {
    try (SecretBytes pkcs8 = SecretBytes.copyOf(key.getEncoded());
        SecretBytes phrase = SecretBytes.copyOf(PASSPHRASE.getBytes(StandardCharsets.UTF_8))) {
      write("pkcs8.pem", KeyWriter.pkcs8Pem(pkcs8));
      write("pkcs1.pem", KeyWriter.pkcs1Pem(pkcs8));
      write("pkcs8.der", pkcs8.copy());
      write("key.jwk", KeyWriter.privateJwk(pkcs8));
      write("key.p12", KeyWriter.pkcs12(pkcs8, phrase, "a name"));
      for (KeySealing sealing : KeySealing.values()) {
        write(sealing + ".pem", KeyWriter.encryptedPkcs8Pem(pkcs8, phrase, sealing));
      }
    }
  }

  private void write(String name, SecretBytes content) throws Exception {
    try (content) {
      Files.write(keys.resolve(name), content.lend(byte[]::clone));
    }
  }

  /// Forms that Latchkey does not write.
  private void addForeign() throws Exception {
    for (String name :
        List.of(
            "rsa.openssh.openssh", "rsa.putty-v3.ppk", "ec384.putty-v2.ppk", "ec384.sec1.pem")) {
      TestDesk.resource("/keys/foreign/" + name, keys);
    }
    byte[] rsa = pkcs8("rsa.openssh.openssh");
    needles.add(
        (RSAPrivateCrtKey)
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(rsa)));
    var ec =
        (ECPrivateKey)
            KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(pkcs8("ec384.sec1.pem")));
    needles.add("the scalar", ec.getS().toByteArray());
  }

  private byte[] pkcs8(String name) throws Exception {
    Latchkey parts = TestDesk.in(folder);
    OfferedKey offered = OfferedKey.file(keys.resolve(name));
    try (ImportLook look = parts.importing().look(List.of(offered), parts.wording())) {
      var material = (KeyMaterial.PrivateKey) look.material().orElseThrow();
      return material.pkcs8().lend(byte[]::clone);
    }
  }

  @Test
  void holdsNothingInItsHeapAfterImportsAndExports() throws Exception {
    try (ChildJvm child = ChildJvm.start(OPTIONS, ImportVisit.class, folder.toString())) {
      byte[] passphrase = PASSPHRASE.getBytes(StandardCharsets.UTF_8);
      child.send((byte) passphrase.length);
      child.send(passphrase);
      assertEquals("done", child.line());
      var open = needles.inHeap(child, folder, "open");
      child.send((byte) 0);
      assertEquals("locked", child.line());
      var locked = needles.inHeap(child, folder, "locked");
      assertEquals(List.of(Map.of(), Map.of()), open, "while the vault was open");
      assertEquals(List.of(Map.of(), Map.of()), locked, "once it was locked");
    }
  }
}
