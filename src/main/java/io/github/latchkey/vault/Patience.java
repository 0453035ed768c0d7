package io.github.latchkey.vault;

/// How long to wait for another process: so many tries with a pause between them.
record Patience(int tries, long pauseMs) {

  static final Patience STANDARD = new Patience(200, 50);

  /// For what is worth doing only if nobody is in the way.
  static final Patience NONE = new Patience(1, 0);

  long totalMs() {
    return tries * pauseMs;
  }

  /// Waits; an interruption ends it early and stays with the thread.
  static void pause(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
