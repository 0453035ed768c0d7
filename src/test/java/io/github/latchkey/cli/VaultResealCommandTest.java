package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.PasswordSlot;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies that an earlier password opens, sealed again at the command line.
class VaultResealCommandTest {

  private static final String DEAR = "a lantern under seven bridges";
  private static final String TODAYS = "seven purple otters sing";

  @TempDir private static Path folder;

  private static Latchkey parts;
  private static Path vault;
  private static Path recovery;
  private static Path first;
  private static Path dear;

  private static final Map<Path, byte[]> MADE = new HashMap<>();

  @BeforeAll
  static void makeAVaultWithCopiesOfTwoEarlierPasswords() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    recovery = vault.resolveSibling("recovery.txt");
    first = Files.writeString(folder.resolve("first"), TestDesk.PASSWORD + "\n");
    dear = Files.writeString(folder.resolve("dear"), DEAR + "\n");
    var demanding =
        new Latchkey(
            parts.clock(),
            parts.platforms(),
            parts.wording(),
            parts.folders(),
            () -> new ArgonCost(257 << 10, 3, 1),
            Keyring.none());
    change(TestDesk.PASSWORD, DEAR, demanding);
    change(DEAR, TODAYS, parts);
    for (Path made : List.of(vault, earlierCopies().getFirst(), earlierCopies().getLast())) {
      MADE.put(made, Files.readAllBytes(made));
    }
  }

  @BeforeEach
  void putThemBack() throws Exception {
    for (Map.Entry<Path, byte[]> made : MADE.entrySet()) {
      Files.write(made.getKey(), made.getValue());
    }
  }

  /// Leaves the copies as they are.
  private static void change(String from, String to, Latchkey with) throws Exception {
    try (Passphrase now = Passphrase.take(from.toCharArray()).orElseThrow();
        Passphrase next = Passphrase.take(to.toCharArray()).orElseThrow();
        var opened =
            VaultSession.openConfirmed(
                LockedVault.read(vault).acceptingCost(), new Unlocking.Password(now), with)) {
      opened
          .session()
          .access()
          .changePassword(
              opened.confirmation(),
              opened.confirmation().slot().id(),
              next,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
    }
  }

  @Test
  void sealsWhatIsCheapAndAsksBeforeItSealsWhatIsDear() throws Exception {
    Path costly = costlyCopy();
    byte[] before = Files.readAllBytes(costly);

    var declined = run(FakeTerminal.typing("n"), 4, "--earlier-password-file", first.toString());

    assertTrue(declined.remarks().contains("takes 257 MiB of memory"), declined.remarks());
    assertTrue(declined.remarks().contains(costly.toString()), declined.remarks());
    assertTrue(declined.remarks().contains("Sealed again: 1."), declined.remarks());
    assertEquals(List.of(costly), earlierCopies(), "the cheap one was sealed");
    assertArrayEquals(before, Files.readAllBytes(costly));

    var agreed = run(FakeTerminal.typing(DEAR, "y"), 0);

    assertTrue(agreed.remarks().contains("Open it?"), agreed.remarks());
    assertTrue(agreed.remarks().contains("sealed again: 1."), agreed.remarks());
    assertEquals(List.of(), earlierCopies());
  }

  @Test
  void leavesWhatIsDearWhereNobodyCanBeAsked() throws Exception {
    Path costly = costlyCopy();
    for (FakeTerminal nobody : List.of(FakeTerminal.silent(), FakeTerminal.typing("y"))) {
      run(nobody, 4, "--no-input", "--earlier-password-file", dear.toString());
      assertFalse(nobody.remarks().contains("Open it?"), nobody.remarks());
      assertTrue(nobody.remarks().contains("257 MiB"), nobody.remarks());
      assertTrue(earlierCopies().contains(costly));
    }
  }

  @Test
  void withoutAnEarlierPasswordNothingIsSealed() throws Exception {
    List<Path> before = earlierCopies();
    var silent = run(FakeTerminal.silent(), 3);
    assertTrue(silent.remarks().contains("--earlier-password-file"), silent.remarks());
    assertEquals(before, earlierCopies());
  }

  @Test
  void theRecoveryKeyOpensThemAllForNothing() throws Exception {
    var terminal =
        run(FakeTerminal.silent(), 0, "--earlier-recovery-key-file", recovery + "", "--json");
    var told = (JsonObject) Json.parse(terminal.result().strip(), JsonLimits.FOREIGN);
    assertEquals("2", told.get("copiesRenewed").orElseThrow().compact());
    assertEquals("[]", told.get("earlierCopies").orElseThrow().compact());

    var again = run(FakeTerminal.silent(), 0);
    assertTrue(again.remarks().contains("sealed again: 0."), "nothing is asked for: none is left");
  }

  @Test
  void theListOfWaysInSaysHowCopiesAreSealedAgain() throws Exception {
    var listed = command(FakeTerminal.silent(), 0, "vault", "slots");
    assertTrue(listed.remarks().contains("“latchkey vault reseal”"), listed.remarks());
  }

  @Test
  void aPasswordThatOpensTheCheapOnesAloneSealsTheseAndNamesTheRest() throws Exception {
    Path costly = costlyCopy();
    var agreed = run(FakeTerminal.typing("y"), 0, "--earlier-password-file", first.toString());
    assertTrue(agreed.remarks().contains("sealed again: 1."), agreed.remarks());
    assertEquals(List.of(costly), earlierCopies());
    assertTrue(agreed.remarks().contains(costly + " still opens"), agreed.remarks());
  }

  @Test
  void aPasswordThatOpensNoneIsWrong() throws Exception {
    List<Path> before = earlierCopies();
    Path wrong = Files.writeString(folder.resolve("wrong"), "nobody's password at all");
    run(FakeTerminal.typing("y"), 3, "--earlier-password-file", wrong.toString());
    assertEquals(before, earlierCopies());
  }

  @Test
  void aKeyFileBelongsToAPassword() {
    run(
        FakeTerminal.silent(),
        2,
        "--earlier-recovery-key-file",
        recovery.toString(),
        "--earlier-unlock-key-file",
        folder.resolve("nowhere").toString());
  }

  private static Path costlyCopy() throws Exception {
    List<Path> costly = new ArrayList<>();
    for (Path copy : earlierCopies()) {
      for (KeySlot slot : LockedVault.read(copy).summary().slots()) {
        if (slot instanceof PasswordSlot password && password.cost().memoryMib() == 257) {
          costly.add(copy);
        }
      }
    }
    assertEquals(1, costly.size());
    return costly.getFirst();
  }

  private static List<Path> earlierCopies() throws Exception {
    try (RecoveryKey key = TestDesk.recoveryKey(parts);
        VaultSession session = VaultSession.open(vault, key, parts)) {
      return session.access().earlierCopies();
    }
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, String... options) {
    List<String> all = new ArrayList<>(List.of("vault", "reseal"));
    all.addAll(List.of(options));
    return command(terminal, expected, all.toArray(String[]::new));
  }

  private FakeTerminal command(FakeTerminal terminal, int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--recovery-key-file", recovery.toString()));
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }
}
