package io.github.latchkey.desktop.token;

import io.github.latchkey.desktop.control.FormField;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.ClaimRule.Presence;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The form that a platform asks for: its claims as fields. A field's id is the claim's path, or
/// the header parameter's name behind `header:`.
final class TokenForm {

  static final String HEADER = "header:";

  private static final List<String> COMMON = List.of("alg", "typ");

  private TokenForm() {}

  /// The fields without which the platform refuses a token or advises against it.
  static List<FormField> needed(PlatformProfile platform) {
    return asked(platform)
        .filter(rule -> rule.presence() != Presence.OPTIONAL)
        .map(TokenForm::field)
        .toList();
  }

  /// The fields that may stay empty.
  static List<FormField> more(PlatformProfile platform) {
    return asked(platform)
        .filter(rule -> rule.presence() == Presence.OPTIONAL)
        .map(TokenForm::field)
        .toList();
  }

  /// What a person finds in the fields.
  static Map<String, String> suggested(PlatformProfile platform) {
    Map<String, String> values = new LinkedHashMap<>();
    asked(platform)
        .forEach(
            rule -> {
              if (rule.source() instanceof ClaimRule.Suggested(var value)) {
                values.put(id(rule), text(value));
              }
            });
    return values;
  }

  /// What the platform sets by itself, header parameters first: without times, and without what
  /// every token has.
  static List<Place> fixed(PlatformProfile platform) {
    return rules(platform)
        .filter(rule -> !rule.isAsked() && !(rule.source() instanceof ClaimRule.Clocked))
        .map(ClaimRule::place)
        .filter(place -> !COMMON.contains(place.label()))
        .toList();
  }

  private static Stream<ClaimRule> asked(PlatformProfile platform) {
    return rules(platform).filter(ClaimRule::isAsked);
  }

  private static Stream<ClaimRule> rules(PlatformProfile platform) {
    return Stream.concat(platform.header().stream(), platform.claims().stream());
  }

  private static FormField field(ClaimRule rule) {
    return new FormField(
        id(rule),
        rule.label(),
        rule.help(),
        "",
        rule.presence() == Presence.REQUIRED,
        choices(rule));
  }

  private static List<String> choices(ClaimRule rule) {
    boolean truth =
        switch (rule.type()) {
          case BOOLEAN, TEXT_BOOLEAN, EITHER_BOOLEAN -> true;
          default -> false;
        };
    return truth && rule.allowed().isEmpty()
        ? List.of("true", "false")
        : rule.allowed().stream().map(TokenForm::text).toList();
  }

  private static String id(ClaimRule rule) {
    return rule.place() instanceof Place.Header(var name) ? HEADER + name : rule.place().label();
  }

  /// A value as a person would type it.
  static String text(Json value) {
    return value instanceof JsonString(var text) ? text : value.compact();
  }
}
