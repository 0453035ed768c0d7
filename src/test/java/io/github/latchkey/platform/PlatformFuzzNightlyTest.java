package io.github.latchkey.platform;

import io.github.latchkey.engine.FuzzBudget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Five minutes of what no build has seen.
@Tag("nightly")
class PlatformFuzzNightlyTest {

  @Test
  void noDamageThrowsAnythingButARefusal() throws Exception {
    new FuzzBudget("platforms", new PlatformFuzz()::test).night();
  }
}
