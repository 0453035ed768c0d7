package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.Rotation.OldCopies;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A copy from before the password was changed: its values may come back, its key not by accident.
class RestoreAfterRotationTest {

  @TempDir Path temporary;
  Path file;
  Path old;

  @BeforeEach
  void makeAVaultThatWasRotatedAfterABackup() throws Exception {
    file = SampleVault.create(temporary.toRealPath().resolve("vault"));
    old = file.resolveSibling("backup");
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "once", "x");
      vault.save();
    }
    Files.copy(file, old);
    rotate(file);
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "later", "y");
      vault.save();
    }
  }

  private static void rotate(Path file) throws Exception {
    try (Vault vault = SampleVault.open(file);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow()) {
      vault
          .slots()
          .rotate(
              confirmation,
              new Rotation(
                  Set.of(), Map.of(), List.of(), new MemoryKeyring(), OldCopies.REENCRYPT));
    }
  }

  @Test
  void refusesToMakeTheEarlierKeyCountAgainWithoutAWord() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (Vault copy = SampleVault.open(old)) {
      VaultException fault =
          assertFault(Kind.RESTORE_UNDOES_ROTATION, () -> copy.restore(old, file));
      assertEquals(old, fault.facts().get("file"));
      assertEquals(file, fault.facts().get("vault"));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void sealsWhatTheCopyHeldUnderTheKeyOfNow() throws Exception {
    VaultHeader now = VaultFile.state(file).header();
    try (Vault copy = SampleVault.open(old);
        Vault current = SampleVault.open(file);
        Vault restored = current.restore(copy)) {
      SaveMark displaced = current.mark();
      assertTrue(restored.comesFrom(displaced), "nobody takes it for an old vault put back");
      assertTrue(restored.comesFrom(copy.mark()));
      assertEquals(now.generation() + 1, restored.summary().generation());
    }
    VaultHeader after = VaultFile.state(file).header();
    assertEquals(now.commit(), after.commit());
    assertEquals(now.epoch(), after.epoch());
    assertEquals(now.slots(), after.slots());
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
    rotate(file); // the recovery key's public half is that of now
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
  }

  @Test
  void aRestoredVaultStillKnowsWhichKeysWereGivenUp() throws Exception {
    String given = VaultFile.state(old).header().commit();
    try (Vault copy = SampleVault.open(old);
        Vault current = SampleVault.open(file)) {
      current.restore(copy).close();
      assertTrue(copy.isGivenUpBy(current));
    }
    try (Vault restored = SampleVault.open(file);
        Vault copy = SampleVault.open(old)) {
      assertTrue(copy.isGivenUpBy(restored));
      assertFalse(restored.isGivenUpBy(copy));
    }
    assertFalse(VaultFile.state(file).header().commit().equals(given));
  }

  @Test
  void letsAPersonDecideThatTheEarlierKeyCountsAgain() throws Exception {
    try (Vault copy = SampleVault.open(old);
        Vault restored = copy.restore(old, file, EarlierKey.COUNTS_AGAIN)) {
      assertEquals(VaultFile.state(old).header().commit(), VaultFile.state(file).header().commit());
      try (Vault later = SampleVault.open(keptCopy())) {
        assertFalse(restored.isGivenUpBy(later), "what the person decided holds");
      }
    }
    assertEquals(Map.of("once", "x"), SampleVault.contents(file));
    assertEquals(Map.of("once", "x", "later", "y"), SampleVault.contents(keptCopy()));
  }

  private Path keptCopy() throws Exception {
    long newest = VaultFile.state(file).header().generation() - 1;
    return new VaultFolder(file)
        .copies().stream()
            .filter(copy -> VaultFolder.generation(copy) == newest)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void refusesAnotherVaultsContents() throws Exception {
    Path stranger = SampleVault.create(file.resolveSibling("stranger"));
    try (Vault other = SampleVault.open(stranger);
        Vault current = SampleVault.open(file)) {
      assertFault(Kind.ANOTHER_VAULT, () -> current.restore(other));
    }
  }
}
