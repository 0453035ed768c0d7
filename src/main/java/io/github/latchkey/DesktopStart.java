package io.github.latchkey;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Unexpected;
import io.github.latchkey.cli.Terminal;
import io.github.latchkey.desktop.DesktopFace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Starts the window, or says in one line why there is none.
final class DesktopStart {

  private static final int NO_WINDOW = 5;

  private DesktopStart() {}

  static int run(Latchkey parts, Map<String, String> environment, Terminal terminal) {
    if (!hasDisplay(environment)) {
      return without("no-display", Map.of(), parts, terminal);
    }
    try {
      Optional<Path> vault =
          Optional.ofNullable(environment.get("LATCHKEY_VAULT"))
              .filter(name -> !name.isBlank())
              .map(Path::of);
      DesktopFace.run(parts, vault);
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (RuntimeException | LinkageError noToolkit) {
      String code = Unexpected.of(noToolkit).code();
      return without("no-window", Map.of("code", code), parts, terminal);
    }
  }

  private static int without(String why, Map<String, ?> facts, Latchkey parts, Terminal terminal) {
    var sentence =
        new Sentence(
            parts.wording().text("start." + why, facts),
            parts.wording().text("start." + why + ".advice"));
    terminal.err().println("latchkey: " + sentence.whole());
    return NO_WINDOW;
  }

  /// JavaFX ends in a stack trace where there is no display, so that is found out before it is
  /// asked. On macOS and Windows there always is one.
  private static boolean hasDisplay(Map<String, String> environment) {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    boolean headless = "Headless".equals(System.getProperty("glass.platform"));
    return !linux
        || headless
        || !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }
}
