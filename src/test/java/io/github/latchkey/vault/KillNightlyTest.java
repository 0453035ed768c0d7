package io.github.latchkey.vault;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand kills at random moments.
@Tag("nightly")
class KillNightlyTest {

  @TempDir Path folder;

  @Test
  void opensAfterEachOfAThousandKills() throws Exception {
    var trials = new KillTrials(folder.toRealPath(), 20261122);
    trials.run(1_000);
    Figures.publish("nightly-kills", trials.report());
  }
}
