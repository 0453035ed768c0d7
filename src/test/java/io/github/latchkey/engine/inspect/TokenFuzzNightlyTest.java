package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.FuzzBudget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Five minutes of what no build has seen.
@Tag("nightly")
class TokenFuzzNightlyTest {

  @Test
  void noDamageIsBelievedOrThrown() throws Exception {
    new FuzzBudget("tokens", new TokenFuzz()::test).night();
  }
}
