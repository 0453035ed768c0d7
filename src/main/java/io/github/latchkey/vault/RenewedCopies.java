package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.List;

/// What sealing earlier copies again did.
///
/// @param count how many are sealed again
/// @param dear those that were left because opening them costs more than is paid unasked
/// @param memoryMib how much memory opening these takes; 0 where there are none
public record RenewedCopies(int count, List<Path> dear, long memoryMib) {

  public RenewedCopies {
    dear = List.copyOf(dear);
  }
}
