package io.github.latchkey;

/// Composition root: builds the parts and starts the window or the command line.
public final class Main {

  private Main() {}

  /// Starts Latchkey.
  public static void main(String[] arguments) {}
}
