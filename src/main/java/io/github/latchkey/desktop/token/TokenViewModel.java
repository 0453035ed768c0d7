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
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.TokenView;
import io.github.latchkey.platform.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
  private final TypedClaims claims;
  private final ReadOnlyObjectWrapper<Optional<TokenPreview>> preview =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Credential> formOf = Optional.empty();
  private Instant shownAt;
  private boolean filling;

  /// The form of the desk's chosen credential.
  public TokenViewModel(Desk desk) {
    this.desk = desk;
    this.shownAt = desk.now();
    this.times = new TypedValidity(desk);
    this.claims = new TypedClaims(desk);
    desk.chosenProperty().subscribe(this::fill);
    times.fromProperty().subscribe(now -> look());
    times.lastingProperty().subscribe(now -> look());
    claims.values().addListener((MapChangeListener<String, String>) change -> look());
    claims.own().addListener((ListChangeListener<OwnClaim>) change -> look());
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
    return claims.values();
  }

  /// What is wrong with a field, by id.
  public ObservableMap<String, String> problems() {
    return claims.problems();
  }

  /// The person's own claims.
  public ObservableList<OwnClaim> ownClaims() {
    return claims.own();
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
    return claims.ownProblemProperty();
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

  /// Why there is no preview; empty while there is one.
  String noPreviewText(Optional<TokenPreview> now) {
    return now.isPresent() || platform().isEmpty() ? "" : desk.wording().text("token.preview.none");
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
    claims.own().add(claim);
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
      claims.clear();
      times.clear();
    }
    platform()
        .ifPresent(
            profile -> {
              TokenForm.suggested(profile).forEach(claims.values()::putIfAbsent);
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
      claims.tell(fault, platform());
      return Optional.empty();
    }
  }

  /// What the form asks for; empty, with the reason at its field, while it cannot be read.
  Optional<TokenRequest> request() {
    Optional<Validity> typed = times.read();
    Optional<List<ClaimInput>> inputs = claims.read(platform());
    return credentialProperty()
        .get()
        .flatMap(
            credential ->
                typed.flatMap(
                    validity ->
                        inputs.map(
                            read ->
                                new TokenRequest(
                                    credential, read, claims.header(platform()), validity))));
  }
}
