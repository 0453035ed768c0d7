package io.github.latchkey.desktop.control;

import java.util.Arrays;

/// What has been typed into a [PassphraseField]: characters in one array that is wiped whenever
/// they leave it, a caret, and a selection between caret and anchor.
///
/// Positions count chars and never lie inside a surrogate pair.
final class TypedCharacters {

  /// More than this is never a password; [io.github.latchkey.secret.Passphrase] takes 1,024 bytes.
  static final int LONGEST = 1024;

  private final char[] characters = new char[LONGEST];
  private int length;
  private int caret;
  private int anchor;

  int length() {
    return length;
  }

  int caret() {
    return caret;
  }

  int selectionStart() {
    return Math.min(caret, anchor);
  }

  int selectionEnd() {
    return Math.max(caret, anchor);
  }

  char at(int index) {
    return characters[index];
  }

  /// Replaces the selection; control characters are left out. What does not fit is refused as a
  /// whole, so that no half password is ever taken for the whole one.
  boolean type(CharSequence typed) {
    int wanted = (int) typed.chars().filter(c -> !Character.isISOControl(c)).count();
    if (length - (selectionEnd() - selectionStart()) + wanted > LONGEST) {
      return false;
    }
    deleteSelection();
    System.arraycopy(characters, caret, characters, caret + wanted, length - caret);
    typed
        .chars()
        .filter(c -> !Character.isISOControl(c))
        .forEach(c -> characters[caret++] = (char) c);
    anchor = caret;
    length += wanted;
    return true;
  }

  void deleteBefore() {
    if (!deleteSelection() && caret > 0) {
      anchor = before(caret);
      deleteSelection();
    }
  }

  void deleteAfter() {
    if (!deleteSelection() && caret < length) {
      anchor = after(caret);
      deleteSelection();
    }
  }

  /// Without `select`, a selection collapses to the side of the arrow, as in every text field.
  void left(boolean select) {
    moveTo(!select && caret != anchor ? selectionStart() : before(caret), select);
  }

  void right(boolean select) {
    moveTo(!select && caret != anchor ? selectionEnd() : after(caret), select);
  }

  void moveTo(int position, boolean select) {
    caret = Math.clamp(position, 0, length);
    anchor = select ? anchor : caret;
  }

  void selectAll() {
    anchor = 0;
    caret = length;
  }

  /// A copy of what was typed, which belongs to the caller; what is here is wiped.
  char[] take() {
    char[] taken = Arrays.copyOf(characters, length);
    wipe();
    return taken;
  }

  /// A copy of what was typed, which belongs to the caller.
  char[] copy() {
    return Arrays.copyOf(characters, length);
  }

  void wipe() {
    Arrays.fill(characters, '\0');
    length = caret = anchor = 0;
  }

  private boolean deleteSelection() {
    int from = selectionStart();
    int to = selectionEnd();
    System.arraycopy(characters, to, characters, from, length - to);
    Arrays.fill(characters, length - (to - from), length, '\0');
    length -= to - from;
    caret = anchor = from;
    return to > from;
  }

  private int before(int position) {
    boolean pair = position > 1 && Character.isSurrogatePair(at(position - 2), at(position - 1));
    return Math.max(0, position - (pair ? 2 : 1));
  }

  private int after(int position) {
    boolean pair =
        position + 1 < length && Character.isSurrogatePair(at(position), at(position + 1));
    return Math.min(length, position + (pair ? 2 : 1));
  }
}
