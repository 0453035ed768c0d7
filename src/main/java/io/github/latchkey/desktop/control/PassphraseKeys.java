package io.github.latchkey.desktop.control;

import javafx.geometry.Point2D;
import javafx.scene.input.Clipboard;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodRequests;
import javafx.scene.input.KeyEvent;

/// The keys of a [PassphraseField], as in any text field: what a person types, edits and pastes.
/// There is no copy, no cut and no undo.
final class PassphraseKeys {

  private final PassphraseField field;
  private final TypedCharacters typed;
  private final Runnable afterKey;

  PassphraseKeys(PassphraseField field, Runnable afterKey) {
    this.field = field;
    this.typed = field.typed;
    this.afterKey = afterKey;
  }

  void listen() {
    field.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    field.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    // Without these, keys that compose a letter (´ then e) would never arrive.
    field.setInputMethodRequests(new NothingToTell());
    field.setOnInputMethodTextChanged(this::composed);
  }

  private void pressed(KeyEvent event) {
    boolean select = event.isShiftDown();
    boolean shortcut = event.isShortcutDown();
    boolean known = true;
    switch (event.getCode()) {
      case BACK_SPACE -> typed.deleteBefore();
      case DELETE -> typed.deleteAfter();
      case LEFT, KP_LEFT -> typed.left(select);
      case RIGHT, KP_RIGHT -> typed.right(select);
      case HOME -> typed.moveTo(0, select);
      case END -> typed.moveTo(typed.length(), select);
      case ENTER -> field.enter();
      case A -> known = shortcut && done(typed::selectAll);
      case V -> known = shortcut && done(this::paste);
      case INSERT -> known = select && done(this::paste);
      default -> known = false;
    }
    if (known) {
      field.changed();
      event.consume();
    }
    afterKey.run();
  }

  private void typed(KeyEvent event) {
    boolean command = event.isShortcutDown() || event.isControlDown() || event.isMetaDown();
    // Alt Gr arrives as Ctrl+Alt on Windows and types characters.
    if (command && !event.isAltDown()) {
      return;
    }
    String character = event.getCharacter();
    if (!character.isEmpty() && !Character.isISOControl(character.charAt(0))) {
      field.type(character);
      event.consume();
    }
  }

  private void composed(InputMethodEvent event) {
    if (!event.getCommitted().isEmpty()) {
      field.type(event.getCommitted());
    }
    event.consume();
  }

  private void paste() {
    String pasted = Clipboard.getSystemClipboard().getString();
    if (pasted != null) {
      typed.type(pasted);
    }
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private static final class NothingToTell implements InputMethodRequests {
    @Override
    public Point2D getTextLocation(int offset) {
      return Point2D.ZERO;
    }

    @Override
    public int getLocationOffset(int x, int y) {
      return 0;
    }

    @Override
    public void cancelLatestCommittedText() {}

    @Override
    public String getSelectedText() {
      return "";
    }
  }
}
