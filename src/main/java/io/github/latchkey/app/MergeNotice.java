package io.github.latchkey.app;

import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.MergeReport;
import io.github.latchkey.vault.MergedField;
import io.github.latchkey.vault.MergedField.Fate;
import io.github.latchkey.vault.MergedItem;
import io.github.latchkey.vault.MergedItem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What came together in a merge, by names; [MergeText] has the words. Of keys nothing is told but
/// that there is another.
public record MergeNotice(List<Change> changes) {

  /// What a merge can do to a credential.
  public enum What {
    /// It is new here.
    ADDED,
    /// It was removed for good elsewhere.
    REMOVED,
    /// It was moved to the trash elsewhere.
    TRASHED,
    /// It is out of the trash again.
    BACK,
    /// Some of its fields have other values.
    CHANGED,
    /// Earlier values were removed for good elsewhere.
    FORGOTTEN
  }

  /// What the merge did to one credential, and to which of its fields.
  public record Change(String name, PlatformProfile platform, What what, List<Field> fields) {

    public Change {
      fields = List.copyOf(fields);
    }
  }

  /// One field: the value that counts now, and the one that is in the history; both empty for a
  /// key.
  ///
  /// @param field as the vault names it; `secret` for a key
  public record Field(String field, Fate fate, Optional<String> current, Optional<String> other) {

    /// Whether it is the key.
    public boolean isKey() {
      return field.equals(CredentialRecord.SECRET);
    }
  }

  public MergeNotice {
    changes = List.copyOf(changes);
  }

  /// Whether there is nothing to tell.
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  static MergeNotice of(MergeReport report, Platforms platforms) {
    return new MergeNotice(
        report.items().stream()
            .filter(item -> item.entry().isCredential())
            .map(item -> change(item, platforms))
            .toList());
  }

  private static Change change(MergedItem item, Platforms platforms) {
    Credential credential = CredentialRecord.read(item.entry(), platforms);
    What what =
        switch (item.after()) {
          case ABSENT -> What.REMOVED;
          case IN_TRASH -> item.before() == Place.IN_TRASH ? changed(item) : What.TRASHED;
          case LISTED ->
              switch (item.before()) {
                case ABSENT -> What.ADDED;
                case IN_TRASH -> What.BACK;
                case LISTED -> changed(item);
              };
        };
    return new Change(credential.name(), credential.platform(), what, fields(item));
  }

  private static What changed(MergedItem item) {
    return item.fields().isEmpty() ? What.FORGOTTEN : What.CHANGED;
  }

  /// A key and its description are one thing to a person.
  private static List<Field> fields(MergedItem item) {
    boolean key =
        item.fields().stream().anyMatch(field -> CredentialRecord.SECRET.equals(field.field()));
    List<Field> fields = new ArrayList<>();
    for (MergedField field : item.fields()) {
      if (!(key && field.field().equals(CredentialRecord.KEY))) {
        boolean shown = !field.secret() && !field.field().equals(CredentialRecord.KEY);
        fields.add(
            new Field(
                field.field().equals(CredentialRecord.KEY)
                    ? CredentialRecord.SECRET
                    : field.field(),
                field.fate(),
                field.current().filter(_ -> shown).map(CredentialHistory::text),
                field.other().filter(_ -> shown).map(CredentialHistory::text)));
      }
    }
    return fields;
  }
}
