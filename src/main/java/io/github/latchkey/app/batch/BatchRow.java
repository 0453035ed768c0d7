package io.github.latchkey.app.batch;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import java.util.List;
import java.util.Optional;

/// One row of a batch: the claims of one token.
///
/// @param number from 1; a heading and blank lines do not count
/// @param problem why it cannot be used
/// @param bytes about how much memory it takes
public record BatchRow(
    long number, List<ClaimInput> claims, Optional<AppException> problem, long bytes) {

  public BatchRow {
    claims = List.copyOf(claims);
  }

  /// A row with these claims.
  public static BatchRow of(long number, List<ClaimInput> claims, long bytes) {
    return new BatchRow(number, claims, Optional.empty(), bytes);
  }

  static BatchRow unusable(long number, AppException problem) {
    return new BatchRow(number, List.of(), Optional.of(problem), 0);
  }
}
