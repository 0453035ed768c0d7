package io.github.latchkey.engine.inspect;

import java.util.Map;

/// Something to be said about a token: an id with facts, no sentence.
///
/// @param about the claim, header or part; "" for the whole token
/// @param facts Duration, Instant, Long, String or a list of String each, by the names that
///   [FindingId] gives; copied
public record Finding(FindingId id, Severity severity, String about, Map<String, Object> facts) {

  public Finding {
    facts = Map.copyOf(facts);
  }

  /// A finding of the usual severity.
  public static Finding of(FindingId id, String about, Map<String, ?> facts) {
    return new Finding(id, id.severity(), about, Map.copyOf(facts));
  }

  /// The same with another severity, as a platform's rules may ask.
  public Finding withSeverity(Severity s) {
    return new Finding(id, s, about, facts);
  }

  /// What a finding may quote from a token: a header of a megabyte is no sentence.
  static String excerpt(String text) {
    int longest = 200;
    return text.length() <= longest ? text : text.substring(0, longest);
  }
}
