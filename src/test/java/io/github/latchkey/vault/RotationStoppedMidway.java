package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The program that [CrashTest] kills: gives a vault a new data key and another recovery key in the
/// place of the first, but stops before one step.
final class RotationStoppedMidway {

  private RotationStoppedMidway() {}

  /// What the new recovery key is: 32 bytes of this number.
  static final byte NEXT = 7;

  public static void main(String[] arguments) throws Exception {
    int last = Integer.parseInt(arguments[1]);
    var disk =
        new SteppedDisk(
            (operation, number) -> {
              if (number == last) {
                SaveStoppedMidway.say(operation);
                SaveStoppedMidway.waitToBeKilled();
              }
            });
    var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(Path.of(arguments[0]), around);
        Confirmation confirmation = vault.slots().confirmedByRecoveryKey().orElseThrow();
        RecoveryKey next = next()) {
      vault
          .slots()
          .rotate(
              confirmation,
              new Rotation(
                  Set.of(vault.slots().openedWith().id()),
                  Map.of(),
                  List.of(new NewSlot.Recovery(next)),
                  Keyring.none(),
                  Rotation.OldCopies.REENCRYPT));
    }
    SaveStoppedMidway.say("saved");
  }

  static RecoveryKey next() throws VaultException {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, NEXT);
    return RecoveryKey.read(RecoveryText.write(key));
  }
}
