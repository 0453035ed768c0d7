package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Map;

/// The program that counts in a vault, saves each number and says it, until it is killed.
final class SaverToBeKilled {

  static final String COUNTER = "counter";

  private SaverToBeKilled() {}

  public static void main(String[] arguments) throws Exception {
    boolean exchanging = Boolean.parseBoolean(arguments[1]);
    int last = Integer.parseInt(arguments[2]);
    var around =
        new Surroundings(
            new SteppedDisk(exchanging, (_, _) -> {}), Patience.STANDARD, SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(Path.of(arguments[0]), around)) {
      VaultEntry counter = vault.entries().getFirst();
      int number = Integer.parseInt(SampleVault.nameOf(counter));
      SaveStoppedMidway.say("ready");
      while (number < last) {
        number++;
        vault.change(counter.id(), Map.of("name", SampleVault.text("" + number)), Map.of());
        vault.save();
        SaveStoppedMidway.say("" + number);
      }
    }
  }
}
