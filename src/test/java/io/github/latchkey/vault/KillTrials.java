package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Kills a process that saves over and over at random moments (`kill -9`), and looks at what lies
/// there: the vault has to open, with the state before or after the save that was under way.
final class KillTrials {

  private static final int OF_ONE_VAULT = 50;
  private static final int MOST_MICROSECONDS = 60_000;

  private final Path folder;
  private final Random random;
  private int killed;
  private int before;
  private int after;
  private int leftovers;

  KillTrials(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  void run(int count) throws Exception {
    Path file = folder;
    for (int i = 0; i < count; i++) {
      if (i % OF_ONE_VAULT == 0) {
        file = SampleVault.create(Files.createDirectory(folder.resolve("" + i)).resolve("vault"));
        try (Vault vault = SampleVault.open(file)) {
          SampleVault.add(vault, "0", "kept");
          vault.save();
        }
      }
      kill(file, i % 2 == 0);
    }
  }

  private void kill(Path file, boolean exchanging) throws Exception {
    int told = number(file);
    try (var child =
        ChildJvm.start(SaverToBeKilled.class, file.toString(), "" + exchanging, "1000000")) {
      assertTrue(child.line().equals("ready"));
      child.runFor(random.nextInt(MOST_MICROSECONDS));
      child.kill();
      for (String line = child.line(); !line.isEmpty(); line = child.line()) {
        told = Integer.parseInt(line);
      }
    }
    leftovers += new VaultFolder(file).temporaries().size();
    int found = number(file); // opens, or the test fails
    assertTrue(found == told || found == told + 1, "said " + told + ", found " + found);
    killed++;
    before += found == told ? 1 : 0;
    after += found == told ? 0 : 1;
  }

  private static int number(Path file) throws VaultException {
    try (Vault vault = SampleVault.open(file)) {
      return Integer.parseInt(SampleVault.nameOf(vault.entries().getFirst()));
    }
  }

  String report() {
    return "%d of %d kills: the vault opened, %d times with the last save that was told, %d times with the one under way; %d temporaries were left and kept"
        .formatted(before + after, killed, before, after, leftovers);
  }
}
