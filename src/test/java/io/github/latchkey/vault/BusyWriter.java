package io.github.latchkey.vault;

import java.nio.file.Path;

/// The program that adds to a vault and saves, over and over.
final class BusyWriter {

  static final int SAVES = 20;

  private BusyWriter() {}

  public static void main(String[] arguments) throws Exception {
    var around = new Surroundings(new LocalDisk(), Patience.STANDARD, SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(Path.of(arguments[0]), around)) {
      for (int i = 0; i < SAVES; i++) {
        SampleVault.add(vault, arguments[1] + " " + i, "x");
        vault.save();
      }
    }
    SaveStoppedMidway.say("saved");
  }
}
