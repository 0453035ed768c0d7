package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A vault that wants more memory than is taken unasked, at the command line.
class DearVaultTest {

  private static final String ADVICE = "Ask where the file comes from";

  @TempDir private static Path folder;

  private static Latchkey parts;
  private static Path password;
  private static Path recovery;

  @BeforeAll
  static void makeADearVault() throws Exception {
    Latchkey usual = TestDesk.in(folder);
    parts =
        new Latchkey(
            usual.clock(),
            usual.platforms(),
            usual.wording(),
            usual.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    password = Files.writeString(folder.resolve("password"), TestDesk.PASSWORD + "\n");
    recovery = folder.resolve("recovery");
    Path file = parts.folders().usualVault();
    Files.createDirectories(file.getParent());
    try (Passphrase chosen = TestDesk.password();
        VaultSession.NewVault made = VaultSession.create(file, chosen, parts)) {
      Files.writeString(recovery, new String(made.recoveryKey().text()));
    }
  }

  private static FakeTerminal list(FakeTerminal terminal, int expected, String... options) {
    List<String> all = new ArrayList<>(List.of("list"));
    all.addAll(List.of(options));
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.remarks());
    return terminal;
  }

  @Test
  void asksAndOpensItOnceSomebodyAgreed() {
    var terminal = list(FakeTerminal.typing("y", TestDesk.PASSWORD), 0);
    assertTrue(terminal.remarks().contains("takes 257 MiB"), terminal.remarks());
    assertTrue(terminal.remarks().contains("3 passes"), terminal.remarks());
    assertTrue(terminal.remarks().contains("Open it?"), terminal.remarks());
    assertFalse(terminal.remarks().contains(ADVICE), terminal.remarks());
  }

  /// The password after it is the right one, and is not asked for.
  @ParameterizedTest
  @ValueSource(strings = {"n", "", "Y e s"})
  void staysClosedWhereNobodyAgreed(String answer) {
    var terminal = list(FakeTerminal.typing(answer, TestDesk.PASSWORD), 4);
    assertTrue(terminal.remarks().contains("Open it?"), terminal.remarks());
    assertTrue(terminal.remarks().contains(ADVICE), terminal.remarks());
  }

  @Test
  void staysClosedWhereNobodyIsThereToAsk() {
    var silent = list(FakeTerminal.silent(), 4, "--password-file", password.toString());
    var unasked = list(FakeTerminal.typing("y", TestDesk.PASSWORD), 4, "--no-input");
    for (FakeTerminal terminal : List.of(silent, unasked)) {
      assertFalse(terminal.remarks().contains("Open it?"), terminal.remarks());
      assertTrue(terminal.remarks().contains(ADVICE), terminal.remarks());
      assertEquals("", terminal.result());
    }
  }

  @Test
  void isNotAskedAboutWhereTheRecoveryKeyOpensItForNothing() {
    var terminal = list(FakeTerminal.silent(), 0, "--recovery-key-file", recovery.toString());
    assertFalse(terminal.remarks().contains("Open it?"), terminal.remarks());
  }
}
