package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A vault with many RSA keys: opened without key derivation (through its recovery key), saved
/// after one change, searched at a keystroke, and looked over. With `-prof gc` it tells the memory.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Xmx3g",
      "-XX:+UseSerialGC",
      "-XX:MaxDirectMemorySize=4g",
      "--enable-native-access=ALL-UNNAMED"
    })
public class VaultBenchmark {

  /// How many credentials.
  @Param({"1000", "10000", "100000"})
  public int credentials;

  private Path folder;
  private Path file;
  private char[] recovery;
  private Latchkey parts;
  private VaultSession session;
  private Vault saved;
  private String changed;
  private int count;

  /// A vault whose credentials have names of their own and one RSA key.
  @Setup(Level.Trial)
  public void create() throws Exception {
    folder = Files.createTempDirectory("latchkey-bench");
    file = folder.resolve("many.latchkey");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String spki = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    try (RecoveryKey key = RecoveryKey.random();
        Passphrase password = Passphrase.take("benchmark".toCharArray()).orElseThrow();
        Vault vault = Vault.create(file, password, ArgonCost.least(), key, Clock.systemUTC());
        SecretBytes secret = SecretBytes.copyOf(pair.getPrivate().getEncoded())) {
      recovery = key.text();
      for (int i = 0; i < credentials; i++) {
        changed = vault.add(fields(i, spki), Map.of("secret", secret));
      }
      vault.save();
    }
    parts =
        new Latchkey(
            Clock.systemUTC(),
            Platforms.bundled(),
            new Wording(Locale.ENGLISH, ZoneOffset.UTC),
            new UserFolders(folder, folder),
            ArgonCost::least,
            Keyring.none());
    try (RecoveryKey key = RecoveryKey.read(recovery.clone())) {
      session = VaultSession.open(file, key, parts);
      saved = LockedVault.read(file).unlock(key, Clock.systemUTC());
    }
  }

  private static Map<String, Json> fields(int i, String spki) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("name", new JsonString("credential number " + i));
    fields.put("platform", new JsonString("generic"));
    fields.put("imported", new JsonString("2026-11-21T10:00:00Z"));
    fields.put("environment", new JsonString("staging"));
    fields.put("field.consumerId", new JsonString("id-" + i * 7919L));
    fields.put("note", new JsonString("a note about it, of some length, with the word w" + i));
    fields.put("tags", new JsonArray(List.of(new JsonString("team"), new JsonString("video"))));
    fields.put(
        "key",
        JsonObject.builder()
            .put("kind", "rsa")
            .put("container", "PKCS#8")
            .put("bits", 2048)
            .put("fingerprint", "ab".repeat(32))
            .put("thumbprint", "x".repeat(43))
            .put("spki", spki)
            .build());
    return fields;
  }

  /// From the file to an open vault, and closed again.
  @Benchmark
  public void open() throws Exception {
    try (RecoveryKey key = RecoveryKey.read(recovery.clone())) {
      LockedVault.read(file).unlock(key, Clock.systemUTC()).close();
    }
  }

  /// One field changed and everything saved, with its copies.
  @Benchmark
  public Object save() throws Exception {
    saved.change(changed, Map.of("note", new JsonString("changed " + count++)), Map.of());
    return saved.save();
  }

  /// What a keystroke in the search costs before anything is drawn.
  @Benchmark
  public List<Credential> search() {
    return session.find("video w" + count++ % credentials);
  }

  /// All that `latchkey health` looks at: every key is taken out, built and compared with its
  /// public half.
  @Benchmark
  public List<HealthFinding> health() {
    return session.health().check();
  }

  /// Leaves nothing behind.
  @TearDown(Level.Trial)
  public void delete() throws Exception {
    session.close();
    saved.close();
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Files.delete(each);
      }
    }
    Files.delete(folder);
  }
}
