package io.github.latchkey.desktop.inspect;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Verdict;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The verdict in the coloured bar.
///
/// @param icon the name of its Ikonli icon
/// @param word the sentence that stands out
/// @param text platform, signer and counts
record VerdictText(Tone tone, String icon, String word, String text) {

  static VerdictText of(InspectedToken token, Wording wording) {
    Verdict verdict = token.verdict();
    String key = "inspect.verdict." + verdict.id();
    String worst =
        token.findings().stream()
            .findFirst()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(finding -> wording.finding(finding).what())
            .orElse("");
    String word = wording.text(key, Map.of("reason", worst));
    String text =
        Stream.of(platform(token, wording), signer(token, wording), counts(token, wording))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    return switch (verdict) {
      case ACCEPTED -> new VerdictText(Tone.GOOD, "fth-check-circle", word, text);
      case REFUSED -> new VerdictText(Tone.ERROR, "fth-x", word, text);
      case UNVERIFIED -> new VerdictText(Tone.WARNING, "fth-help-circle", word, text);
    };
  }

  private static String platform(InspectedToken token, Wording wording) {
    return token
        .platform()
        .map(profile -> wording.text("inspect.platform", Map.of("platform", profile.name())))
        .orElseGet(() -> wording.text("inspect.platform.none"));
  }

  private static String signer(InspectedToken token, Wording wording) {
    Optional<String> signer = token.signature().credential();
    return signer.map(name -> wording.text("inspect.signer", Map.of("name", name))).orElse("");
  }

  private static String counts(InspectedToken token, Wording wording) {
    return Stream.of(
            count(token, Severity.ERROR, "errors", wording),
            count(token, Severity.WARNING, "warnings", wording))
        .filter(part -> !part.isEmpty())
        .collect(
            Collectors.collectingAndThen(Collectors.joining(", "), t -> t.isEmpty() ? t : t + "."));
  }

  private static String count(
      InspectedToken token, Severity severity, String key, Wording wording) {
    long n = token.findings().stream().map(Finding::severity).filter(severity::equals).count();
    return n == 0
        ? ""
        : wording.text("inspect." + key + (n == 1 ? ".one" : ".many"), Map.of("n", n));
  }
}
