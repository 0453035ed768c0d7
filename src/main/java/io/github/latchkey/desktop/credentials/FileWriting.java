package io.github.latchkey.desktop.credentials;

import java.util.concurrent.atomic.AtomicReference;

/// The writing of one file, which is given up or begun, whichever comes first: after that it is not
/// the other any more, so that nobody who cancelled finds a file that was not told. Safe for
/// several threads.
final class FileWriting {

  private enum State {
    AWAITED,
    BEGUN,
    GIVEN_UP
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.AWAITED);

  /// Whether the file may be written now: not where the writing was given up.
  boolean begin() {
    return state.compareAndSet(State.AWAITED, State.BEGUN);
  }

  /// Nothing is written, unless that has begun.
  void giveUp() {
    state.compareAndSet(State.AWAITED, State.GIVEN_UP);
  }

  boolean isGivenUp() {
    return state.get() == State.GIVEN_UP;
  }
}
