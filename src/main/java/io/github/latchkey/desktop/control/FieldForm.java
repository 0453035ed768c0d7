package io.github.latchkey.desktop.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
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
  private final ObservableMap<String, String> values = FXCollections.observableHashMap();
  private final ObservableMap<String, String> problems = FXCollections.observableHashMap();
  private final StringProperty optionalWord = new SimpleStringProperty(this, "optionalWord", "");
  private final Map<String, Control> controls = new LinkedHashMap<>();

  /// A form without fields.
  public FieldForm() {
    super(12);
    getStyleClass().add("field-form");
    fields.subscribe(this::build);
  }

  /// The fields in order.
  public ObjectProperty<List<FormField>> fieldsProperty() {
    return fields;
  }

  /// What stands in the fields, by id; an empty field has no entry.
  public ObservableMap<String, String> values() {
    return values;
  }

  /// What is wrong with a field, by id.
  public ObservableMap<String, String> problems() {
    return problems;
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
    return Optional.ofNullable(controls.get(id));
  }

  private void build(List<FormField> now) {
    controls.clear();
    getChildren().setAll(now.stream().map(this::block).toList());
  }

  private Node block(FormField field) {
    Control control = field.choices().isEmpty() ? text(field) : choice(field);
    controls.put(field.id(), control);
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
    below
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> problems.getOrDefault(field.id(), field.help()), problems));
    below.visibleProperty().bind(below.textProperty().isNotEmpty());
    below.managedProperty().bind(below.visibleProperty());
    mark(field, control, below);
    problems.addListener(
        (MapChangeListener<String, String>)
            change -> {
              if (change.getKey().equals(field.id())) {
                mark(field, control, below);
              }
            });
    return new VBox(4, line, control, below);
  }

  private void mark(FormField field, Control control, Label below) {
    boolean wrong = problems.containsKey(field.id());
    control.pseudoClassStateChanged(DANGER, wrong);
    below.getStyleClass().setAll("label", wrong ? "problem" : "help");
  }

  private Control text(FormField field) {
    var text = new TextField(values.getOrDefault(field.id(), ""));
    text.setPromptText(field.example());
    text.textProperty().subscribe(now -> put(field.id(), now));
    listen(field, now -> {
      if (!text.getText().equals(now)) {
        text.setText(now);
      }
    });
    return text;
  }

  private Control choice(FormField field) {
    var choice = new ComboBox<String>();
    if (!field.required()) {
      choice.getItems().add("");
    }
    choice.getItems().addAll(field.choices());
    choice.setValue(values.getOrDefault(field.id(), ""));
    choice.valueProperty().subscribe(now -> put(field.id(), now == null ? "" : now));
    listen(field, choice::setValue);
    return choice;
  }

  private void listen(FormField field, Consumer<String> show) {
    values.addListener(
        (MapChangeListener<String, String>)
            change -> {
              if (change.getKey().equals(field.id())) {
                show.accept(values.getOrDefault(field.id(), ""));
              }
            });
  }

  private void put(String id, String value) {
    if (value.isEmpty()) {
      values.remove(id);
    } else if (!value.equals(values.get(id))) {
      values.put(id, value);
    }
  }
}
