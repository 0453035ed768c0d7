package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.TokenPreview;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.desktop.control.PreviewLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.FindingText;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.TokenView;
import io.github.latchkey.platform.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/// The form of a token and what would be signed. Every change shows at once; [CreationViewModel]
/// signs it.
public final class TokenViewModel {

  private final Desk desk;
  private final TypedValidity times;
  private final BooleanProperty moreShown = new SimpleBooleanProperty(false);
  private final ObservableMap<String, String> values = FXCollections.observableHashMap();
  private final ObservableMap<String, String> problems = FXCollections.observableHashMap();
  private final ObservableList<OwnClaim> ownClaims = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<TokenPreview>> preview =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper ownProblem = new ReadOnlyStringWrapper("");
  private Optional<Credential> formOf = Optional.empty();
  private Instant shownAt;
  private boolean filling;

  /// The form of the desk's chosen credential.
  public TokenViewModel(Desk desk) {
    this.desk = desk;
    this.shownAt = desk.now();
    this.times = new TypedValidity(desk);
    desk.chosenProperty().subscribe(this::fill);
    times.fromProperty().subscribe(now -> look());
    times.lastingProperty().subscribe(now -> look());
    values.addListener((MapChangeListener<String, String>) change -> look());
    ownClaims.addListener((ListChangeListener<OwnClaim>) change -> look());
    desk.pulse().each(this::beat);
  }

  /// The credentials to choose from.
  public ReadOnlyObjectProperty<List<Credential>> credentialsProperty() {
    return desk.credentialsProperty();
  }

  /// The credential that will sign.
  public ObjectProperty<Optional<Credential>> credentialProperty() {
    return desk.chosenProperty();
  }

  /// The fields that the platform asks for.
  public List<FormField> needed() {
    return platform().map(TokenForm::needed).orElse(List.of());
  }

  /// The fields that may stay empty.
  public List<FormField> more() {
    return platform().map(TokenForm::more).orElse(List.of());
  }

  /// Whether the fields that may stay empty are shown.
  public BooleanProperty moreShownProperty() {
    return moreShown;
  }

  /// What the platform sets by itself.
  public List<DetailLine> fixed() {
    return preview
        .get()
        .flatMap(now -> platform().map(profile -> fixed(profile, now)))
        .orElse(List.of());
  }

  private List<DetailLine> fixed(PlatformProfile profile, TokenPreview now) {
    var token = new TokenView(now.header(), now.payload(), Map.of());
    Map<String, String> set = new LinkedHashMap<>();
    for (Place place : TokenForm.fixed(profile)) {
      place.in(token).ifPresent(value -> set.put(place.label(), TokenForm.text(value)));
    }
    return set.entrySet().stream()
        .map(e -> new DetailLine(e.getKey(), e.getValue(), "", true, Optional.empty()))
        .toList();
  }

  /// What stands in the fields, by id.
  public ObservableMap<String, String> values() {
    return values;
  }

  /// What is wrong with a field, by id.
  public ObservableMap<String, String> problems() {
    return problems;
  }

  /// The person's own claims.
  public ObservableList<OwnClaim> ownClaims() {
    return ownClaims;
  }

  /// When it is to be valid.
  TypedValidity times() {
    return times;
  }

  List<ValidityChoice> validityChoices() {
    return ValidityChoice.offered(
        platform().map(p -> p.lifetime().usual()).orElse(Duration.ofMinutes(15)));
  }

  /// What is wrong with an own claim.
  public ReadOnlyStringProperty ownProblemProperty() {
    return ownProblem.getReadOnlyProperty();
  }

  /// What would be signed; empty while the form cannot be read.
  public ReadOnlyObjectProperty<Optional<TokenPreview>> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /// The preview as lines.
  public List<PreviewLine> previewLines(Optional<TokenPreview> now) {
    return now.map(shown -> PreviewText.of(shown, desk.wording(), desk.now())).orElse(List.of());
  }

  /// The findings as lines.
  public List<FindingLine> findingLines(Optional<TokenPreview> now) {
    return now.map(shown -> FindingText.lines(shown.findings(), desk.wording())).orElse(List.of());
  }

  /// When it will end: `until 21 Nov 2026 12:19:00 IST`.
  public String untilText(Optional<TokenPreview> now) {
    return now.flatMap(TokenPreview::end)
        .map(end -> desk.wording().text("token.until", Map.of("end", end)))
        .orElse("");
  }

  /// A credential in one line.
  public String describe(Credential credential) {
    return String.join(
        " · ",
        credential
            .environment()
            .map(e -> List.of(credential.name(), credential.platform().name(), e))
            .orElse(List.of(credential.name(), credential.platform().name())));
  }

  /// Adds an empty claim of the person's own.
  public void addOwnClaim() {
    var claim = new OwnClaim();
    claim.nameProperty().subscribe(now -> look());
    claim.valueProperty().subscribe(now -> look());
    claim.jsonProperty().subscribe(now -> look());
    ownClaims.add(claim);
  }

  /// Leads to the import.
  public void importKeys() {
    desk.go(View.IMPORTING);
  }

  private Optional<PlatformProfile> platform() {
    return credentialProperty().get().map(Credential::platform);
  }

  /// Fills the form for a credential; what was typed for another stays where its fields have the
  /// same ids, and a lock empties it.
  private void fill(Optional<Credential> credential) {
    if (credential.equals(formOf)) {
      return;
    }
    formOf = credential;
    filling = true;
    if (credential.isEmpty()) {
      values.clear();
      ownClaims.clear();
      times.fromProperty().set("");
    }
    platform()
        .ifPresent(
            profile -> {
              TokenForm.suggested(profile).forEach(values::putIfAbsent);
              times.choiceProperty().set(ValidityChoice.lasting(profile.lifetime().usual()));
            });
    filling = false;
    look();
  }

  private void beat() {
    // Times grow old while a person types; twice a minute is enough to show it.
    if (desk.placeProperty().get() == View.TOKEN
        && Duration.between(shownAt, desk.now()).toSeconds() >= 30) {
      look();
    }
  }

  private void look() {
    if (!filling) {
      shownAt = desk.now();
      preview.set(request().flatMap(this::preview));
    }
  }

  private Optional<TokenPreview> preview(TokenRequest request) {
    try {
      return Optional.of(desk.parts().tokens().preview(request));
    } catch (AppException fault) {
      tell(fault);
      return Optional.empty();
    }
  }

  private void tell(AppException fault) {
    String sentence = desk.explain(fault).whole();
    String path = String.valueOf(fault.facts().get("path"));
    if (fieldIds().contains(path)) {
      problems.put(path, sentence);
    } else {
      ownProblem.set(sentence);
    }
  }

  private List<String> fieldIds() {
    var ids = new ArrayList<String>();
    needed().forEach(field -> ids.add(field.id()));
    more().forEach(field -> ids.add(field.id()));
    return ids;
  }

  /// What the form asks for; empty, with the reason at its field, while it cannot be read.
  Optional<TokenRequest> request() {
    problems.clear();
    Optional<Validity> typed = times.read();
    Optional<List<ClaimInput>> claims = claims();
    return credentialProperty()
        .get()
        .flatMap(
            credential ->
                typed.flatMap(
                    validity ->
                        claims.map(
                            inputs -> new TokenRequest(credential, inputs, header(), validity))));
  }

  private Optional<List<ClaimInput>> claims() {
    ownProblem.set("");
    var inputs = new ArrayList<ClaimInput>();
    try {
      for (String id : fieldIds()) {
        if (values.containsKey(id) && !id.startsWith(TokenForm.HEADER)) {
          inputs.add(ClaimInput.typed(id, values.get(id)));
        }
      }
      for (OwnClaim own : ownClaims) {
        own.input().ifPresent(inputs::add);
      }
      return Optional.of(inputs);
    } catch (AppException fault) {
      tell(fault);
    } catch (JsonException notJson) {
      ownProblem.set(desk.explain(notJson).whole());
    }
    return Optional.empty();
  }

  private Map<String, String> header() {
    Map<String, String> header = new LinkedHashMap<>();
    for (String id : fieldIds()) {
      if (id.startsWith(TokenForm.HEADER) && values.containsKey(id)) {
        header.put(id.substring(TokenForm.HEADER.length()), values.get(id));
      }
    }
    return header;
  }
}
