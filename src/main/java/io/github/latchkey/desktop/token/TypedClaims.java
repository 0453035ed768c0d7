package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.platform.PlatformProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;

/// What a person typed into the fields of a platform and into claims of their own, and what is
/// wrong with it.
final class TypedClaims {

  private final Desk desk;
  private final ObservableMap<String, String> values = FXCollections.observableHashMap();
  private final ObservableMap<String, String> problems = FXCollections.observableHashMap();
  private final ObservableList<OwnClaim> own = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper ownProblem = new ReadOnlyStringWrapper("");

  TypedClaims(Desk desk) {
    this.desk = desk;
  }

  /// What stands in the fields, by id.
  ObservableMap<String, String> values() {
    return values;
  }

  /// What is wrong with a field, by id.
  ObservableMap<String, String> problems() {
    return problems;
  }

  /// The person's own claims.
  ObservableList<OwnClaim> own() {
    return own;
  }

  /// What is wrong with an own claim.
  ReadOnlyStringProperty ownProblemProperty() {
    return ownProblem.getReadOnlyProperty();
  }

  /// Forgets everything.
  void clear() {
    values.clear();
    own.clear();
  }

  /// The claims; empty, with the reason at its field, while they cannot be read.
  Optional<List<ClaimInput>> read(Optional<PlatformProfile> platform) {
    problems.clear();
    ownProblem.set("");
    var inputs = new ArrayList<ClaimInput>();
    try {
      for (String id : fieldIds(platform)) {
        if (values.containsKey(id) && !id.startsWith(TokenForm.HEADER)) {
          inputs.add(ClaimInput.typed(id, values.get(id)));
        }
      }
      for (OwnClaim claim : own) {
        claim.input().ifPresent(inputs::add);
      }
      return Optional.of(inputs);
    } catch (AppException fault) {
      tell(fault, platform);
    } catch (JsonException notJson) {
      ownProblem.set(desk.explain(notJson).whole());
    }
    return Optional.empty();
  }

  /// The header parameters.
  Map<String, String> header(Optional<PlatformProfile> platform) {
    Map<String, String> header = new LinkedHashMap<>();
    for (String id : fieldIds(platform)) {
      if (id.startsWith(TokenForm.HEADER) && values.containsKey(id)) {
        header.put(id.substring(TokenForm.HEADER.length()), values.get(id));
      }
    }
    return header;
  }

  /// Says at its field what is wrong; what has no field is about an own claim.
  void tell(AppException fault, Optional<PlatformProfile> platform) {
    String sentence = desk.explain(fault).whole();
    String path = String.valueOf(fault.facts().get("path"));
    if (fieldIds(platform).contains(path)) {
      problems.put(path, sentence);
    } else {
      ownProblem.set(sentence);
    }
  }

  private static List<String> fieldIds(Optional<PlatformProfile> platform) {
    return platform.stream()
        .flatMap(p -> Stream.concat(TokenForm.needed(p).stream(), TokenForm.more(p).stream()))
        .map(FormField::id)
        .toList();
  }
}
