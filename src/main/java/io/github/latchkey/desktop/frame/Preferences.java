package io.github.latchkey.desktop.frame;

import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What the window remembers between two starts. Nothing in it is secret.
///
/// @param lockAfter idle time until the vault locks, 1 to 60 minutes
/// @param clearAfter time until the clipboard is cleared, 5 to 300 seconds
/// @param lastVault the vault that was open last
public record Preferences(
    Theme theme, Duration lockAfter, Duration clearAfter, Optional<Path> lastVault) {

  /// Follow the system, lock after five minutes, clear after thirty seconds.
  public static final Preferences USUAL =
      new Preferences(
          Theme.SYSTEM, Duration.ofMinutes(5), Duration.ofSeconds(30), Optional.empty());

  /// Brings amounts outside of their bounds back to the usual ones.
  public Preferences {
    lockAfter = within(lockAfter, 60, 3600, Duration.ofMinutes(5));
    clearAfter = within(clearAfter, 5, 300, Duration.ofSeconds(30));
  }

  private static Duration within(Duration amount, long least, long most, Duration usual) {
    return amount.toSeconds() < least || amount.toSeconds() > most ? usual : amount;
  }

  /// The same with another theme.
  public Preferences withTheme(Theme other) {
    return new Preferences(other, lockAfter, clearAfter, lastVault);
  }

  /// The same with another idle time.
  public Preferences withLockAfter(Duration other) {
    return new Preferences(theme, other, clearAfter, lastVault);
  }

  /// The same with another time for the clipboard.
  public Preferences withClearAfter(Duration other) {
    return new Preferences(theme, lockAfter, other, lastVault);
  }

  /// The same with another vault.
  public Preferences withLastVault(Path other) {
    return new Preferences(theme, lockAfter, clearAfter, Optional.of(other));
  }

  JsonObject toJson() {
    var json =
        JsonObject.builder()
            .put("theme", theme.id())
            .put("lockAfterSeconds", lockAfter.toSeconds())
            .put("clearClipboardAfterSeconds", clearAfter.toSeconds());
    lastVault.ifPresent(file -> json.put("lastVault", file.toString()));
    return json.build();
  }

  /// Takes what it understands; the rest is as usual.
  static Preferences of(JsonObject json) {
    return new Preferences(
        json.text("theme")
            .flatMap(id -> Arrays.stream(Theme.values()).filter(t -> t.id().equals(id)).findFirst())
            .orElse(USUAL.theme()),
        seconds(json, "lockAfterSeconds", USUAL.lockAfter()),
        seconds(json, "clearClipboardAfterSeconds", USUAL.clearAfter()),
        json.text("lastVault").flatMap(Preferences::path));
  }

  private static Duration seconds(JsonObject json, String name, Duration usual) {
    return json.number(name)
        .map(JsonNumber::wholeValue)
        .filter(value -> value.isPresent() && Math.abs(value.getAsLong()) < 1_000_000)
        .map(value -> Duration.ofSeconds(value.getAsLong()))
        .orElse(usual);
  }

  private static Optional<Path> path(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException fromAnotherSystem) {
      return Optional.empty();
    }
  }
}
