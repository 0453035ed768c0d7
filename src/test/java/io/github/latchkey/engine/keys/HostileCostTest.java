package io.github.latchkey.engine.keys;

import org.junit.jupiter.api.Test;

class HostileCostTest {

  @Test
  void noFileTakesMoreThan64MebibytesBeforeAPassphrase() throws Exception {
    HostileCost.measure("hostile-files", HostileFiles.plain(), false, 64L << 20);
  }

  @Test
  void noEncryptedFileTakesMoreThan64MebibytesBeforeItsPassphrase() throws Exception {
    HostileCost.measure("hostile-locked-files", HostileFiles.encrypted(), false, 64L << 20);
  }
}
