package io.github.latchkey.vault;

import java.time.Clock;

/// What a vault uses of the machine: its disk, how long it waits for other processes, its clock.
///
/// @param largest how many bytes of plaintext it saves at most
record Surroundings(
    Disk disk, Patience patience, Clock clock, VaultLock.Attempt locking, long largest) {

  Surroundings(Disk disk, Patience patience, Clock clock, VaultLock.Attempt locking) {
    this(disk, patience, clock, locking, VaultFile.LARGEST_PLAINTEXT);
  }

  Surroundings(Disk disk, Patience patience, Clock clock) {
    this(disk, patience, clock, VaultLock.Attempt.SYSTEM);
  }

  static Surroundings of(Clock clock) {
    return new Surroundings(new LocalDisk(), Patience.STANDARD, clock);
  }

  /// From how many bytes on a vault is large.
  long large() {
    return largest / 2;
  }
}
