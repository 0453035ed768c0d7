package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonBoolean;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What another process that opened a vault, revealed its secrets, signed and locked still has in
/// its memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemoryTest {

  private static final String PASSWORD = "zwölf Boxkämpfer jagen Viktor";
  private static final String SECRET = "kX9wPq2LmZ7tRb4vYc8sNd3fGh6jAe1uWo5iTy0xKzQ";

  /// The launcher's collector; a smaller heap makes smaller dumps.
  private static final List<String> OPTIONS =
      List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:MarkSweepAlwaysCompactCount=1");

  private static final int MOST_REMAINS = 4;

  private Path folder;
  private Path vault;
  private final Needles needles = new Needles();
  private String dataKey;

  @BeforeAll
  void makeAVaultAndKnowItsSecrets(@TempDir Path empty) throws Exception {
    folder = empty;
    vault = folder.resolve("team.latchkey");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    try (Passphrase password = password();
        RecoveryKey recovery = RecoveryKey.random();
        Vault made = Vault.create(vault, password, ArgonCost.least(), recovery, SampleVault.CLOCK);
        SecretBytes secret = SampleVault.secret(SECRET);
        SecretBytes pkcs8 = SecretBytes.copyOf(key.getEncoded())) {
      Json name = SampleVault.text("some name");
      made.add(Map.of("name", name), Map.of("secret", secret));
      made.add(Map.of("name", name, "rsa", new JsonBoolean(true)), Map.of("secret", pkcs8));
      made.save();
    }
    needles.add("the secret", SECRET.getBytes(StandardCharsets.US_ASCII));
    needles.add("the password", PASSWORD.getBytes(StandardCharsets.UTF_8));
    needles.add(key);
    try (Passphrase password = password()) {
      dataKey = Base64.getEncoder().encodeToString(needles.addKeysOf(vault, password));
    }
  }

  private static Passphrase password() {
    return Passphrase.take(PASSWORD.toCharArray()).orElseThrow();
  }

  private ChildJvm start(Class<?> main, String... more) throws IOException {
    String[] arguments =
        Stream.concat(Stream.of(vault.toString()), Stream.of(more)).toArray(String[]::new);
    ChildJvm child = ChildJvm.start(OPTIONS, main, arguments);
    byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
    child.send((byte) password.length);
    child.send(password);
    return child;
  }

  @Test
  void holdsNothingInItsHeapWhileItIsOpenNorOnceItIsLocked() throws Exception {
    try (ChildJvm child = start(MemoryVisit.class)) {
      assertEquals("open", child.line());
      var open = needles.inHeap(child, folder, "open");
      child.send((byte) 0);
      assertEquals("locked", child.line());
      var locked = needles.inHeap(child, folder, "locked");
      assertEquals(List.of(Map.of(), Map.of()), open, "while it was open");
      assertEquals(List.of(Map.of(), Map.of()), locked, "once it was locked");
    }
  }

  @Test
  void isSearchedSoThatALeakOfEveryKindIsFound() throws Exception {
    String password = Base64.getEncoder().encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
    try (ChildJvm child = start(MemoryControl.class, dataKey, password)) {
      assertEquals("leaked", child.line());
      for (Map<String, Integer> found : needles.inHeap(child, folder, "leaked")) {
        for (String needle :
            List.of(
                "the secret",
                "the secret in UTF-16",
                "the password",
                "the password in UTF-16",
                "DER",
                "DER in UTF-16",
                "PEM",
                "d",
                "p",
                "q",
                "d mod p-1",
                "d mod q-1",
                "1/q",
                "the data key")) {
          assertTrue(found.containsKey(needle), needle + " was not found; found: " + found);
        }
      }
    }
  }

  /// What native code and freed memory still hold is counted, and the count has to stay small: the
  /// password in the buffer of a read from standard input is what is known to remain.
  @Test
  @Tag("nightly")
  void leavesNextToNothingInTheMemoryOfItsProcess() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/mem")), "another system than Linux");
    try (ChildJvm child = start(MemoryVisit.class)) {
      assertEquals("open", child.line());
      child.send((byte) 0);
      assertEquals("locked", child.line());
      Map<String, Integer> found = needles.inProcess(child.id());
      int count = found.values().stream().mapToInt(Integer::intValue).sum();
      assertTrue(count <= MOST_REMAINS, "found " + found);
    }
  }
}
