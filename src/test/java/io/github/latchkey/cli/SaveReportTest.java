package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.vault.SaveOutcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveReportTest {

  @TempDir Path folder;

  @Test
  void tellsThatASaveMadeTheVaultLargeAlsoWithQuiet() throws Exception {
    String told = told(Optional.of(600L << 20));
    assertTrue(told.contains("has 600 MiB. Beyond 1024 MiB"), told);
    assertTrue(told.contains("“latchkey trash --empty”"), told);
  }

  @Test
  void saysNothingOfASaveThatDidNothingElse() throws Exception {
    assertEquals("", told(Optional.empty()));
  }

  private String told(Optional<Long> grownTo) throws Exception {
    Latchkey parts = TestDesk.in(folder).forCommandLine();
    TestDesk.vault(parts);
    var options = new GlobalOptions();
    options.quiet = true;
    var terminal = FakeTerminal.silent();
    var context = new CommandContext(parts, terminal, options, Map.of());
    var saved =
        new SaveOutcome(
            2,
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            grownTo);
    try (VaultSession session = TestDesk.open(parts)) {
      new SaveReport(session, context).tell(saved);
    }
    return terminal.remarks();
  }
}
