package io.github.latchkey.desktop.control;

import io.github.latchkey.secret.Passphrase;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.event.EventHandler;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Control;
import javafx.scene.control.Skin;

/// A field for one password that keeps what is typed in a single array and wipes it.
///
/// JavaFX's own fields build Strings and keep an undo history; this one never holds the content as
/// a String. What it cannot avoid: a key press arrives as a String of one character, a paste as the
/// clipboard's String once, and while the content is shown each glyph is a text of one character.
/// Enter fires an [ActionEvent].
public final class PassphraseField extends Control {

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  final TypedCharacters typed = new TypedCharacters();

  /// Rises with every change of content, caret or selection; the skin redraws then.
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");

  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count");
  private final ReadOnlyBooleanWrapper capsLock = new ReadOnlyBooleanWrapper(this, "capsLock");
  private final BooleanProperty shown = new SimpleBooleanProperty(this, "shown");
  private final BooleanProperty wrong =
      new SimpleBooleanProperty(this, "wrong") {
        @Override
        protected void invalidated() {
          pseudoClassStateChanged(WRONG, get());
        }
      };
  private final StringProperty showText = new SimpleStringProperty(this, "showText", "");
  private final StringProperty hideText = new SimpleStringProperty(this, "hideText", "");

  /// An empty field.
  public PassphraseField() {
    getStyleClass().setAll("passphrase-field");
    setAccessibleRole(AccessibleRole.PASSWORD_FIELD);
    setFocusTraversable(true);
  }

  /// What was typed, and wipes it here. Empty where it is no password (nothing, or over 1,024
  /// bytes).
  public Optional<Passphrase> take() {
    Optional<Passphrase> taken = Passphrase.take(typed.take());
    changed();
    return taken;
  }

  /// What was typed, which also stays here: a wrong password is kept so that it can be corrected.
  public Optional<Passphrase> copy() {
    return Passphrase.take(typed.copy());
  }

  /// The characters that were typed, which also stay here; the array is the caller's, who wipes it.
  public char[] characters() {
    return typed.copy();
  }

  /// Takes what to do on Enter.
  public void setOnAction(EventHandler<ActionEvent> handler) {
    setEventHandler(ActionEvent.ACTION, handler);
  }

  /// Replaces the selection with these characters, as typing does; false where there is no room for
  /// them, and then nothing changes.
  public boolean type(CharSequence characters) {
    boolean fits = typed.type(characters);
    changed();
    return fits;
  }

  /// Wipes what was typed and hides what comes next.
  public void clear() {
    typed.wipe();
    shown.set(false);
    changed();
  }

  /// Selects everything, so that the next key replaces it.
  public void selectAll() {
    typed.selectAll();
    changed();
  }

  /// How many characters there are.
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /// Rises with every change of content, caret or selection.
  public ReadOnlyIntegerProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /// Whether Caps Lock is on, as far as the system tells; looked at with every key and on focus.
  public ReadOnlyBooleanProperty capsLockProperty() {
    return capsLock.getReadOnlyProperty();
  }

  /// Whether the characters are drawn instead of bullets.
  public BooleanProperty shownProperty() {
    return shown;
  }

  /// Whether the content was refused; drawn as a red border (`:wrong`).
  public BooleanProperty wrongProperty() {
    return wrong;
  }

  /// The label of the button that shows the characters.
  public StringProperty showTextProperty() {
    return showText;
  }

  /// The label of the same button while they are shown.
  public StringProperty hideTextProperty() {
    return hideText;
  }

  /// See [#showTextProperty].
  public String getShowText() {
    return showText.get();
  }

  /// See [#showTextProperty].
  public void setShowText(String text) {
    showText.set(text);
  }

  /// See [#hideTextProperty].
  public String getHideText() {
    return hideText.get();
  }

  /// See [#hideTextProperty].
  public void setHideText(String text) {
    hideText.set(text);
  }

  /// A screen reader gets the name and the role, never the content.
  @Override
  public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case TEXT -> "";
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new PassphraseFieldSkin(this);
  }

  void changed() {
    count.set(typed.length());
    changes.set(changes.get() + 1);
  }

  void setCapsLock(boolean on) {
    capsLock.set(on);
  }

  void enter() {
    fireEvent(new ActionEvent(this, this));
  }
}
