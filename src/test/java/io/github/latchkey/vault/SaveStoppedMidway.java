package io.github.latchkey.vault;

import java.io.IOException;
import java.nio.file.Path;

/// The program that [CrashTest] kills: adds a credential to a vault and saves it, but stops before
/// one step.
final class SaveStoppedMidway {

  private SaveStoppedMidway() {}

  public static void main(String[] arguments) throws Exception {
    int last = Integer.parseInt(arguments[1]);
    var disk =
        new SteppedDisk(
            Boolean.parseBoolean(arguments[2]),
            (operation, number) -> {
              if (number == last) {
                say(operation);
                waitToBeKilled();
              }
            });
    var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(Path.of(arguments[0]), around)) {
      SampleVault.add(vault, "after", "y");
      vault.save();
    }
    say("saved");
  }

  static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  static void waitToBeKilled() throws IOException {
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(1);
  }
}
