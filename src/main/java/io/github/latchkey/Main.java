package io.github.latchkey;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Unexpected;
import io.github.latchkey.app.UserFolders;
import io.github.latchkey.app.Wording;
import io.github.latchkey.cli.CommandLineFace;
import io.github.latchkey.cli.Terminal;
import io.github.latchkey.keyring.SecretServiceKeyring;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.ProtectedMemory;
import io.github.latchkey.vault.ArgonCost;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;

/// Composition root: builds the parts once and gives them to the window (no arguments) or the
/// command line.
public final class Main {

  private Main() {}

  /// Starts Latchkey. The window's classes are named in one place that the command line never
  /// reaches, so that it loads no JavaFX.
  public static void main(String[] arguments) {
    ProtectedMemory.closeProcess();
    Terminal terminal = Terminal.ofThisProcess();
    try {
      System.exit(run(arguments, terminal));
    } catch (RuntimeException | Error unforeseen) {
      // Before there is any wording; never a stack trace.
      String code = Unexpected.of(unforeseen).code();
      terminal.err().println("latchkey: Latchkey could not start (code " + code + ").");
      System.exit(5);
    }
  }

  private static int run(String[] arguments, Terminal terminal) {
    var parts =
        new Latchkey(
            Clock.systemUTC(),
            Platforms.bundled(),
            new Wording(Locale.getDefault(), ZoneId.systemDefault()),
            UserFolders.ofThisSystem(),
            ArgonCost::calibrated,
            SecretServiceKeyring.of(System.getenv()));
    return arguments.length == 0
        ? DesktopStart.run(parts, System.getenv(), terminal)
        : new CommandLineFace(parts, terminal, System.getenv()).run(arguments);
  }
}
