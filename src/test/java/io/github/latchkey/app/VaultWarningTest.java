package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The computer remembers the newest save that it saw, and tells when another one lies there.
class VaultWarningTest {

  @TempDir Path temporary;
  Latchkey parts;
  Path file;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(temporary.toRealPath());
    file = TestDesk.vault(parts);
    save();
  }

  @Test
  void saysNothingOfAVaultThatWasSavedFromHereOrElsewhere() throws Exception {
    assertEquals(List.of(), warnings());
    Latchkey elsewhere = TestDesk.in(Files.createDirectory(temporary.resolve("elsewhere")));
    Path theirs = elsewhere.folders().usualVault();
    Files.createDirectories(theirs.getParent());
    Files.copy(file, theirs);
    Files.copy(file.resolveSibling("recovery.txt"), theirs.resolveSibling("recovery.txt"));
    save(elsewhere);
    save(elsewhere);
    Files.copy(theirs, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(), warnings());
  }

  @Test
  void warnsEveryTimeOfAnOlderCopyPutBackUntilItIsSavedOver() throws Exception {
    byte[] old = Files.readAllBytes(file);
    save();
    Files.write(file, old);
    for (int i = 0; i < 2; i++) {
      assertEquals(List.of(new VaultWarning.RolledBack(file, 3, 2)), warnings());
    }
    save();
    assertEquals(List.of(), warnings());
  }

  @Test
  void warnsWhenTwoCopiesWentApart() throws Exception {
    byte[] common = Files.readAllBytes(file);
    save();
    byte[] ours = Files.readAllBytes(file);
    Files.write(file, common);
    forget();
    save();
    save();
    byte[] theirs = Files.readAllBytes(file);
    forget();
    Files.write(file, ours);
    warnings();
    Files.write(file, theirs);
    assertEquals(List.of(new VaultWarning.WentApart(file, 3, 4)), warnings());
  }

  @Test
  void offersASaveThatACrashLeftAndNotOneThatWentIn() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (VaultSession session = TestDesk.open(parts)) {
      TestDesk.addSecret(session, "lost in the crash");
    }
    byte[] unplaced = Files.readAllBytes(file);
    Files.write(file, before);
    Path copy = file.resolveSibling(file.getFileName() + ".2-00000000.bak");
    Files.deleteIfExists(copy);
    forget();
    Files.write(file.resolveSibling("." + file.getFileName() + ".0123456789abcdef.tmp"), unplaced);

    VaultWarning warning = warnings().getFirst();
    VaultWarning.NotMerged left = assertInstanceOf(VaultWarning.NotMerged.class, warning);
    assertEquals(3, left.copy().generation());
    try (VaultSession session = TestDesk.open(parts)) {
      session.merging().merge(left.copy().file());
      assertEquals("lost in the crash", session.credentials().getFirst().name());
    }
    assertEquals(List.of(), warnings());
  }

  @Test
  void warnsOfAKeyThatThisComputerSawGivenUp() throws Exception {
    byte[] old = Files.readAllBytes(file);
    try (VaultSession session = TestDesk.open(parts);
        Confirmation confirmation = session.access().confirmedByRecoveryKey().orElseThrow();
        Passphrase next =
            Passphrase.take("wandering otter plays cello".toCharArray()).orElseThrow()) {
      session
          .access()
          .setPassword(
              confirmation,
              next,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.REENCRYPT));
    }
    assertEquals(List.of(), warnings());
    byte[] now = Files.readAllBytes(file);
    Files.write(file, old);
    assertEquals(new VaultWarning.EarlierKey(file), warnings().getFirst());
    save();
    assertEquals(
        new VaultWarning.EarlierKey(file), warnings().getFirst(), "a save decides nothing");
    Path copy = Files.copy(file, file.resolveSibling("of the earlier key"));
    Files.write(file, now);
    assertEquals(List.of(), warnings(), "and the key of now is not branded by it");
    restoresWithoutAWordOnlyWhereAPersonDecidedIt(copy);
  }

  private void restoresWithoutAWordOnlyWhereAPersonDecidedIt(Path copy) throws Exception {
    Files.move(file, file.resolveSibling("gone"));
    for (Path beside : LockedVault.copies(file).stream().map(VaultCopy::file).toList()) {
      Files.delete(beside);
    }
    try (VaultSession opened = TestDesk.open(parts, copy)) {
      VaultException fault =
          assertThrows(VaultException.class, () -> opened.restoring().restore(copy, file).close());
      assertEquals(VaultException.Kind.RESTORE_UNDOES_ROTATION, fault.kind());
      assertFalse(Files.exists(file));
      opened.restoring().restoreWithItsPasswords(copy, file).close();
    }
    assertEquals(List.of(), warnings(), "a person decided it");
  }

  @Test
  void warnsOfAVaultThatIsHalfAsLargeAsItCanBe() {
    assertEquals(Optional.empty(), VaultWarning.ofSize(summary((512L << 20) - 1)));
    assertEquals(
        Optional.of(new VaultWarning.Large(file, 512, 1024)),
        VaultWarning.ofSize(summary(512L << 20)));
    assertEquals(
        Optional.of(new VaultWarning.Large(file, 1000, 1024)),
        VaultWarning.ofSize(summary((1000L << 20) + 5)));
  }

  private VaultSummary summary(long size) {
    return new VaultSummary(file, "id", 1, 1, size, List.of());
  }

  @Test
  void aLargeVaultIsWhatThisComputerExpectedAllTheSame() {
    assertFalse(new VaultWarning.Large(file, 512, 1024).isUnexpected());
    assertTrue(new VaultWarning.RolledBack(file, 3, 2).isUnexpected());
  }

  @Test
  void saysHowLargeAVaultIsAndWhatToDo() {
    String told =
        parts.wording().forCommandLine().warning(new VaultWarning.Large(file, 600, 1024)).whole();
    assertTrue(told.contains(file + " has 600 MiB") && told.contains("1024 MiB"), told);
    assertTrue(told.contains("latchkey trash --empty"), told);
  }

  @Test
  void saysThatAChangeWasNotSavedWhereTheVaultWouldGetTooLarge() {
    var fault = new TooLarge(Map.of("file", file, "size", 2L << 30, "mostMiB", 1024L));
    String told = parts.wording().error(fault).whole();
    assertTrue(told.startsWith("This was not saved") && told.contains("1024 MiB"), told);
    assertFalse(told.contains("“latchkey"), told);
  }

  /// As a save throws it, without a gigabyte to save.
  private static final class TooLarge extends FaultException {

    private static final long serialVersionUID = 1L;

    TooLarge(Map<String, ?> facts) {
      super(VaultException.Kind.VAULT_TOO_LARGE, facts, null);
    }

    @Override
    public VaultException.Kind kind() {
      return VaultException.Kind.VAULT_TOO_LARGE;
    }
  }

  @Test
  void hasAWordForEachInBothFaces() {
    var earlier = parts.wording().warning(new VaultWarning.EarlierKey(file));
    assertFalse(earlier.whole().contains("?") || earlier.advice().isEmpty(), earlier.whole());
    var wording = parts.wording().forCommandLine();
    var back = wording.warning(new VaultWarning.RolledBack(file, 3, 2));
    assertFalse(back.whole().contains("?"), back.whole());
    assertFalse(back.advice().isEmpty());
  }

  private void forget() throws Exception {
    Files.delete(parts.folders().settings().resolve("vaults.json"));
  }

  private void save() throws Exception {
    save(parts);
  }

  private static void save(Latchkey parts) throws Exception {
    try (VaultSession session = TestDesk.open(parts)) {
      session.save();
    } catch (VaultException failed) {
      throw new AssertionError(failed);
    }
  }

  private List<VaultWarning> warnings() throws Exception {
    try (VaultSession session = TestDesk.open(parts)) {
      return session.warnings();
    }
  }
}
