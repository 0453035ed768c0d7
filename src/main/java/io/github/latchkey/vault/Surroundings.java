package io.github.latchkey.vault;

import java.time.Clock;

/// What a vault uses of the machine: its disk, how long it waits for other processes, its clock.
record Surroundings(Disk disk, Patience patience, Clock clock) {

  static Surroundings of(Clock clock) {
    return new Surroundings(new LocalDisk(), Patience.STANDARD, clock);
  }
}
