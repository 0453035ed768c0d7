package io.github.latchkey.desktop.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableMap;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A form whose fields are data: label, field, and below it what is wrong with it or else its help.
/// Values and problems are kept by field id, so a form with other fields keeps what was typed.
public final class FieldForm extends VBox {

  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final ObjectProperty<List<FormField>> fields =
      new SimpleObjectProperty<>(this, "fields", List.of());
  private final StringProperty optionalWord = new SimpleStringProperty(this, "optionalWord", "");
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final MapChangeListener<String, String> onValue = change -> showValue(change.getKey());
  private final MapChangeListener<String, String> onProblem = change -> mark(change.getKey());
  private ObservableMap<String, String> values = FXCollections.observableHashMap();
  private ObservableMap<String, String> problems = FXCollections.observableHashMap();

  private record Block(FormField field, Control control, Label below) {}

  /// A form without fields.
  public FieldForm() {
    super(12);
    getStyleClass().add("field-form");
    fields.subscribe(this::build);
    visibleProperty().bind(fields.map(now -> !now.isEmpty()));
    managedProperty().bind(visibleProperty());
  }

  /// The fields in order.
  public ObjectProperty<List<FormField>> fieldsProperty() {
    return fields;
  }

  /// Shows and fills these maps from now on: what stands in the fields by id, where an empty field
  /// has no entry, and what is wrong with them.
  public void share(ObservableMap<String, String> values, ObservableMap<String, String> problems) {
    this.values.removeListener(onValue);
    this.problems.removeListener(onProblem);
    this.values = values;
    this.problems = problems;
    values.addListener(onValue);
    problems.addListener(onProblem);
    build(fields.get());
  }

  /// What is written beside the label of a field that may stay empty.
  public StringProperty optionalWordProperty() {
    return optionalWord;
  }

  /// See [#optionalWordProperty].
  public String getOptionalWord() {
    return optionalWord.get();
  }

  /// See [#optionalWordProperty].
  public void setOptionalWord(String word) {
    optionalWord.set(word);
  }

  /// The control of a field.
  public Optional<Control> control(String id) {
    return Optional.ofNullable(blocks.get(id)).map(Block::control);
  }

  private void build(List<FormField> now) {
    blocks.clear();
    getChildren().setAll(now.stream().map(this::block).toList());
  }

  private Node block(FormField field) {
    Control control = field.choices().isEmpty() ? text(field) : choice(field);
    control.setId("field-" + field.id());
    control.setAccessibleText(field.label());
    control.setAccessibleHelp(field.help());
    control.setMaxWidth(Double.MAX_VALUE);
    var label = new Label(field.label());
    label.getStyleClass().add("field-label");
    label.setLabelFor(control);
    var line = new HBox(6, label);
    if (!field.required()) {
      var optional = new Label();
      optional.getStyleClass().add("help");
      optional.textProperty().bind(optionalWord);
      line.getChildren().add(optional);
    }
    var below = new Label();
    below.setWrapText(true);
    below.setMinHeight(USE_PREF_SIZE);
    below.visibleProperty().bind(below.textProperty().isNotEmpty());
    below.managedProperty().bind(below.visibleProperty());
    blocks.put(field.id(), new Block(field, control, below));
    mark(field.id());
    return new VBox(4, line, control, below);
  }

  private void mark(String id) {
    Optional.ofNullable(blocks.get(id))
        .ifPresent(
            block -> {
              boolean wrong = problems.containsKey(id);
              block.control().pseudoClassStateChanged(DANGER, wrong);
              block.below().setText(wrong ? problems.get(id) : block.field().help());
              block.below().getStyleClass().setAll("label", wrong ? "problem" : "help");
            });
  }

  private void showValue(String id) {
    String now = values.getOrDefault(id, "");
    switch (control(id).orElse(null)) {
      case TextField text when !text.getText().equals(now) -> text.setText(now);
      case ComboBox<?> choice -> select(choice, now);
      case null, default -> {}
    }
  }

  private static <T> void select(ComboBox<T> choice, String value) {
    choice.getItems().stream().filter(value::equals).findFirst().ifPresent(choice::setValue);
  }

  private Control text(FormField field) {
    var text = new TextField(values.getOrDefault(field.id(), ""));
    text.setPromptText(field.example());
    text.textProperty().subscribe(now -> put(field.id(), now));
    return text;
  }

  private Control choice(FormField field) {
    var choice = new ComboBox<String>();
    choice.getItems().add("");
    choice.getItems().addAll(field.choices());
    choice.setValue(values.getOrDefault(field.id(), ""));
    choice.valueProperty().subscribe(now -> put(field.id(), now == null ? "" : now));
    return choice;
  }

  private void put(String id, String value) {
    if (value.isEmpty()) {
      values.remove(id);
    } else if (!value.equals(values.get(id))) {
      values.put(id, value);
    }
  }
}
