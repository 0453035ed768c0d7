package io.github.latchkey.app;

import io.github.latchkey.app.HealthFinding.Id;
import io.github.latchkey.vault.RecoverySlot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Looks an open vault over: what is weak, overdue, double, broken, or would be lost.
public final class Health {

  /// How old the newest backup may be, and how far away a rotate-by date is told of.
  private static final long DAYS = 30;

  private final VaultSession session;
  private final Clock clock;
  private final ZoneId zone;

  private final Supplier<Optional<Instant>> newestBackup;

  Health(VaultSession session, Clock clock, ZoneId zone, Supplier<Optional<Instant>> newestBackup) {
    this.session = session;
    this.clock = clock;
    this.zone = zone;
    this.newestBackup = newestBackup;
  }

  /// All that should be seen to, the worst first. Takes every key out of the vault for a moment:
  /// not for a thread that draws. An interrupt ends it early, with what was found until then.
  public List<HealthFinding> check() {
    List<Credential> credentials = session.credentials();
    List<HealthFinding> findings = new ArrayList<>(ofTheVault());
    findings.addAll(doubles(credentials));
    var keys = new KeyHealth(session);
    for (Credential credential : credentials) {
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      findings.addAll(keys.check(credential));
      rotation(credential).ifPresent(findings::add);
      certificate(credential).ifPresent(findings::add);
    }
    return findings.stream()
        .sorted(
            Comparator.comparing((HealthFinding finding) -> finding.id().severity())
                .thenComparing(HealthFinding::id))
        .toList();
  }

  private List<HealthFinding> ofTheVault() {
    List<HealthFinding> findings = new ArrayList<>();
    if (session.hasUnsavedChanges()) {
      findings.add(HealthFinding.aboutTheVault(Id.UNSAVED, Map.of()));
    }
    if (session.summary().slots().stream().noneMatch(RecoverySlot.class::isInstance)) {
      findings.add(HealthFinding.aboutTheVault(Id.NO_RECOVERY_KEY, Map.of()));
    }
    int earlier = session.access().earlierCopies().size();
    if (earlier > 0) {
      findings.add(HealthFinding.aboutTheVault(Id.EARLIER_PASSWORD, Map.of("count", earlier)));
    }
    backup(newestBackup.get()).ifPresent(findings::add);
    return findings;
  }

  private Optional<HealthFinding> backup(Optional<Instant> newest) {
    if (newest.isEmpty()) {
      return Optional.of(HealthFinding.aboutTheVault(Id.NO_BACKUP, Map.of()));
    }
    long days = Duration.between(newest.get(), clock.instant()).toDays();
    return days < DAYS
        ? Optional.empty()
        : Optional.of(
            HealthFinding.aboutTheVault(
                Id.OLD_BACKUP,
                Map.of("date", LocalDate.ofInstant(newest.get(), zone), "days", days)));
  }

  private Optional<HealthFinding> rotation(Credential credential) {
    if (credential.rotateBy().isEmpty()) {
      return Optional.empty();
    }
    LocalDate date = credential.rotateBy().get();
    long days = date.toEpochDay() - LocalDate.ofInstant(clock.instant(), zone).toEpochDay();
    if (days > DAYS) {
      return Optional.empty();
    }
    return Optional.of(
        HealthFinding.about(
            days < 0 ? Id.ROTATION_OVERDUE : Id.ROTATION_DUE,
            credential,
            Map.of("date", date, "days", Math.abs(days))));
  }

  private Optional<HealthFinding> certificate(Credential credential) {
    return credential
        .key()
        .description()
        .certificateEnd()
        .filter(end -> end.isBefore(clock.instant()))
        .map(end -> Map.<String, Object>of("date", LocalDate.ofInstant(end, zone)))
        .map(facts -> HealthFinding.about(Id.CERTIFICATE_EXPIRED, credential, facts));
  }

  private List<HealthFinding> doubles(List<Credential> credentials) {
    List<HealthFinding> findings = new ArrayList<>();
    Map<String, Long> names =
        credentials.stream()
            .collect(Collectors.groupingBy(Credential::name, Collectors.counting()));
    names.forEach(
        (name, count) -> {
          if (count > 1) {
            findings.add(new HealthFinding(Id.SAME_NAME, List.of(name), Map.of("count", count)));
          }
        });
    Map<String, List<String>> byPrint =
        credentials.stream()
            .filter(credential -> credential.key().description().fingerprint().isPresent())
            .collect(
                Collectors.groupingBy(
                    credential -> credential.key().description().fingerprint().orElseThrow(),
                    Collectors.mapping(Credential::name, Collectors.toList())));
    byPrint.values().stream()
        .filter(same -> same.size() > 1)
        .forEach(same -> findings.add(new HealthFinding(Id.SAME_KEY, same, Map.of())));
    Map<String, String> byId =
        credentials.stream()
            .filter(credential -> credential.key().isSecret())
            .collect(Collectors.toMap(Credential::id, Credential::name));
    session.vault().equalSecrets(byId.keySet(), CredentialRecord.SECRET).stream()
        .map(ids -> ids.stream().map(byId::get).sorted().toList())
        .forEach(same -> findings.add(new HealthFinding(Id.SAME_KEY, same, Map.of())));
    return findings;
  }
}
