package io.github.latchkey.vault;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that saves is killed at random moments; `KillNightlyTest` does it a thousand times,
/// and `-Dlatchkey.kills=100` as often as one likes.
class KillTest {

  @TempDir Path folder;

  @Test
  void opensAfterEveryKill() throws Exception {
    var trials = new KillTrials(folder.toRealPath(), 20261121);
    trials.run(Integer.getInteger("latchkey.kills", 6));
    Figures.publish("kills", trials.report());
  }
}
