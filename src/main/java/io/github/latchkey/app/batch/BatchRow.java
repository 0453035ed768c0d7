package io.github.latchkey.app.batch;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import java.util.List;
import java.util.Optional;

/// One row of a batch: the claims of one token.
///
/// @param number from 1; a heading and blank lines do not count
/// @param problem why it cannot be used
public record BatchRow(long number, List<ClaimInput> claims, Optional<AppException> problem) {

  public BatchRow {
    claims = List.copyOf(claims);
  }

  static BatchRow of(long number, List<ClaimInput> claims) {
    return new BatchRow(number, claims, Optional.empty());
  }

  static BatchRow unusable(long number, AppException problem) {
    return new BatchRow(number, List.of(), Optional.of(problem));
  }
}
