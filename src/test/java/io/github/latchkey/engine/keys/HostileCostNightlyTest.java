package io.github.latchkey.engine.keys;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Derivations at their limits take seconds on purpose.
@Tag("nightly")
class HostileCostNightlyTest {

  @Test
  void noFileTakesMoreThan160MebibytesWithAPassphrase() throws Exception {
    HostileCost.measure("hostile-opened-files", HostileFiles.encrypted(), true, 160L << 20);
  }
}
