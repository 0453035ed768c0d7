package io.github.latchkey.desktop.inspect;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Inspection;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.ClaimsView;
import io.github.latchkey.desktop.control.FindingList;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.ScreenKeys;
import io.github.latchkey.desktop.control.TokenParts;
import io.github.latchkey.desktop.control.TokenText;
import io.github.latchkey.desktop.control.ValidityTimeline;
import io.github.latchkey.desktop.frame.FindingText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/// The screen of [InspectViewModel].
public final class InspectController {

  private static final int ROWS = 4;

  private final InspectViewModel model;
  private final Wording wording;

  @FXML private ScrollPane screen;
  @FXML private ComboBox<Integer> which;
  @FXML private Button clear;
  @FXML private TextArea input;
  @FXML private Label placeholder;
  @FXML private TokenText coloured;
  @FXML private Label problem;
  @FXML private VBox verdict;
  @FXML private FontIcon verdictIcon;
  @FXML private Label verdictWord;
  @FXML private Label verdictText;
  @FXML private GridPane results;
  @FXML private FindingList findings;
  @FXML private ClaimsView claims;
  @FXML private VBox times;
  @FXML private TextField asOf;
  @FXML private ComboBox<Duration> leeway;
  @FXML private Label asOfProblem;
  @FXML private ValidityTimeline timeline;

  /// Shows this model.
  public InspectController(InspectViewModel model, Wording wording) {
    this.model = model;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, () -> input.isVisible() ? input : coloured);
    ScreenKeys.on(times, "Shortcut+V", this::paste);
    input.setTextFormatter(new TextFormatter<String>(this::keepSmall));
    input.textProperty().bindBidirectional(model.inputProperty());
    placeholder.visibleProperty().bind(input.textProperty().isEmpty());
    coloured.maxRowsProperty().set(ROWS);
    coloured.onActionProperty().set(model::copy);
    coloured.addEventHandler(MouseEvent.MOUSE_CLICKED, click -> edit(click));
    problem(problem, model.problemProperty());
    problem(asOfProblem, model.asOfProblemProperty());
    asOf.textProperty().bindBidirectional(model.asOfProperty());
    choices(leeway, wording::amount);
    leeway.getItems().setAll(InspectViewModel.LEEWAYS);
    leeway.valueProperty().bindBidirectional(model.leewayProperty());
    choices(which, this::number);
    // Only another text has other tokens: looking at it again leaves the choice alone.
    model
        .inspectionProperty()
        .map(now -> now.map(InspectController::tokens).orElse(List.of()))
        .subscribe(this::showChoice);
    which
        .valueProperty()
        .subscribe((before, now) -> Optional.ofNullable(now).ifPresent(model::choose));
    clear.disableProperty().bind(input.textProperty().isEmpty());
    ObservableValue<Boolean> any = model.tokenProperty().map(Optional::isPresent);
    for (Node node : List.of(verdict, results, times)) {
      present(node, any);
    }
    model.tokenProperty().subscribe(this::show);
    input.focusedProperty().subscribe(now -> cover());
    model.tokenProperty().subscribe(now -> cover());
  }

  private static List<String> tokens(Inspection now) {
    return now.tokens().stream().map(token -> token.token().compact()).toList();
  }

  /// A very long paste is looked at whole and shown in part.
  private TextFormatter.Change keepSmall(TextFormatter.Change change) {
    if (change.isContentChange()
        && change.getText().length() > InspectViewModel.LONGEST_SHOWN + 1) {
      model.read(change.getText());
      return null;
    }
    return change;
  }

  /// The coloured token lies over the text area while nobody types in it.
  private void cover() {
    boolean covered = model.tokenProperty().get().isPresent() && !input.isFocused();
    coloured.setVisible(covered);
    coloured.setManaged(covered);
    input.setVisible(!covered);
    input.setManaged(!covered);
  }

  private void edit(MouseEvent click) {
    if (click.getClickCount() == 2) {
      coloured.setVisible(false);
      input.setVisible(true);
      input.setManaged(true);
      input.requestFocus();
    }
  }

  private String number(int n) {
    return wording.text("inspect.which.one", Map.of("n", n + 1, "count", which.getItems().size()));
  }

  private void showChoice(List<String> tokens) {
    which.getItems().setAll(IntStream.range(0, tokens.size()).boxed().toList());
    which.setVisible(tokens.size() > 1);
    which.setManaged(which.isVisible());
    which.setValue(tokens.isEmpty() ? null : 0);
  }

  private void show(Optional<InspectedToken> shown) {
    shown.ifPresentOrElse(
        token -> {
          VerdictText text = VerdictText.of(token, wording);
          text.tone().paint(verdict);
          verdictIcon.setIconLiteral(text.icon());
          verdictWord.setText(text.word());
          verdictText.setText(text.text());
          findings.linesProperty().set(FindingText.lines(token.findings(), wording));
          claims.linesProperty().set(ClaimMeaning.lines(token, wording));
          timeline.validityProperty().set(Optional.of(SpanText.of(token, wording)));
          coloured.partsProperty().set(model.parts(token));
        },
        () -> {
          verdictWord.setText("");
          verdictText.setText("");
          findings.linesProperty().set(List.of());
          claims.linesProperty().set(List.of());
          timeline.validityProperty().set(Optional.empty());
          coloured.partsProperty().set(TokenParts.NONE);
        });
  }

  private static <T> void choices(ComboBox<T> box, Function<T, String> words) {
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : words.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("chosen, not typed");
          }
        });
  }

  private static void problem(Label label, ObservableValue<String> text) {
    label.textProperty().bind(text);
    present(label, text.map(now -> !now.isEmpty()));
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  @FXML
  private void paste() {
    model.paste();
  }

  @FXML
  private void openFile() {
    model.openFile();
  }

  @FXML
  private void clear() {
    model.clear();
    input.requestFocus();
  }
}
