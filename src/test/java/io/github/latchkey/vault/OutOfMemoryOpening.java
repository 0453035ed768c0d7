package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.ProtectedMemory;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayDeque;

/// Opens a vault with a password in a process whose memory the system limits, once nearly all of it
/// is taken; says what was told. A process of [LockedVaultTest].
final class OutOfMemoryOpening {

  private static final long PIECE = 16L << 20;

  /// What the process itself needs from then on, less than any vault's key derivation.
  private static final int SPARE = 2;

  private OutOfMemoryOpening() {}

  /// @param arguments the vault
  public static void main(String[] arguments) throws Exception {
    LockedVault vault = LockedVault.read(Path.of(arguments[0]));
    var taken = new ArrayDeque<Arena>();
    try (Passphrase password = SampleVault.password("p")) {
      takeAll(taken);
      for (int i = 0; i < SPARE; i++) {
        taken.pop().close();
      }
      vault.unlock(password, SampleVault.CLOCK).close();
      System.out.println("opened");
    } catch (VaultException told) {
      System.out.println(told.kind() + " " + told.facts());
    }
  }

  private static void takeAll(ArrayDeque<Arena> taken) {
    try {
      while (true) {
        Arena arena = Arena.ofConfined();
        ProtectedMemory.allocate(PIECE, arena);
        taken.push(arena);
      }
    } catch (OutOfMemoryError all) {
      // as it was meant
    }
  }
}
