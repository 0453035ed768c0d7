package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class RandomnessTest {

  /// One in 64 would, and `latchkey vault slots remove` would take it for an option.
  @Test
  void noIdBeginsLikeAnOption() {
    for (int i = 0; i < 5_000; i++) {
      String id = Randomness.id(KeySlot.ID);
      assertFalse(id.startsWith("-"), id);
      assertEquals(Base64Url.encode(new byte[KeySlot.ID]).length(), id.length());
    }
  }
}
