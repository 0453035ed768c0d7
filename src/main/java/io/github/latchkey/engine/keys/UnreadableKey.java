package io.github.latchkey.engine.keys;

/// One object of a file cannot be read, and why. Stays inside this package: it ends as the problem
/// of a [FoundKey].
final class UnreadableKey extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient KeyProblem problem;

  UnreadableKey(KeyProblem problem) {
    super(problem.id().id(), null, false, false);
    this.problem = problem;
  }

  KeyProblem problem() {
    return problem;
  }
}
