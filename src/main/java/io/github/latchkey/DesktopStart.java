package io.github.latchkey;

import io.github.latchkey.app.Latchkey;

/// Where the window will be started; until it is there, says how to go on without it.
final class DesktopStart {

  private DesktopStart() {}

  static int run(Latchkey parts) {
    return 0;
  }
}
