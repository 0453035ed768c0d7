package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.CredentialSearch;
import io.github.latchkey.app.CredentialTrash.Trashed;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The list of credentials, searched and filtered, and what is to be seen of the chosen one.
public final class CredentialsViewModel {

  private final Desk desk;
  private final EditViewModel edit;
  private final Consumer<Credential> keyReplacement;
  private final TrashViewModel trash;
  private final EarlierViewModel earlier;
  private final ExportViewModel export;
  private List<Credential> searched = List.of();
  private CredentialSearch search = new CredentialSearch(searched);
  private final ReadOnlyObjectWrapper<List<Credential>> shown =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<ListFilter>> filters =
      new ReadOnlyObjectWrapper<>(List.of(ListFilter.ALL));
  private final ObjectProperty<ListFilter> filter = new SimpleObjectProperty<>(ListFilter.ALL);

  /// The credentials of this desk.
  public CredentialsViewModel(Desk desk, EditViewModel edit, Consumer<Credential> keyReplacement) {
    this.keyReplacement = keyReplacement;
    this.desk = desk;
    this.edit = edit;
    this.trash = new TrashViewModel(desk);
    this.earlier = new EarlierViewModel(desk);
    this.export = new ExportViewModel(desk);
    desk.credentialsProperty().subscribe(all -> changed());
    trash.trashedProperty().subscribe(all -> changed());
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

  ReadOnlyObjectProperty<List<ListFilter>> filtersProperty() {
    return filters.getReadOnlyProperty();
  }

  ObjectProperty<ListFilter> filterProperty() {
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
    return desk.credentialsProperty().get().isEmpty() && trash.trashedProperty().get().isEmpty();
  }

  private void changed() {
    var offered = new ArrayList<>(List.of(ListFilter.ALL));
    desk.credentialsProperty().get().stream()
        .flatMap(credential -> credential.environment().stream())
        .distinct()
        .sorted()
        .forEach(environment -> offered.add(new ListFilter.Environment(environment)));
    if (!trash.trashedProperty().get().isEmpty()) {
      offered.add(ListFilter.TRASH);
    }
    if (filter.get() instanceof ListFilter.Named) {
      offered.add(filter.get());
    }
    filters.set(List.copyOf(offered));
    if (!offered.contains(filter.get())) {
      filter.set(ListFilter.ALL);
    }
    find();
  }

  private void find() {
    String query = desk.searchProperty().get();
    List<Credential> all =
        isTrashShown()
            ? trash.trashedProperty().get().stream().map(Trashed::credential).toList()
            : desk.credentialsProperty().get();
    shown.set(search(all).find(query).stream().filter(filter.get()::lets).toList());
    boolean visible = desk.chosenProperty().get().filter(shown.get()::contains).isPresent();
    if (!visible && !shown.get().isEmpty()) {
      desk.chosenProperty().set(Optional.of(shown.get().getFirst()));
    }
  }

  private CredentialSearch search(List<Credential> all) {
    if (searched != all) {
      searched = all;
      search = new CredentialSearch(all);
    }
    return search;
  }

  boolean isTrashShown() {
    return filter.get().equals(ListFilter.TRASH);
  }

  String words(ListFilter offered) {
    return switch (offered) {
      case ListFilter.All all ->
          desk.wording()
              .text("credentials.all", Map.of("count", desk.credentialsProperty().get().size()));
      case ListFilter.Environment(var name) -> Wording.visible(name);
      case ListFilter.Named(var names) ->
          desk.wording().text("credentials.named", Map.of("count", names.size()));
      case ListFilter.Trash thrown ->
          desk.wording()
              .text("credentials.trash", Map.of("count", trash.trashedProperty().get().size()));
    };
  }

  /// Shows the credentials of these names and no others, until another filter is chosen.
  public void showOnly(List<String> names) {
    desk.searchProperty().set("");
    filter.set(new ListFilter.Named(names));
    changed();
  }

  /// Shows what was thrown away.
  public void showTrash() {
    filter.set(ListFilter.TRASH);
  }

  /// What was thrown away.
  public TrashViewModel trash() {
    return trash;
  }

  /// What the chosen credential was before.
  public EarlierViewModel earlier() {
    return earlier;
  }

  /// Writing the chosen credential's key to a file.
  public ExportViewModel export() {
    return export;
  }

  /// What is said of a credential in the list and above its details.
  public CredentialText texts() {
    return new CredentialText(desk.wording(), desk.now());
  }

  /// What is to be seen of a credential; the secret itself never is.
  public List<DetailLine> details(Credential credential) {
    return new CredentialDetails(desk.wording(), desk.now(), !isTrashShown()).lines(credential);
  }

  /// Copies a value of the details; beside the private key it leads to its export.
  public void act(DetailLine.Action wanted) {
    if (wanted.text().equals(CredentialDetails.EXPORT)) {
      exportKey();
    } else {
      desk.copy(wanted.label(), wanted.text());
    }
  }

  /// Leads to changing the chosen credential.
  public void edit() {
    editable().ifPresent(edit::begin);
  }

  /// Leads to another key for the chosen credential.
  public void replaceKey() {
    editable().ifPresent(keyReplacement);
  }

  /// Asks how the chosen credential's key is to be written to a file.
  public void exportKey() {
    editable().ifPresent(export::begin);
  }

  /// Moves the chosen credential to the trash.
  public void remove() {
    editable().ifPresent(trash::move);
  }

  private Optional<Credential> editable() {
    return isTrashShown() ? Optional.empty() : detailed();
  }

  /// Takes the chosen credential out of the trash.
  public void restore() {
    detailed().ifPresent(trash::restore);
  }

  /// Since when the chosen credential is in the trash; empty where it is not.
  String trashedText() {
    return detailed()
        .flatMap(trash::find)
        .map(
            found ->
                desk.wording()
                    .text(
                        "credentials.trash.since",
                        Map.of("when", desk.wording().relative(found.since(), desk.now()))))
        .orElse("");
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
