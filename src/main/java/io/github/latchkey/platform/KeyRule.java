package io.github.latchkey.platform;

import io.github.latchkey.engine.keys.SecretEncoding;
import java.util.List;

/// What kind of key the platform hands out and how.
///
/// @param kind what signs
/// @param encoding how a secret text becomes bytes; UTF-8 for the text itself
/// @param delivery how a person comes by the key, for the import page
/// @param fileNames how the downloaded file is usually called, with `*` for any text
public record KeyRule(Kind kind, SecretEncoding encoding, String delivery, List<String> fileNames) {

  /// What signs.
  public enum Kind {
    /// A shared secret (HMAC).
    SECRET,
    /// A private key.
    PRIVATE_KEY,
    /// Either, as for tokens of no particular platform.
    ANY
  }

  public KeyRule {
    fileNames = List.copyOf(fileNames);
  }

  /// Whether a file is called as the platform calls its download.
  public boolean names(String fileName) {
    return fileNames.stream()
        .map(glob -> java.util.regex.Pattern.quote(glob).replace("*", "\\E.*\\Q"))
        .anyMatch(fileName::matches);
  }
}
