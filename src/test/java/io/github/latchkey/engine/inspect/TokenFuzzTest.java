package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.FuzzBudget;
import org.junit.jupiter.api.Test;

class TokenFuzzTest {

  @Test
  void noDamageIsBelievedOrThrown() throws Exception {
    new FuzzBudget("tokens", new TokenFuzz()::test).everyBuild(15_000);
  }
}
