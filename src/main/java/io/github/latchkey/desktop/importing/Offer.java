package io.github.latchkey.desktop.importing;

import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.desktop.task.ClipboardLease.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was offered at once, and where it came from. Closing it wipes what lies in memory.
///
/// @param trace of what was pasted on the clipboard
/// @param isMadeHere whether it is a new key, whose public half has to go to the platform
record Offer(List<OfferedKey> keys, Optional<Trace> trace, boolean isMadeHere)
    implements AutoCloseable {

  static final Offer NOTHING = of(List.of());

  static Offer of(List<OfferedKey> keys) {
    return new Offer(List.copyOf(keys), Optional.empty(), false);
  }

  static Offer pasted(OfferedKey key, Trace trace) {
    return new Offer(List.of(key), Optional.of(trace), false);
  }

  static Offer made(OfferedKey key) {
    return new Offer(List.of(key), Optional.empty(), true);
  }

  /// The same with one of several keys taken, from 1; it holds what this one holds.
  Offer choosing(int at, int number) {
    List<OfferedKey> chosen = new ArrayList<>(keys);
    chosen.set(at, keys.get(at).choosing(number));
    return new Offer(List.copyOf(chosen), trace, isMadeHere);
  }

  @Override
  public void close() {
    for (OfferedKey key : keys) {
      if (key.content() instanceof OfferedKey.InMemory(var bytes)) {
        bytes.close();
      }
    }
  }
}
