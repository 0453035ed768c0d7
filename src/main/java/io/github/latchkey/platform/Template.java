package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text with holes: `https://{field.domain}/[{field.tenant}/]{claim.room}?jwt={token}`. A hole
/// names a [Place], or one of the words that its user supplies (`token`, `uuid`, `date`). A part in
/// square brackets falls away when a hole in it is empty.
public record Template(String text) {

  private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)(\\.[^{}]+)?\\}");
  private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^\\[\\]]*)\\]");

  /// The places that the holes name, in order; words are not among them.
  public List<Place> places() {
    List<Place> places = new ArrayList<>();
    Matcher holes = HOLE.matcher(text);
    while (holes.find()) {
      if (holes.group(2) != null) {
        places.add(Place.of(holes.group(1) + holes.group(2)));
      }
    }
    return places;
  }

  /// Fills the holes; empty where a hole outside of brackets has no value. A template that is one
  /// single hole for a place keeps the value's JSON type.
  public Optional<Json> fill(TokenView token, Function<String, Optional<String>> words) {
    Matcher whole = HOLE.matcher(text);
    if (whole.matches() && whole.group(2) != null) {
      return Place.of(whole.group(1) + whole.group(2)).in(token);
    }
    return fillText(token, words, UnaryOperator.identity()).map(JsonString::new);
  }

  /// Fills the holes as text, each value passed through the encoding (percent-encoding for a link).
  public Optional<String> fillText(
      TokenView token, Function<String, Optional<String>> words, UnaryOperator<String> encoding) {
    Matcher parts = OPTIONAL_PART.matcher(text);
    var shortened = new StringBuilder();
    while (parts.find()) {
      boolean complete = fillHoles(parts.group(1), token, words, encoding).isPresent();
      parts.appendReplacement(shortened, Matcher.quoteReplacement(complete ? parts.group(1) : ""));
    }
    parts.appendTail(shortened);
    return fillHoles(shortened.toString(), token, words, encoding);
  }

  private static Optional<String> fillHoles(
      String text,
      TokenView token,
      Function<String, Optional<String>> words,
      UnaryOperator<String> encoding) {
    Matcher holes = HOLE.matcher(text);
    var filled = new StringBuilder();
    while (holes.find()) {
      Optional<String> value =
          holes.group(2) == null
              ? words.apply(holes.group(1))
              : Place.of(holes.group(1) + holes.group(2)).in(token).map(Template::asText);
      if (value.isEmpty() || value.get().isEmpty()) {
        return Optional.empty();
      }
      holes.appendReplacement(filled, Matcher.quoteReplacement(encoding.apply(value.get())));
    }
    holes.appendTail(filled);
    return Optional.of(filled.toString());
  }

  /// A value as it stands in a text: a string without its quotes, anything else as compact JSON.
  public static String asText(Json value) {
    return value instanceof JsonString(var text) ? text : value.compact();
  }
}
