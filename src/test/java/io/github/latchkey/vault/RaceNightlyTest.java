package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Twenty thousand saves of two writers against each other.
@Tag("nightly")
class RaceNightlyTest {

  private static final int SAVES = 20_000;

  @TempDir Path folder;

  @Test
  void nothingIsOverwrittenUnseenWhereNamesCanBeExchanged() throws Exception {
    var trials = new RaceTrials(folder.toRealPath(), true);
    trials.run(SAVES);
    Figures.publish("nightly-races", trials.report());
    assertEquals(0, trials.unseen());
    assertEquals(0, trials.missing());
  }

  /// Without an exchange and without locks the race cannot be closed: the count is published.
  @Test
  void whereNamesCanOnlyBeReplacedTheCountIsPublished() throws Exception {
    var trials = new RaceTrials(folder.toRealPath(), false);
    trials.run(SAVES);
    Figures.publish("nightly-races-replaced", trials.report());
  }
}
