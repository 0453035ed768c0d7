package io.github.latchkey.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Credentials with the text that a search looks at, made once and not at every keystroke.
///
/// Unchangeable; safe for several threads.
public final class CredentialSearch {

  private record Entry(Credential credential, String text) {}

  private final List<Entry> entries;

  /// A search among these, which keeps their order.
  public CredentialSearch(List<Credential> credentials) {
    entries = credentials.stream().map(each -> new Entry(each, text(each))).toList();
  }

  /// Those in which every word of the query stands somewhere, whatever the case; all of them where
  /// it has no word.
  public List<Credential> find(String query) {
    List<String> words = words(query);
    return entries.stream()
        .filter(entry -> words.stream().allMatch(entry.text::contains))
        .map(Entry::credential)
        .toList();
  }

  static boolean matches(Credential credential, String query) {
    return words(query).stream().allMatch(text(credential)::contains);
  }

  private static List<String> words(String query) {
    return Stream.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static String text(Credential credential) {
    var text = new StringBuilder();
    Stream.of(
            Stream.of(
                credential.name(),
                credential.platform().name(),
                credential.platform().id(),
                credential.environment().orElse(""),
                credential.note().orElse("")),
            credential.fields().values().stream(),
            credential.tags().stream(),
            credential.key().description().fingerprint().stream(),
            credential.platform().algorithms().stream().map(Enum::name))
        .flatMap(part -> part)
        .forEach(part -> text.append(part).append('\n'));
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
