package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One thing that can be true of a token: a place and what is asked of it.
public record Condition(Place place, Test test) {

  /// Text longer than this is not matched against a pattern; a claim that a person reads is
  /// shorter.
  private static final int LONGEST_MATCHED = 512;

  /// What is asked.
  public sealed interface Test {}

  /// There is a value.
  public record Present() implements Test {}

  /// There is none.
  public record Missing() implements Test {}

  /// There is a value and it is this one.
  public record Equal(Json value) implements Test {}

  /// There is a value, the template can be filled, and they differ.
  public record Unlike(Template other) implements Test {}

  /// There is a text, the template can be filled, and the text does not begin with it.
  public record NotStartingWith(Template beginning) implements Test {}

  /// There is a text and the whole of it matches.
  public record Matching(Pattern pattern) implements Test {}

  /// There is a text and it does not match as a whole.
  public record NotMatching(Pattern pattern) implements Test {}

  /// The places whose values it depends on.
  List<Place> places() {
    List<Place> others =
        switch (test) {
          case Unlike(var template) -> template.places();
          case NotStartingWith(var template) -> template.places();
          default -> List.of();
        };
    return Stream.concat(Stream.of(place), others.stream()).toList();
  }

  /// Whether it is true of this token.
  public boolean holds(TokenView token) {
    Optional<Json> value = place.in(token);
    return switch (test) {
      case Present() -> value.isPresent();
      case Missing() -> value.isEmpty();
      case Equal(var wanted) -> value.filter(wanted::equals).isPresent();
      case Unlike(var template) -> {
        Optional<Json> other = template.fill(token, word -> Optional.empty());
        yield value.isPresent() && other.isPresent() && !value.equals(other);
      }
      case NotStartingWith(var template) -> {
        Optional<String> beginning =
            template.fillText(token, word -> Optional.empty(), part -> part);
        yield value.isPresent()
            && beginning.isPresent()
            && !(value.get() instanceof JsonString(var text) && text.startsWith(beginning.get()));
      }
      case Matching(var pattern) -> matches(value, pattern).orElse(false);
      case NotMatching(var pattern) -> !matches(value, pattern).orElse(true);
    };
  }

  private static Optional<Boolean> matches(Optional<Json> value, Pattern pattern) {
    return value
        .flatMap(
            json -> json instanceof JsonString(var text) ? Optional.of(text) : Optional.empty())
        .map(text -> text.length() <= LONGEST_MATCHED && pattern.matcher(text).matches());
  }
}
