package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;

/// A command that ends with a sentence of the bundle and an exit code of its own.
final class CliException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Sentence sentence;
  private final int exitCode;

  CliException(int exitCode, Sentence sentence) {
    super("exit " + exitCode);
    this.exitCode = exitCode;
    this.sentence = sentence;
  }

  Sentence sentence() {
    return sentence;
  }

  int exitCode() {
    return exitCode;
  }
}
