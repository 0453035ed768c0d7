package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The smallest vault with its bytes changed: always one clear fault, never a crash, never a wrong
/// answer. Of the ciphertext every tenth byte here; `DamageNightlyTest` leaves none out.
class DamageTest {

  private static final int STRIDE = 10;
  private static final long SEED = 20261121;

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void createSmallestVault() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault"));
  }

  @Test
  void aFlippedByteIsNoticed() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.flips(STRIDE, false);
      assertEquals(
          Set.of(Kind.NOT_A_VAULT, Kind.VAULT_NEWER, Kind.VAULT_DAMAGED), trials.said().keySet());
      Figures.publish("damage-flips", trials.report());
    }
    SampleVault.open(file).close();
  }

  @Test
  void aFlippedByteWithARepairedCrcDoesNotOpen() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.flips(STRIDE, true);
      assertTrue(
          trials
              .said()
              .keySet()
              .containsAll(
                  Set.of(
                      Kind.NOT_A_VAULT,
                      Kind.VAULT_NEWER,
                      Kind.VAULT_DAMAGED,
                      Kind.VAULT_TOO_LARGE,
                      Kind.WRONG_RECOVERY_KEY)),
          trials.report());
      Figures.publish("damage-flips-repaired", trials.report());
    }
  }

  @Test
  void aLostEndIsNoticed() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.truncations(STRIDE, false);
      assertEquals(Set.of(Kind.VAULT_DAMAGED), trials.said().keySet());
      Figures.publish("damage-truncations", trials.report());
    }
  }

  @Test
  void aLostEndWithARepairedCrcDoesNotOpen() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.truncations(STRIDE, true);
      Figures.publish("damage-truncations-repaired", trials.report());
    }
  }

  @Test
  void randomMutationsDoNotOpen() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.mutations(1_000, SEED, false);
      trials.mutations(1_000, SEED, true);
      Figures.publish("damage-mutations", trials.report());
    }
  }

  @Test
  void randomMutationsDoNotOpenWithThePasswordEither() throws Exception {
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery()) {
      Path vault = folder.toRealPath().resolve("with a password");
      Vault.create(vault, password, ArgonCost.least(), recovery, SampleVault.CLOCK).close();
      try (var trials = new DamageTrials(vault)) {
        trials.mutationsByPassword(8, SEED, password);
        Figures.publish("damage-password", trials.report());
      }
    }
  }

  @Test
  void aHugeFileCostsNoMemoryBeforeItIsRefused() throws Exception {
    for (long size : new long[] {VaultFile.LARGEST, VaultFile.LARGEST + 1, 1L << 40}) {
      try (var sparse = new RandomAccessFile(folder.resolve("huge").toFile(), "rw")) {
        sparse.write(VaultHeader.MAGIC);
        sparse.writeInt(VaultHeader.LONGEST);
        sparse.setLength(size == VaultFile.LARGEST ? 64 << 20 : size);
      }
      long before = AllocatedBytes.onHeap() + AllocatedBytes.inDirectBuffers();
      SampleVault.assertFault(
          size == VaultFile.LARGEST ? Kind.VAULT_DAMAGED : Kind.VAULT_TOO_LARGE,
          () -> LockedVault.read(folder.resolve("huge")));
      long after = AllocatedBytes.onHeap() + AllocatedBytes.inDirectBuffers();
      assertTrue(after - before < 8 << 20, "" + (after - before));
    }
  }
}
