package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import java.util.Optional;

/// Which credentials the list shows: those of one environment, or all.
record EnvironmentFilter(Optional<String> environment) {

  static final EnvironmentFilter ALL = new EnvironmentFilter(Optional.empty());

  boolean lets(Credential credential) {
    return environment.isEmpty() || environment.equals(credential.environment());
  }
}
