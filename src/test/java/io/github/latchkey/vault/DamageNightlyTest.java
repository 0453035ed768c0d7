package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `DamageTest` tries, without leaving a byte out.
@Tag("nightly")
class DamageNightlyTest {

  private static final long SEED = 20261122;

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void createSmallestVault() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault"));
  }

  @Test
  void everyFlippedByteIsRefused() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.flips(1, false);
      Figures.publish("nightly-damage-flips", trials.report());
    }
    try (var trials = new DamageTrials(file)) {
      trials.flips(1, true);
      Figures.publish("nightly-damage-flips-repaired", trials.report());
    }
  }

  @Test
  void everyTruncationIsRefused() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.truncations(1, false);
      Figures.publish("nightly-damage-truncations", trials.report());
    }
    try (var trials = new DamageTrials(file)) {
      trials.truncations(1, true);
      Figures.publish("nightly-damage-truncations-repaired", trials.report());
    }
  }

  @Test
  void tenThousandMutationsAreRefused() throws Exception {
    try (var trials = new DamageTrials(file)) {
      trials.mutations(10_000, SEED, false);
      Figures.publish("nightly-damage-mutations", trials.report());
    }
    try (var trials = new DamageTrials(file)) {
      trials.mutations(10_000, SEED, true);
      Figures.publish("nightly-damage-mutations-repaired", trials.report());
    }
  }

  @Test
  void twoHundredMutationsAreRefusedThroughThePasswordSlot() throws Exception {
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery()) {
      Path vault = folder.toRealPath().resolve("with a password");
      Vault.create(vault, password, ArgonCost.least(), recovery, SampleVault.CLOCK).close();
      try (var trials = new DamageTrials(vault)) {
        trials.mutationsByPassword(200, SEED, password);
        Figures.publish("nightly-damage-password", trials.report());
      }
    }
  }
}
