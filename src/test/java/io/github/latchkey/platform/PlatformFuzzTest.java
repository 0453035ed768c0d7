package io.github.latchkey.platform;

import io.github.latchkey.engine.FuzzBudget;
import org.junit.jupiter.api.Test;

class PlatformFuzzTest {

  @Test
  void noDamageThrowsAnythingButARefusal() throws Exception {
    new FuzzBudget("platforms", new PlatformFuzz()::test).everyBuild(8_000);
  }
}
