package io.github.latchkey.vault;

import java.time.Clock;

/// What a vault uses of the machine: its disk, how long it waits for other processes, its clock.
record Surroundings(Disk disk, Patience patience, Clock clock, VaultLock.Attempt locking) {

  Surroundings(Disk disk, Patience patience, Clock clock) {
    this(disk, patience, clock, VaultLock.Attempt.SYSTEM);
  }

  static Surroundings of(Clock clock) {
    return new Surroundings(new LocalDisk(), Patience.STANDARD, clock);
  }
}
