package io.github.latchkey;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.desktop.DesktopFace;

/// The one place that names the window's classes, so that the command line never loads them.
final class DesktopStart {

  private DesktopStart() {}

  /// Shows the window until it is closed; 0, or 1 when it was interrupted.
  static int run(Latchkey parts) {
    try {
      DesktopFace.run(parts);
      return 0;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
