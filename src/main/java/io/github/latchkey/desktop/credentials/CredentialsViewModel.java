package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.TokenCreation;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.engine.JwsAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The list of credentials, searched and filtered, and what is to be seen of the chosen one.
public final class CredentialsViewModel {

  private final Desk desk;
  private final ReadOnlyObjectWrapper<List<Credential>> shown =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<EnvironmentFilter>> filters =
      new ReadOnlyObjectWrapper<>(List.of(EnvironmentFilter.ALL));
  private final ObjectProperty<EnvironmentFilter> filter =
      new SimpleObjectProperty<>(EnvironmentFilter.ALL);

  /// The credentials of this desk.
  public CredentialsViewModel(Desk desk) {
    this.desk = desk;
    desk.credentialsProperty().subscribe(this::offerFilters);
    desk.credentialsProperty().subscribe(all -> find());
    desk.searchProperty().subscribe(query -> find());
    filter.subscribe(now -> find());
  }

  /// The credentials that search and filter leave, by name.
  public ReadOnlyObjectProperty<List<Credential>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// The credential whose details are shown.
  public ObjectProperty<Optional<Credential>> chosenProperty() {
    return desk.chosenProperty();
  }

  ReadOnlyObjectProperty<List<EnvironmentFilter>> filtersProperty() {
    return filters.getReadOnlyProperty();
  }

  ObjectProperty<EnvironmentFilter> filterProperty() {
    return filter;
  }

  /// All credentials of the vault.
  ReadOnlyObjectProperty<List<Credential>> allProperty() {
    return desk.credentialsProperty();
  }

  /// The chosen credential while the list shows it: a search that finds nothing shows nothing.
  Optional<Credential> detailed() {
    return chosenProperty().get().filter(shown.get()::contains);
  }

  /// What is said in a list that is empty.
  String emptyText() {
    boolean nothing = shown.get().isEmpty() && !isVaultEmpty();
    return nothing
        ? desk.wording()
            .text(
                "credentials.nothing",
                Map.of("query", Wording.visible(desk.searchProperty().get().strip())))
        : "";
  }

  /// Whether the vault holds nothing at all.
  public boolean isVaultEmpty() {
    return desk.credentialsProperty().get().isEmpty();
  }

  private void offerFilters(List<Credential> all) {
    var offered = new ArrayList<>(List.of(EnvironmentFilter.ALL));
    all.stream()
        .flatMap(credential -> credential.environment().stream())
        .distinct()
        .sorted()
        .forEach(environment -> offered.add(new EnvironmentFilter(Optional.of(environment))));
    filters.set(List.copyOf(offered));
    if (!offered.contains(filter.get())) {
      filter.set(EnvironmentFilter.ALL);
    }
  }

  private void find() {
    String query = desk.searchProperty().get();
    shown.set(
        desk.credentialsProperty().get().stream()
            .filter(filter.get()::lets)
            .filter(credential -> query.isBlank() || credential.matches(query))
            .toList());
    boolean visible = desk.chosenProperty().get().filter(shown.get()::contains).isPresent();
    if (!visible && !shown.get().isEmpty()) {
      desk.chosenProperty().set(Optional.of(shown.get().getFirst()));
    }
  }

  String words(EnvironmentFilter offered) {
    return offered
        .environment()
        .orElseGet(
            () ->
                desk.wording()
                    .text(
                        "credentials.all",
                        Map.of("count", desk.credentialsProperty().get().size())));
  }

  /// Production stands out, since a mistake there is seen by customers.
  static Tone tone(String environment) {
    return switch (environment.toLowerCase(Locale.ROOT)) {
      case "production", "prod", "live" -> Tone.ERROR;
      case "staging", "stage", "test", "testing", "development", "dev" -> Tone.NOTE;
      default -> Tone.PLAIN;
    };
  }

  /// The second line of a credential in the list.
  public String subtitle(Credential credential) {
    Optional<String> detail =
        credential.platform().fields().stream()
            .flatMap(field -> Optional.ofNullable(credential.fields().get(field.id())).stream())
            .findFirst();
    Map<String, Object> facts =
        Map.of(
            "platform", credential.platform().name(),
            "algorithm", algorithm(credential),
            "detail", detail.orElse(""));
    return desk.wording()
        .text(detail.isPresent() ? "credentials.subtitle.detail" : "credentials.subtitle", facts);
  }

  /// The line under the name in the details.
  public String summary(Credential credential) {
    Wording wording = desk.wording();
    return wording.text(
        "credentials.summary",
        Map.of(
            "platform", credential.platform().name(),
            "key", wording.key(credential.key().description()),
            "algorithm", algorithm(credential),
            "date", wording.date(credential.imported().atZone(wording.zone()).toLocalDate())));
  }

  private static String algorithm(Credential credential) {
    return TokenCreation.algorithms(credential).stream()
        .findFirst()
        .or(() -> credential.platform().algorithms().stream().findFirst())
        .map(JwsAlgorithm::name)
        .orElse("");
  }

  /// What is to be seen of a credential; the secret itself never is.
  public List<DetailLine> details(Credential credential) {
    return new CredentialDetails(desk.wording(), desk.now()).lines(credential);
  }

  /// Copies a value of the details.
  public void copy(DetailLine.Copy copied) {
    desk.copy(copied.label(), copied.text());
  }

  /// Leads to the import.
  public void importKeys() {
    desk.go(View.IMPORTING);
  }

  /// Leads to a token from the chosen credential.
  public void createToken() {
    desk.go(View.TOKEN);
  }
}
