package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.Passphrase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `src/docs/read-vault.mjs`, a program that knows nothing but the page about the format, opens
/// what Latchkey writes.
@Tag("interop")
class ReadVaultTest {

  private static final String PASSWORD = "Zwölf Boxkämpfer, चाबी 🔑";

  @TempDir private Path folder;
  private Path passwordFile;
  private Path recoveryFile;

  private record Answer(int exit, String said) {}

  @BeforeEach
  void writeWhatOpensThem() throws Exception {
    passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    recoveryFile = Files.writeString(folder.resolve("recovery"), SampleVault.RECOVERY);
  }

  @Test
  void readsTheFrozenVaultWithItsPasswordAndWithItsRecoveryKey() throws Exception {
    Path frozen = Path.of("src", "test", "resources", "vaults", "first.latchkey");
    for (String[] with :
        new String[][] {
          {"--password-file", passwordFile.toString()},
          {"--recovery-key-file", recoveryFile.toString()}
        }) {
      Answer read = read(frozen, with[0], with[1], "--secrets");
      assertEquals("frozen secret, second", secrets(read).get("JioMeet production"), read.said);
      assertEquals("thrown away", secrets(read).get("in the trash"));
    }
  }

  @Test
  void readsAFreshVaultWithEveryWayIn() throws Exception {
    Path vault = folder.resolve("fresh vault.latchkey");
    Path keyPath = folder.resolve("key file");
    Path secondFile = Files.writeString(folder.resolve("second"), "the second password");
    try (Passphrase password = SampleVault.password(PASSWORD);
        RecoveryKey recovery = SampleVault.recovery();
        Passphrase second = SampleVault.password("the second password");
        KeyFile keyFile = KeyFile.create(keyPath);
        Vault made =
            Vault.create(vault, password, new ArgonCost(65536, 3, 4), recovery, SampleVault.CLOCK);
        Confirmation confirmation = made.slots().confirm(new Unlocking.Password(password))) {
      SampleVault.add(made, "one", "the first secret");
      SampleVault.add(made, "two", "ein zweites, 🔑");
      made.save();
      made.slots()
          .add(confirmation, new NewSlot.PasswordAndFile(second, keyFile, ArgonCost.least()));
    }
    Map<String, String> expected = Map.of("one", "the first secret", "two", "ein zweites, 🔑");
    for (List<String> with :
        List.of(
            List.of("--password-file", passwordFile.toString()),
            List.of("--password-file", secondFile.toString(), "--key-file", keyPath.toString()),
            List.of("--recovery-key-file", recoveryFile.toString()))) {
      var options = new ArrayList<>(with);
      options.add("--secrets");
      assertEquals(expected, secrets(read(vault, options.toArray(String[]::new))));
    }
  }

  @Test
  void tellsNoSecretUnlessItIsAskedTo() throws Exception {
    Path vault = SampleVault.create(folder.resolve("some.latchkey"));
    try (Vault opened = SampleVault.open(vault)) {
      SampleVault.add(opened, "one", "hidden text");
      opened.save();
    }
    Answer read = read(vault, "--recovery-key-file", recoveryFile.toString());
    String encoded =
        Base64.getEncoder().encodeToString("hidden text".getBytes(StandardCharsets.UTF_8));
    assertEquals(0, read.exit);
    assertFalse(read.said.contains(encoded));
  }

  @Test
  void refusesAnotherPasswordAndADamagedFile() throws Exception {
    Path vault = SampleVault.create(folder.resolve("some.latchkey"));
    Path other =
        Files.writeString(
            folder.resolve("other"), "000000000000000000000000000000000000000000000000000000000");
    assertEquals(1, read(vault, "--password-file", passwordFile.toString()).exit);
    assertEquals(1, read(vault, "--recovery-key-file", other.toString()).exit);
    byte[] bytes = Files.readAllBytes(vault);
    bytes[bytes.length / 2] ^= 1;
    Files.write(vault, bytes);
    assertEquals(1, read(vault, "--recovery-key-file", recoveryFile.toString()).exit);
  }

  private static Answer read(Path vault, String... options) throws Exception {
    Path script = Path.of("src", "docs", "read-vault.mjs").toAbsolutePath();
    var command =
        new ArrayList<>(List.of("node", script.toString(), vault.toAbsolutePath().toString()));
    command.addAll(List.of(options));
    Path modules = Path.of(System.getProperty("latchkey.build", "target"), "interop");
    Process process =
        new ProcessBuilder(command)
            .directory(modules.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), said);
  }

  /// The one secret of each item, by its name.
  private static Map<String, String> secrets(Answer answer) throws Exception {
    assertEquals(0, answer.exit);
    Map<String, String> secrets = new HashMap<>();
    var document = (JsonObject) Json.parse(answer.said, JsonLimits.own(answer.said.length()));
    for (Json item : ((JsonArray) document.get("items").orElseThrow()).elements()) {
      var object = (JsonObject) item;
      object
          .object("secrets")
          .flatMap(all -> all.text("secret"))
          .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8))
          .ifPresent(
              text ->
                  secrets.put(
                      object.object("fields").orElseThrow().text("name").orElseThrow(), text));
    }
    return secrets;
  }
}
