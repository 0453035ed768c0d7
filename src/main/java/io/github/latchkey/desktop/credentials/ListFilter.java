package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import java.util.List;

/// Which credentials the list shows.
sealed interface ListFilter {

  /// All that are not in the trash.
  record All() implements ListFilter {}

  /// Those of one environment.
  record Environment(String name) implements ListFilter {}

  /// What is in the trash.
  record Trash() implements ListFilter {}

  /// Those of these names, which somebody was sent to look at.
  record Named(List<String> names) implements ListFilter {
    public Named {
      names = List.copyOf(names);
    }
  }

  ListFilter ALL = new All();
  ListFilter TRASH = new Trash();

  default boolean lets(Credential credential) {
    return switch (this) {
      case All all -> true;
      case Environment(var name) -> credential.environment().filter(name::equals).isPresent();
      case Trash trash -> true;
      case Named(var names) -> names.contains(credential.name());
    };
  }
}
