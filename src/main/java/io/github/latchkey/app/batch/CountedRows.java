package io.github.latchkey.app.batch;

import io.github.latchkey.app.ClaimInput;
import java.util.ArrayList;
import java.util.List;

/// So many rows that differ by their number: `{n}` in a claim's text.
public final class CountedRows implements BatchRows {

  /// What stands for the number.
  public static final String NUMBER = "{n}";

  private final long count;
  private final List<ClaimInput> claims;
  private final long bytes;
  private long made;

  /// So many rows with these claims.
  public CountedRows(long count, List<ClaimInput> claims) {
    this.count = count;
    this.claims = List.copyOf(claims);
    this.bytes = claims.stream().mapToLong(ClaimInput::bytes).sum();
  }

  @Override
  public boolean isJson() {
    return false;
  }

  @Override
  public boolean hasNext() {
    return made < count;
  }

  @Override
  public BatchRow next() {
    made++;
    List<ClaimInput> numbered = new ArrayList<>(claims.size());
    for (ClaimInput claim : claims) {
      numbered.add(numbered(claim, made));
    }
    return BatchRow.of(made, numbered, bytes);
  }

  private static ClaimInput numbered(ClaimInput claim, long number) {
    return claim.value() instanceof ClaimInput.Typed(var text) && text.contains(NUMBER)
        ? new ClaimInput(
            claim.path(), new ClaimInput.Typed(text.replace(NUMBER, Long.toString(number))))
        : claim;
  }
}
