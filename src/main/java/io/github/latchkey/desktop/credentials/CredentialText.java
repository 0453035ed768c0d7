package io.github.latchkey.desktop.credentials;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.TokenCreation;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.engine.JwsAlgorithm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What is said of a credential in the list and above its details.
public record CredentialText(Wording wording, Instant now) {

  /// Whether its key should have been replaced before today.
  static boolean isOverdue(Credential credential, LocalDate today) {
    return credential.rotateBy().filter(today::isAfter).isPresent();
  }

  /// A word beside a credential, and its colour.
  record Mark(String word, Tone tone) {}

  /// The badges of a credential in the list: what should be seen to, then its environment.
  List<Mark> badges(Credential credential) {
    var badges = new ArrayList<Mark>();
    if (isOverdue(credential, today())) {
      badges.add(new Mark(wording.text("credentials.overdue"), Tone.WARNING));
    }
    credential.environment().ifPresent(word -> badges.add(new Mark(word, tone(word))));
    return badges;
  }

  private LocalDate today() {
    return now.atZone(wording.zone()).toLocalDate();
  }

  /// Production stands out, since a mistake there is seen by customers.
  static Tone tone(String environment) {
    return switch (environment.toLowerCase(Locale.ROOT)) {
      case "production", "prod", "live" -> Tone.ERROR;
      case "staging", "stage", "test", "testing", "development", "dev" -> Tone.NOTE;
      default -> Tone.PLAIN;
    };
  }

  /// The second line of a credential in the list.
  public String subtitle(Credential credential) {
    Optional<String> detail =
        credential.platform().fields().stream()
            .flatMap(field -> Optional.ofNullable(credential.fields().get(field.id())).stream())
            .findFirst();
    Map<String, Object> facts =
        Map.of(
            "platform", credential.platform().name(),
            "algorithm", algorithm(credential),
            "detail", detail.orElse(""));
    return wording.text(
        detail.isPresent() ? "credentials.subtitle.detail" : "credentials.subtitle", facts);
  }

  /// The line under the name in the details.
  public String summary(Credential credential) {
    return wording.text(
        "credentials.summary",
        Map.of(
            "platform", credential.platform().name(),
            "key", wording.key(credential.key().description()),
            "algorithm", algorithm(credential),
            "date", wording.date(credential.imported().atZone(wording.zone()).toLocalDate())));
  }

  private static String algorithm(Credential credential) {
    return TokenCreation.algorithms(credential).stream()
        .findFirst()
        .or(() -> credential.platform().algorithms().stream().findFirst())
        .map(JwsAlgorithm::name)
        .orElse("");
  }
}
