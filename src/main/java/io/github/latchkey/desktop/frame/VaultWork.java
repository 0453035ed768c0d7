package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.task.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Work that is done while a vault is open, and the vault's end. Whoever locks never waits: the
/// vault is closed off the window's thread once the last work that was begun with it is done, so
/// that an edit whose save is under way reaches the disk. Used on the JavaFX thread only.
final class VaultWork implements Background {

  private final Background threads;
  private final List<Runnable> whenClosed = new ArrayList<>();
  private Optional<Stay> current = Optional.empty();
  private int open;
  private boolean ofAnother;

  /// Works there.
  VaultWork(Background threads) {
    this.threads = threads;
  }

  /// One vault from its opening to its closing.
  private static final class Stay {
    private final VaultSession vault;
    private final List<Runnable> afterwards = new ArrayList<>();
    private int works;
    private boolean ended;

    Stay(VaultSession vault) {
      this.vault = vault;
    }
  }

  @Override
  public <T> Running run(
      Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
    Optional<Stay> stay = current;
    stay.ifPresent(now -> now.works++);
    return threads.run(
        work,
        result -> {
          try {
            done.accept(result);
          } finally {
            stay.ifPresent(this::workIsDone);
          }
        },
        thrown -> {
          boolean before = ofAnother;
          ofAnother = !stay.equals(current);
          try {
            failed.accept(thrown);
          } finally {
            ofAnother = before;
            stay.ifPresent(this::workIsDone);
          }
        });
  }

  /// Whether what is being told as failed was begun with another vault than the one that is open.
  boolean isOfAnotherVault() {
    return ofAnother;
  }

  /// A vault was opened; it is this one's to close.
  void begin(VaultSession vault) {
    end();
    current = Optional.of(new Stay(vault));
    open++;
  }

  /// The vault is given up.
  void end() {
    Optional<Stay> ending = current;
    current = Optional.empty();
    ending.ifPresent(
        stay -> {
          stay.ended = true;
          settle(stay);
        });
  }

  /// Runs `then` as soon as no work is under way that was begun with the vault that is open now.
  void whenDone(Runnable then) {
    current.ifPresentOrElse(
        stay -> {
          stay.afterwards.add(then);
          settle(stay);
        },
        then);
  }

  /// Runs `then` once every vault that was given up is closed.
  void whenAllAreClosed(Runnable then) {
    whenClosed.add(then);
    tellClosed();
  }

  private void workIsDone(Stay stay) {
    stay.works--;
    settle(stay);
  }

  private void settle(Stay stay) {
    if (stay.works > 0) {
      return;
    }
    List<Runnable> waiting = List.copyOf(stay.afterwards);
    stay.afterwards.clear();
    waiting.forEach(Runnable::run);
    if (stay.ended) {
      stay.works = Integer.MAX_VALUE; // closed once
      threads.run(
          () -> {
            stay.vault.close();
            return stay;
          },
          closed -> isClosed(),
          thrown -> isClosed());
    }
  }

  private void isClosed() {
    open--;
    tellClosed();
  }

  private void tellClosed() {
    if (open == 0) {
      List<Runnable> waiting = List.copyOf(whenClosed);
      whenClosed.clear();
      waiting.forEach(Runnable::run);
    }
  }
}
