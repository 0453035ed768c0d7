package io.github.latchkey.desktop.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What Latchkey put on the clipboard, and when it takes it away again: after a time, and at the
/// program's end, but only while it is still ours. Locking does not stop it.
///
/// It remembers a digest, not the text. Used on the JavaFX thread only.
public final class ClipboardLease {

  private final Pasteboard pasteboard;
  private final Clock clock;
  private Optional<Holding> holding = Optional.empty();

  private record Holding(byte[] digest, Instant until) {}

  /// Watches this clipboard by that clock.
  public ClipboardLease(Pasteboard pasteboard, Clock clock) {
    this.pasteboard = pasteboard;
    this.clock = clock;
  }

  /// Puts the text on the clipboard for that long.
  public void copy(String text, Duration time) {
    pasteboard.put(text);
    holding = Optional.of(new Holding(digest(text), clock.instant().plus(time)));
  }

  /// The time left, where something of ours is there.
  public Optional<Duration> left() {
    return holding.map(
        held -> {
          Duration left = Duration.between(clock.instant(), held.until());
          return left.isNegative() ? Duration.ZERO : left;
        });
  }

  /// Clears what is due. Called at every beat.
  public void check() {
    if (holding.isPresent() && left().filter(Duration::isZero).isPresent()) {
      end();
    }
  }

  /// Clears the clipboard now, if what it holds is still ours.
  public void end() {
    holding
        .filter(held -> pasteboard.text().filter(text -> isSame(held.digest(), text)).isPresent())
        .ifPresent(held -> pasteboard.clear());
    holding = Optional.empty();
  }

  /// What the clipboard holds, whoever put it there.
  public Optional<String> text() {
    return pasteboard.text();
  }

  /// Watches a text that somebody else put there, without keeping it.
  public Trace trace(String text) {
    return new Trace(digest(text));
  }

  /// What a text leaves behind: enough to find it on the clipboard again.
  public final class Trace {

    private final byte[] digest;

    private Trace(byte[] digest) {
      this.digest = digest;
    }

    /// Whether the clipboard holds the text now.
    public boolean isThere() {
      return pasteboard.text().filter(now -> isSame(digest, now)).isPresent();
    }

    /// Clears the clipboard if it holds the text; tells whether it did.
    public boolean clear() {
      boolean there = isThere();
      if (there) {
        pasteboard.clear();
      }
      return there;
    }
  }

  private static boolean isSame(byte[] digest, String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
