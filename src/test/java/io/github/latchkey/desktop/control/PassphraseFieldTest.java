package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.Fx;
import io.github.latchkey.secret.Passphrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The password field as keys, clipboard and screen reader meet it.
class PassphraseFieldTest {

  private static final String STYLE =
      "data:text/css,.character { -fx-font-family: 'monospace'; -fx-font-size: 20px; }";

  @BeforeAll
  static void start() {
    Fx.start();
  }

  private static PassphraseField shown() {
    var field = new PassphraseField();
    var scene = new Scene(new StackPane(field), 400, 100);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return field;
  }

  private static void key(PassphraseField field, KeyCode code, boolean shift, boolean control) {
    Event.fireEvent(
        field, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, control, false, false));
  }

  private static void typeKey(PassphraseField field, String character, boolean control) {
    Event.fireEvent(
        field,
        new KeyEvent(
            KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, control, false, false));
  }

  private static List<String> glyphs(PassphraseField field) {
    return field.lookupAll("Text").stream()
        .filter(
            node ->
                node.getStyleClass().contains("bullet")
                    || node.getStyleClass().contains("character"))
        .map(node -> ((Text) node).getText())
        .toList();
  }

  @Test
  void takesWhatWasTypedAndForgetsIt() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          for (String c : "pass1!é".split("")) {
            typeKey(field, c, false);
          }
          try (Passphrase taken = field.take().orElseThrow()) {
            assertArrayEquals(
                new byte[] {'p', 'a', 's', 's', '1', '!', (byte) 0xc3, (byte) 0xa9},
                taken.utf8().lend(byte[]::clone));
          }
          assertEquals(0, field.countProperty().get());
          assertTrue(field.take().isEmpty());
        });
  }

  @Test
  void drawsABulletForEachCharacterUntilItIsAskedToShow() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          field.type("ab1");
          assertEquals(List.of("•", "•", "•"), glyphs(field));
          field.shownProperty().set(true);
          assertEquals(List.of("a", "b", "1"), glyphs(field));
          field.clear();
          assertTrue(glyphs(field).isEmpty());
          assertFalse(field.shownProperty().get());
        });
  }

  @Test
  void noNodeHoldsMoreThanOneCharacter() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          field.type("correct horse");
          field.shownProperty().set(true);
          assertTrue(
              field.lookupAll("Text").stream()
                  .filter(node -> !inButton(node))
                  .allMatch(node -> ((Text) node).getText().length() <= 1));
        });
  }

  private static boolean inButton(Node node) {
    return node.getParent().getStyleClass().contains("show");
  }

  @Test
  void editsWithTheKeysOfEveryTextField() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          field.type("abcd");
          key(field, KeyCode.BACK_SPACE, false, false);
          key(field, KeyCode.HOME, false, false);
          key(field, KeyCode.DELETE, false, false);
          key(field, KeyCode.RIGHT, false, false);
          typeKey(field, "X", false);
          key(field, KeyCode.END, true, false);
          key(field, KeyCode.BACK_SPACE, false, false);
          assertArrayEquals("bX".toCharArray(), field.characters());
          key(field, KeyCode.A, false, true);
          typeKey(field, "z", false);
          assertArrayEquals("z".toCharArray(), field.characters());
        });
  }

  @Test
  void commandsTypeNothing() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          typeKey(field, "\u0001", true);
          typeKey(field, "k", true);
          assertEquals(0, field.countProperty().get());
        });
  }

  @Test
  void pastesOverTheSelection() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          Clipboard.getSystemClipboard()
              .setContent(Map.of(DataFormat.PLAIN_TEXT, "from elsewhere\n"));
          field.type("old");
          field.selectAll();
          key(field, KeyCode.V, false, true);
          Clipboard.getSystemClipboard().clear();
          assertArrayEquals("from elsewhere".toCharArray(), field.characters());
        });
  }

  @Test
  void neverCopiesOut() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          Clipboard.getSystemClipboard().clear();
          field.type("secret");
          field.selectAll();
          key(field, KeyCode.C, false, true);
          key(field, KeyCode.X, false, true);
          assertFalse(Clipboard.getSystemClipboard().hasString());
          assertEquals(6, field.countProperty().get());
        });
  }

  @Test
  void takesALetterThatTwoKeysCompose() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          Event.fireEvent(
              field,
              new InputMethodEvent(InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, List.of(), "é", 0));
          assertArrayEquals("é".toCharArray(), field.characters());
        });
  }

  @Test
  void enterIsAnAction() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          List<String> heard = new ArrayList<>();
          field.setOnAction(enter -> heard.add("enter"));
          key(field, KeyCode.ENTER, false, false);
          assertEquals(List.of("enter"), heard);
        });
  }

  @Test
  void tellsAScreenReaderItsNameAndNothingElse() throws Exception {
    Fx.run(
        () -> {
          var field = shown();
          field.setAccessibleText("Password");
          field.type("secret");
          field.shownProperty().set(true);
          assertEquals(AccessibleRole.PASSWORD_FIELD, field.getAccessibleRole());
          assertEquals("", field.queryAccessibleAttribute(AccessibleAttribute.TEXT));
        });
  }

  /// Letters that are as wide as each other would otherwise stand as far apart as those of the font
  /// that the scene had before its style was applied.
  @Test
  void whatIsShownStandsWhereItsOwnStyleDrawsIt() throws Exception {
    Fx.run(
        () -> {
          PassphraseField field = shown();
          field.getScene().getStylesheets().add(STYLE);
          field.shownProperty().set(true);
          for (String letter : List.of("i", "m", "l", "w")) {
            typeKey(field, letter, false);
          }
          field.getScene().getRoot().applyCss();
          field.getScene().getRoot().layout();
          List<Node> drawn =
              field.lookupAll("Text").stream()
                  .filter(node -> node.getStyleClass().contains("character"))
                  .toList();
          double width = drawn.getFirst().prefWidth(-1);
          assertEquals(
              List.of(0.0, width, 2 * width, 3 * width),
              drawn.stream().map(Node::getLayoutX).toList());
        });
  }
}
