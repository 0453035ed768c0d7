package io.github.latchkey.vault;

import java.nio.file.Path;

/// The program that holds a vault's lock until it is killed.
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (VaultLock lock = VaultLock.acquire(Path.of(arguments[0]), Patience.NONE)) {
      SaveStoppedMidway.say(lock.isHeld() ? "locked" : "no locks here");
      SaveStoppedMidway.waitToBeKilled();
    }
  }
}
