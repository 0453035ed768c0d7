package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Strength;
import io.github.latchkey.desktop.Fx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import javafx.event.Event;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlsTest {

  @BeforeAll
  static void start() {
    Fx.start();
  }

  private static <T extends Parent> T laidOut(T control, double width) {
    var scene = new Scene(new StackPane(control), width, 300);
    scene.getRoot().applyCss();
    scene.getRoot().layout();
    return control;
  }

  @Test
  void aTokenIsDrawnInThreeColoursAndWhole() throws Exception {
    Fx.run(
        () -> {
          var token = new TokenText();
          token.partsProperty().set(new TokenParts("Bearer ", "aaaa.bbbb.cccc", "!"));
          laidOut(token, 400);
          List<Text> texts =
              token.lookupAll("Text").stream()
                  .map(Text.class::cast)
                  .filter(text -> !text.getStyleClass().contains("token-ruler"))
                  .toList();
          assertEquals(
              List.of(
                  "token-around",
                  "token-header",
                  "token-dot",
                  "token-payload",
                  "token-dot",
                  "token-signature",
                  "token-around"),
              texts.stream().map(text -> text.getStyleClass().getFirst()).toList());
          assertEquals(
              "Bearer aaaa.bbbb.cccc!",
              String.join("", texts.stream().map(Text::getText).toList()));
        });
  }

  @Test
  void aMeterFollowsTheStrengthWithItsColourAndWords() throws Exception {
    Fx.run(
        () -> {
          var meter = new StrengthMeter();
          var strength = new SimpleObjectProperty<Optional<Strength>>(Optional.empty());
          meter.show(strength, strength.map(now -> now.map(Strength::reason).orElse("none")));
          var bar = (ProgressBar) meter.getChildren().getFirst();
          var words = (Label) meter.getChildren().getLast();
          assertEquals(0.0, bar.getProgress());
          assertEquals("none", words.getText());
          strength.set(Optional.of(new Strength(0, "guessed at once")));
          assertTrue(bar.getStyleClass().contains("tone-error"));
          assertEquals("guessed at once", words.getText());
          strength.set(Optional.of(new Strength(4, "")));
          assertTrue(bar.getStyleClass().contains("tone-good"));
          assertFalse(bar.getStyleClass().contains("tone-error"));
          assertEquals(1.0, bar.getProgress());
        });
  }

  @Test
  void copyingWithoutASelectionTakesTheTokenAndNothingAroundIt() throws Exception {
    Fx.run(
        () -> {
          var token = new TokenText();
          List<String> copied = new ArrayList<>();
          token.onActionProperty().set(copied::add);
          token.partsProperty().set(new TokenParts("Bearer ", "aaaa.bbbb.cccc", "!"));
          laidOut(token, 400);
          Event.fireEvent(
              token,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, true, false, false));
          token.select(7, 11);
          Event.fireEvent(
              token,
              new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.C, false, true, false, false));
          assertEquals(List.of("aaaa.bbbb.cccc", "aaaa"), copied);
        });
  }

  @Test
  void aLongTokenIsCutWithAnEllipsisAndCopiedWhole() throws Exception {
    Fx.run(
        () -> {
          var token = new TokenText();
          token.maxRowsProperty().set(2);
          String whole = "h".repeat(300) + "." + "p".repeat(300) + ".s";
          token.partsProperty().set(TokenParts.of(whole));
          laidOut(token, 300);
          String drawn =
              String.join(
                  "", token.lookupAll("Text").stream().map(t -> ((Text) t).getText()).toList());
          assertTrue(drawn.contains("…"));
          assertEquals(whole, token.selected());
        });
  }

  @Test
  void aFullLineBreaksAndTheLastOneEndsWithAnEllipsis() {
    var wrapping = new Wrapping(4, 3);
    assertEquals("abcd\nef", wrapping.wrap("abcdef"));
    assertEquals("gh\nijk…", wrapping.wrap("ghijklmnop"));
    assertEquals("", wrapping.wrap("more"));
    assertEquals("ab\ncd", new Wrapping(4, 9).wrap("ab\ncd"));
  }

  @Test
  void exactlyOneChipIsChosen() throws Exception {
    Fx.run(
        () -> {
          var chips = new Chips<Integer>();
          chips.setValues(List.of(5, 15, 60));
          chips.chosenProperty().set(15);
          chips.setValues(List.of(5, 15, 30, 60));
          assertEquals(List.of("15"), selected(chips));
          ToggleButton chosen = (ToggleButton) chips.getChildren().get(1);
          chosen.fire();
          assertEquals(List.of("15"), selected(chips), "a second click leaves it chosen");
          ((ToggleButton) chips.getChildren().get(3)).fire();
          assertEquals(60, chips.chosenProperty().get());
          assertEquals(List.of("60"), selected(chips));
        });
  }

  private static List<String> selected(Chips<?> chips) {
    return chips.getChildren().stream()
        .map(ToggleButton.class::cast)
        .filter(ToggleButton::isSelected)
        .map(ToggleButton::getText)
        .toList();
  }

  @Test
  void aFindingIsSpokenWithItsBadgeAndAdvice() throws Exception {
    Fx.run(
        () -> {
          var list = new FindingList();
          assertFalse(list.isVisible());
          list.linesProperty()
              .set(
                  List.of(
                      new FindingLine(
                          Tone.ERROR, "error", "Expired.", "exp was noon.", "Create a new one.")));
          assertTrue(list.isVisible());
          assertEquals(
              "error: Expired. exp was noon. Create a new one.",
              list.getChildren().getFirst().getAccessibleText());
          assertEquals("note: Fine", new FindingLine(Tone.NOTE, "note", "", "Fine", "").spoken());
        });
  }

  @Test
  void aFormKeepsWhatWasTypedAndShowsWhatIsWrong() throws Exception {
    Fx.run(
        () -> {
          var form = new FieldForm();
          ObservableMap<String, String> values = FXCollections.observableHashMap();
          ObservableMap<String, String> problems = FXCollections.observableHashMap();
          values.put("room", "standup");
          form.share(values, problems);
          var room = new FormField("room", "Room", "The room's name.", "", true, List.of());
          var role = new FormField("role", "Role", "", "", false, List.of("host", "guest"));
          form.fieldsProperty().set(List.of(room, role));
          TextField text = (TextField) form.control("room").orElseThrow();
          assertEquals("standup", text.getText());
          assertEquals("Room", text.getAccessibleText());
          text.setText("");
          assertFalse(values.containsKey("room"));
          values.put("room", "townhall");
          assertEquals("townhall", text.getText());
          problems.put("room", "No spaces.");
          assertTrue(labels(form).contains("No spaces."));
          assertFalse(labels(form).contains("The room's name."));
          problems.clear();
          assertTrue(labels(form).contains("The room's name."));
          ComboBox<?> choice = (ComboBox<?>) form.control("role").orElseThrow();
          choice.getSelectionModel().select(2);
          assertEquals("guest", values.get("role"));
          form.fieldsProperty().set(List.of(room));
          assertEquals("townhall", ((TextField) form.control("room").orElseThrow()).getText());
        });
  }

  private static List<String> labels(Parent parent) {
    List<String> texts = new ArrayList<>();
    for (var child : parent.getChildrenUnmodifiable()) {
      if (child instanceof Label label) {
        texts.add(label.getText());
      } else if (child instanceof Parent inner) {
        texts.addAll(labels(inner));
      }
    }
    return texts;
  }

  @Test
  void aDetailIsCopiedByItsOwnButton() throws Exception {
    Fx.run(
        () -> {
          var card = new DetailCard();
          List<DetailLine.Action> copied = new ArrayList<>();
          card.onActionProperty().set(copied::add);
          var copy = new DetailLine.Action("Copy", "Domain", "meet.acme.example");
          card.linesProperty()
              .set(
                  List.of(
                      new DetailLine("Domain", "meet.acme.example", "", true, Optional.of(copy)),
                      new DetailLine("Tags", "video", "", false, Optional.empty())));
          List<Button> buttons = new ArrayList<>();
          for (var row : card.getChildren()) {
            ((Parent) row)
                .getChildrenUnmodifiable().stream()
                    .filter(Button.class::isInstance)
                    .forEach(button -> buttons.add((Button) button));
          }
          assertEquals(1, buttons.size());
          assertEquals("Copy: Domain", buttons.getFirst().getAccessibleText());
          buttons.getFirst().fire();
          assertEquals(List.of(copy), copied);
        });
  }

  @Test
  void aLabelThatIsCutTellsTheWholeInItsTooltip() throws Exception {
    Fx.run(
        () -> {
          var label = new CutLabel("a-name-that-is-far-too-long-for-its-place");
          assertNull(label.getTooltip());
          label.setMaxWidth(80);
          laidOut(label, 400);
          assertTrue(label.isTextTruncated());
          assertEquals(label.getText(), label.getTooltip().getText());
        });
  }

  @Test
  void theRingRunsDownWithItsShare() throws Exception {
    Fx.run(
        () -> {
          var ring = new CountdownRing();
          ring.leftProperty().set(0.25);
          assertEquals(90, ((Arc) ring.getChildrenUnmodifiable().get(1)).getLength());
        });
  }

  @Test
  void theKeysAreWrittenAsTheKeyboardSaysThem() throws Exception {
    Fx.run(
        () -> {
          var hint = new KeyHint();
          hint.setKeys("Shortcut+L");
          assertTrue(List.of("Ctrl L", "⌘L").contains(hint.getText()), hint.getText());
        });
  }

  @Test
  void aSecretIsDrawnGlyphByGlyph() throws Exception {
    Fx.run(
        () -> {
          var secret = new SecretText();
          secret.show("ABC-DEF".toCharArray());
          laidOut(secret, 400);
          assertEquals(2, secret.getChildren().size());
          assertEquals(6, secret.lookupAll("Text").size());
          assertTrue(
              secret.lookupAll("Text").stream().allMatch(t -> ((Text) t).getText().length() == 1));
          secret.clear();
          assertTrue(secret.getChildren().isEmpty());
        });
  }
}
