package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

/// That it clears anything is seen from outside the process: `MemoryTest` of the vault.
class KeyRemainsTest {

  @Test
  void canBeClearedWhetherAnythingWasUsedOrNot() {
    assertDoesNotThrow(
        () -> {
          KeyRemains.clear();
          KeyRemains.expect();
          KeyRemains.clearIfExpected();
          KeyRemains.clearIfExpected();
        });
  }
}
