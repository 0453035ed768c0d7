package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two writers against each other; `RaceNightlyTest` makes 20,000 saves.
class RaceTest {

  @TempDir Path folder;

  @Test
  void nothingIsOverwrittenUnseenWhereNamesCanBeExchanged() throws Exception {
    var trials = new RaceTrials(folder.toRealPath(), true);
    trials.run(Integer.getInteger("latchkey.races", 400));
    Figures.publish("races", trials.report());
    assertEquals(0, trials.unseen());
    assertEquals(0, trials.missing());
  }
}
