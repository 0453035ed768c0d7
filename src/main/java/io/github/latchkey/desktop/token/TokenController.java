package io.github.latchkey.desktop.token;

import io.github.latchkey.app.CreatedToken;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Chips;
import io.github.latchkey.desktop.control.CountdownRing;
import io.github.latchkey.desktop.control.DetailCard;
import io.github.latchkey.desktop.control.FieldForm;
import io.github.latchkey.desktop.control.FindingList;
import io.github.latchkey.desktop.control.FirstFocus;
import io.github.latchkey.desktop.control.ScreenKeys;
import io.github.latchkey.desktop.control.SignedPreview;
import io.github.latchkey.desktop.control.TokenParts;
import io.github.latchkey.desktop.control.TokenText;
import io.github.latchkey.platform.TokenUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The screen of [TokenViewModel] and [CreationViewModel].
public final class TokenController {

  /// What fits below the preview in the smallest window; copying takes the whole token.
  private static final int ROWS = 5;

  private final TokenViewModel model;
  private final CreationViewModel creation;
  private final Wording wording;

  @FXML private StackPane screen;
  @FXML private VBox empty;
  @FXML private Button importFirst;
  @FXML private HBox columns;
  @FXML private ComboBox<Credential> credential;
  @FXML private FieldForm needed;
  @FXML private Chips<ValidityChoice> validity;
  @FXML private TextField from;
  @FXML private Label fromProblem;
  @FXML private TextField lasting;
  @FXML private Label lastingProblem;
  @FXML private Label until;
  @FXML private VBox fixedBox;
  @FXML private DetailCard fixed;
  @FXML private VBox moreBox;
  @FXML private Hyperlink moreToggle;
  @FXML private VBox moreFields;
  @FXML private FieldForm more;
  @FXML private VBox ownClaims;
  @FXML private Label ownProblem;
  @FXML private SignedPreview preview;
  @FXML private Label noPreview;
  @FXML private FindingList findings;
  @FXML private Label problem;
  @FXML private Button create;
  @FXML private VBox result;
  @FXML private CountdownRing ring;
  @FXML private Label resultText;
  @FXML private Label stale;
  @FXML private SplitMenuButton copy;
  @FXML private TokenText token;

  /// Shows these models.
  public TokenController(TokenViewModel model, CreationViewModel creation, Wording wording) {
    this.model = model;
    this.creation = creation;
    this.wording = wording;
  }

  @FXML
  private void initialize() {
    FirstFocus.on(screen, this::firstControl);
    ScreenKeys.on(columns, "Shortcut+Enter", this::create);
    bindForm();
    bindResult();
    ObservableValue<Boolean> any = model.credentialsProperty().map(all -> !all.isEmpty());
    present(columns, any);
    present(empty, any.map(some -> !some));
    preview.linesProperty().bind(model.previewProperty().map(model::previewLines));
    problem(noPreview, model.previewProperty().map(model::noPreviewText));
    findings.linesProperty().bind(model.previewProperty().map(model::findingLines));
    model.previewProperty().subscribe(now -> fixed.linesProperty().set(model.fixed()));
    fixed.linesProperty().subscribe(lines -> show(fixedBox, !lines.isEmpty()));
  }

  /// The platform's first field; the credential where it asks for nothing.
  private Control firstControl() {
    return empty.isVisible()
        ? importFirst
        : model.needed().stream()
            .findFirst()
            .flatMap(field -> needed.control(field.id()))
            .orElse(credential);
  }

  private void bindForm() {
    credential.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Credential shown) {
            return shown == null ? "" : model.describe(shown);
          }

          @Override
          public Credential fromString(String name) {
            throw new UnsupportedOperationException("credentials are chosen, not typed");
          }
        });
    model
        .credentialsProperty()
        .subscribe(
            all -> {
              Optional<Credential> chosen = model.credentialProperty().get();
              credential.getItems().setAll(all);
              credential.setValue(chosen.orElse(null));
            });
    credential
        .valueProperty()
        .subscribe(
            now ->
                Optional.ofNullable(now)
                    .ifPresent(c -> model.credentialProperty().set(Optional.of(c))));
    needed.share(model.values(), model.problems());
    more.share(model.values(), model.problems());
    validity.setWords(model.times()::words);
    validity.chosenProperty().bindBidirectional(model.times().choiceProperty());
    model.credentialProperty().subscribe(this::showForm);
    from.textProperty().bindBidirectional(model.times().fromProperty());
    lasting.textProperty().bindBidirectional(model.times().lastingProperty());
    problem(fromProblem, model.times().fromProblemProperty());
    problem(lastingProblem, model.times().lastingProblemProperty());
    problem(ownProblem, model.ownProblemProperty());
    problem(until, model.previewProperty().map(model::untilText));
    present(moreFields, model.moreShownProperty());
    model.moreShownProperty().subscribe(now -> nameMore());
    model.ownClaims().addListener((ListChangeListener<OwnClaim>) change -> showOwnClaims());
  }

  private void showForm(Optional<Credential> chosen) {
    credential.setValue(chosen.orElse(null));
    needed.fieldsProperty().set(model.needed());
    more.fieldsProperty().set(model.more());
    validity.setValues(model.validityChoices());
    show(moreBox, !model.more().isEmpty());
    nameMore();
  }

  private void nameMore() {
    boolean shown = model.moreShownProperty().get();
    moreToggle.setText(
        shown
            ? wording.text("token.less")
            : wording.text("token.more", Map.of("count", model.more().size())));
    moreToggle.setAccessibleText(moreToggle.getText());
  }

  private void showOwnClaims() {
    ownClaims
        .getChildren()
        .setAll(
            model.ownClaims().stream()
                .map(
                    claim -> new OwnClaimRow(claim, wording, () -> model.ownClaims().remove(claim)))
                .toList());
  }

  private void bindResult() {
    create
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.previewProperty().get().isEmpty(), model.previewProperty()));
    problem.textProperty().bind(creation.problemProperty());
    present(result, creation.createdProperty().map(Optional::isPresent));
    ring.leftProperty().bind(creation.leftProperty());
    resultText.textProperty().bind(creation.lifeTextProperty());
    present(stale, creation.staleProperty());
    copy.textProperty().bind(creation.copyTextProperty());
    token
        .partsProperty()
        .bind(
            creation
                .createdProperty()
                .map(
                    now ->
                        now.map(CreatedToken::compact)
                            .map(TokenParts::of)
                            .orElse(TokenParts.NONE)));
    token.maxRowsProperty().set(ROWS);
    token.onActionProperty().set(creation::copyPart);
    creation.createdProperty().subscribe(now -> copy.getItems().setAll(shapes()));
  }

  private List<MenuItem> shapes() {
    var items = new ArrayList<MenuItem>();
    if (creation.offers(TokenUse.Shape.BEARER)) {
      items.add(item("token.copy.header", TokenUse.Shape.BEARER));
    }
    if (creation.offers(TokenUse.Shape.URL)) {
      items.add(item("token.copy.link", TokenUse.Shape.URL));
    }
    return items;
  }

  private MenuItem item(String key, TokenUse.Shape shape) {
    var item = new MenuItem(wording.text(key));
    item.setId(shape.name());
    item.setOnAction(event -> creation.copyAs(shape));
    return item;
  }

  private static void problem(Label label, ObservableValue<String> text) {
    label.textProperty().bind(text);
    present(label, text.map(now -> !now.isEmpty()));
  }

  private static void present(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  private static void show(Node node, boolean now) {
    node.setVisible(now);
    node.setManaged(now);
  }

  @FXML
  private void create() {
    creation.create();
  }

  @FXML
  private void copyToken() {
    creation.copyToken();
  }

  @FXML
  private void toggleMore() {
    model.moreShownProperty().set(!model.moreShownProperty().get());
  }

  @FXML
  private void addOwnClaim() {
    model.addOwnClaim();
  }

  @FXML
  private void importKeys() {
    model.importKeys();
  }
}
