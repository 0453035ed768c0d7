package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.JsonOutline.Member;
import io.github.latchkey.engine.keys.JsonOutline.Text;
import io.github.latchkey.engine.keys.JsonOutline.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A secret under a name: in a JSON document, in a `.env` file (`APP_SECRET=…`), in a properties
/// file (`app.secret = …`).
///
/// Only names that say so are taken, since `abc=def` may be a secret itself: the one that has
/// "secret" in it, else the one with "key", "token" or "password". Where several have, nothing says
/// which is meant.
///
/// A text of one line may always be a secret itself, base64 with `=` behind it included: there a
/// name has to look like that of a variable. Every value taken is said to be one
/// ([KeyOddity#NAMED_SECRET]).
final class NamedSecret {

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]{0,99})[ \t]*([=:])[ \t]*");

  /// `API_KEY`, `export app_key`, `app.secret`, `appSecret`.
  private static final Pattern VARIABLE =
      Pattern.compile(
          "[A-Z_][A-Z0-9_]*|(?:[a-z0-9]+[._-])*(?:secret|key|token|password|passphrase)"
              + "|(?:api|app|client|secret|signing)(?:Secret|Key|Token)");

  private static final List<List<String>> TELLING =
      List.of(List.of("secret"), List.of("key", "token", "password", "passphrase"));

  private static final List<String> NOT_SECRET =
      List.of(
          "public",
          "keyid",
          "key_id",
          "key-id",
          "key.id",
          "kid",
          "secretid",
          "secret_id",
          "tokenurl",
          "token_url");

  /// Lines of a file that is looked through for names.
  private static final int MOST_LINES = 10_000;

  private record Candidate(String name, int start, int end, Optional<Text> json) {}

  private final byte[] text;
  private final boolean oneLine;
  private final List<Candidate> candidates = new ArrayList<>();

  private NamedSecret(byte[] text) {
    this.text = text;
    this.oneLine = isOneLine(text);
  }

  private static boolean isOneLine(byte[] text) {
    int end = text.length;
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    for (int i = 0; i < end; i++) {
      if (text[i] == '\n') {
        return false;
      }
    }
    return true;
  }

  /// The secret in a JSON document; empty where no name says that there is one.
  static Optional<KeyReading> inJson(byte[] text, Value json, SecretTextReader reader) {
    var named = new NamedSecret(text);
    JsonOutline.objects(json)
        .flatMap(object -> object.members().stream())
        .forEach(named::addMember);
    return named.read(reader, name -> "JSON");
  }

  /// The secret in the lines of a `.env` or properties file; empty where the text is none, or no
  /// name says that there is one.
  static Optional<KeyReading> inLines(byte[] text, SecretTextReader reader) {
    var named = new NamedSecret(text);
    return named.addLines()
        ? named.read(reader, name -> name.contains(".") ? "properties" : ".env")
        : Optional.empty();
  }

  private void addMember(Member member) {
    if (member.value() instanceof Text string && string.end() > string.start()) {
      candidates.add(
          new Candidate(member.name(), string.start(), string.end(), Optional.of(string)));
    }
  }

  /// Whether all lines are assignments, comments or blank, and no more than a file of them has.
  private boolean addLines() {
    int lines = 0;
    for (int start = 0; start < text.length; lines++) {
      int end = start;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      if (lines == MOST_LINES || !addLine(start, end)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private boolean addLine(int lineStart, int lineEnd) {
    int start = lineStart;
    int end = lineEnd;
    while (start < end && isBlank(text[start])) {
      start++;
    }
    while (end > start && isBlank(text[end - 1])) {
      end--;
    }
    if (start == end || text[start] == '#' || text[start] == '!' || text[start] == '[') {
      return true;
    }
    // Only the name becomes a String: at most as much of the line as a name and its sign can have.
    int most = Math.min(end, start + 120);
    int sign = start;
    while (sign < most && text[sign] != '=' && text[sign] != ':') {
      sign++;
    }
    while (sign + 1 < most && (text[sign + 1] == ' ' || text[sign + 1] == '\t')) {
      sign++;
    }
    String head =
        new String(text, start, Math.min(sign + 1, most) - start, StandardCharsets.ISO_8859_1);
    var match = ASSIGNMENT.matcher(head);
    return match.matches()
        && (!oneLine || isVariable(match))
        && addValue(match.group(1), start + head.length(), end);
  }

  /// Whether nobody would take the line for a secret with a sign in it: `secret_live:4f9a` is one.
  private static boolean isVariable(MatchResult match) {
    boolean signAtEnd = match.end(2) == match.end();
    return VARIABLE.matcher(match.group(1)).matches() && !(match.group(2).equals(":") && signAtEnd);
  }

  /// Whether it is a value, which `=` alone is not: the name before it is a secret in base64.
  private boolean addValue(String name, int start, int end) {
    boolean quoted =
        end - start >= 2
            && (text[start] == '"' || text[start] == '\'')
            && text[end - 1] == text[start];
    int from = quoted ? start + 1 : start;
    int to = quoted ? end - 1 : end;
    int signs = from;
    while (signs < to && text[signs] == '=') {
      signs++;
    }
    if (signs < to) {
      candidates.add(new Candidate(name, from, to, Optional.empty()));
    }
    return signs < to || from == to;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private Optional<KeyReading> read(SecretTextReader reader, Function<String, String> container) {
    for (List<String> words : TELLING) {
      List<Candidate> found = candidates.stream().filter(c -> tells(c.name(), words)).toList();
      if (found.size() > 1 && distinct(found) > 1) {
        return Optional.of(
            KeyReading.refused(
                KeyProblem.of(KeyProblemId.SEVERAL_KEYS, Map.of("keys", (long) found.size()))));
      }
      if (!found.isEmpty()) {
        Candidate only = found.getFirst();
        return value(only)
            .map(secret -> reader.read(secret, container.apply(only.name())))
            .map(reading -> reading.with(List.of(KeyOddity.NAMED_SECRET)));
      }
    }
    return Optional.empty();
  }

  private long distinct(List<Candidate> found) {
    Candidate first = found.getFirst();
    return 1
        + found.stream()
            .filter(
                other ->
                    !Arrays.equals(
                        text, first.start(), first.end(), text, other.start(), other.end()))
            .count();
  }

  private Optional<byte[]> value(Candidate candidate) {
    return candidate.json().isPresent()
        ? JsonOutline.unescaped(text, candidate.json().get())
        : Optional.of(Arrays.copyOfRange(text, candidate.start(), candidate.end()));
  }

  private static boolean tells(String name, List<String> words) {
    String lower = name.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains)
        && NOT_SECRET.stream().noneMatch(lower::contains);
  }
}
