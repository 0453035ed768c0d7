package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.app.batch.CountedRows;
import io.github.latchkey.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A batch is kept from gathering long rows by what each of them is said to hold.
class BatchSigningTest {

  private static final String LONG = "x".repeat(1000);

  private static List<ClaimInput> claims() throws AppException {
    return List.of(
        ClaimInput.typed("typed", LONG), ClaimInput.exact("exact", new JsonString(LONG)));
  }

  private static long bytes(List<ClaimInput> common, List<ClaimInput> each) throws Exception {
    try (var rows = BatchSigning.weighed(new CountedRows(1, each), common)) {
      return rows.bytes(rows.next());
    }
  }

  @Test
  void aClaimCountsInEachRowWhereverItStands() throws Exception {
    long twoTexts = 2 * (LONG.length() + LONG.length() + 2);
    assertEquals(twoTexts, bytes(List.of(), claims()));
    assertEquals(twoTexts, bytes(claims(), List.of()));
    assertEquals(2 * twoTexts, bytes(claims(), claims()));
  }
}
