package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyOddity;
import io.github.latchkey.engine.keys.KeyProblem;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.platform.FieldRule;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns kinds, ids and facts into the sentences of the bundle. The only place where a person's
/// words are chosen, for both faces.
///
/// A text has named holes, `{by}`, filled with facts: durations as amounts, instants as times of
/// this zone. Whatever comes from a token or a file is made harmless first: no control or
/// direction-changing character reaches a terminal.
public final class Wording {

  private static final Pattern HOLE = Pattern.compile("\\{([a-zA-Z0-9]+)\\}");
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\u2028\\u2029]");
  private static final int LONGEST_FACT = 300;
  private static final int RECOVERY_KEY_LENGTH = 56;

  /// Facts that are ids of the rooms, with words of their own in the bundle (`word.<id>`).
  private static final Set<String> ID_FACTS =
      Set.of("reason", "why", "what", "type", "form", "kind", "part", "expected", "shape");

  private final Locale locale;
  private final ResourceBundle bundle;
  private final ZoneId zone;
  private final boolean commandLine;
  private final DateTimeFormatter momentFormat;
  private final DateTimeFormatter dateFormat;
  private final DateTimeFormatter timeFormat;

  /// The sentences of a language, with times in this zone.
  public Wording(Locale locale, ZoneId zone) {
    this(locale, zone, false);
  }

  private Wording(Locale locale, ZoneId zone, boolean commandLine) {
    this.locale = locale;
    this.commandLine = commandLine;
    this.bundle = ResourceBundle.getBundle("i18n.messages", locale, Wording.class.getModule());
    this.zone = zone;
    this.momentFormat = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss z", locale).withZone(zone);
    this.dateFormat = DateTimeFormatter.ofPattern("d MMM uuuu", locale);
    this.timeFormat = DateTimeFormatter.ofPattern("HH:mm", locale).withZone(zone);
  }

  /// The same sentences, with advice that names options and commands where there is such
  /// (`.advice.cli`).
  public Wording forCommandLine() {
    return new Wording(locale, zone, true);
  }

  /// The bundle itself, for FXML files.
  public ResourceBundle bundle() {
    return bundle;
  }

  /// The zone that times are shown in.
  public ZoneId zone() {
    return zone;
  }

  /// A text without holes.
  public String text(String key) {
    return text(key, Map.of());
  }

  /// A text with its holes filled.
  public String text(String key, Map<String, ?> facts) {
    return fill(bundle.getString(key), facts);
  }

  /// What went wrong and what to do.
  public Sentence error(FaultException fault) {
    String key = "error." + fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (fault.kind() == VaultException.Kind.RECOVERY_KEY_MISTYPED
        && Integer.valueOf(0).equals(fault.facts().get("group"))) {
      boolean whole = Integer.valueOf(RECOVERY_KEY_LENGTH).equals(fault.facts().get("length"));
      return sentence(key + (whole ? ".several" : ".length"), fault.facts());
    }
    if (fault.kind() == VaultException.Kind.VAULT_TOO_LARGE
        && fault.facts().containsKey("mostMiB")) {
      return sentence(key + ".save", fault.facts());
    }
    return sentence(fault.facts().containsKey("copy") ? key + ".copy" : key, fault.facts());
  }

  /// A finding; a platform's own words go before those of the bundle.
  public Sentence finding(Finding finding) {
    if (finding.facts().get("message") instanceof String message) {
      String advice = finding.facts().get("advice") instanceof String text ? text : "";
      return new Sentence(visible(message), visible(advice));
    }
    Map<String, Object> facts = new HashMap<>(finding.facts());
    facts.put("about", finding.about());
    String variant = finding.facts().get("variant") instanceof String name ? "." + name : "";
    if (finding.id() == FindingId.NO_MATCHING_KEY
        && Long.valueOf(0).equals(finding.facts().get("tried"))) {
      variant = ".none";
    }
    return sentence("finding." + finding.id().id() + variant, facts);
  }

  /// What a person has to be told about a vault that was opened.
  public Sentence warning(VaultWarning warning) {
    return switch (warning) {
      case VaultWarning.RolledBack back ->
          sentence("warning.rolled-back", drift(back.file(), back.remembered(), back.found()));
      case VaultWarning.EarlierKey earlier ->
          sentence("warning.earlier-key", Map.of("file", earlier.file()));
      case VaultWarning.WentApart apart ->
          sentence("warning.went-apart", drift(apart.file(), apart.remembered(), apart.found()));
      case VaultWarning.Large large ->
          sentence(
              "warning.large",
              Map.of("file", large.file(), "mib", large.mib(), "mostMiB", large.mostMiB()));
      case VaultWarning.NotMerged left ->
          sentence(
              "warning.not-merged",
              Map.of("file", left.copy().file(), "written", left.copy().written()));
    };
  }

  private static Map<String, Object> drift(Path file, long remembered, long found) {
    return Map.of("file", file, "remembered", remembered, "found", found);
  }

  /// What is wrong with a key file.
  public Sentence keyProblem(KeyProblem problem) {
    return sentence("key.problem." + problem.id().id() + variant(problem), problem.facts());
  }

  private static String variant(KeyProblem problem) {
    Map<String, Object> facts = problem.facts();
    return switch (problem.id()) {
      case DAMAGED ->
          facts.containsKey("encoding") ? ".encoding" : facts.containsKey("line") ? "" : ".whole";
      case TOO_LARGE -> facts.containsKey("objects") ? ".objects" : "";
      case SEVERAL_KEYS ->
          facts.containsKey("beside")
              ? ".beside"
              : Long.valueOf(1).equals(facts.get("keys")) ? ".one" : "";
      default -> "";
    };
  }

  /// What was odd about a key file that was read all the same.
  public String keyOddity(KeyOddity oddity) {
    return text("key.oddity." + oddity.id());
  }

  /// What should be seen to, and how.
  public Sentence health(HealthFinding finding) {
    Map<String, Object> facts = new HashMap<>(finding.facts());
    facts.put("names", finding.names());
    return sentence("health." + finding.id().id(), facts);
  }

  /// What a key is, in a few words: "RSA private key, 2048 bits, PKCS#8 PEM".
  public String key(KeyDescription key) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("bits", key.bits());
    facts.put("bytes", key.bits() / 8);
    facts.put("container", key.container());
    facts.put("encoding", key.encoding().map(encoding -> encoding.id()).orElse(""));
    return text("key.kind." + key.kind().id(), facts);
  }

  /// What a credential's field is called, by the name that the vault has for it.
  public String field(String field, PlatformProfile platform) {
    if (field.startsWith(CredentialRecord.FIELD)) {
      String id = field.substring(CredentialRecord.FIELD.length());
      return platform.field(id).map(FieldRule::label).orElse(visible(id));
    }
    String key =
        switch (field) {
          case "rotateBy" -> "credential.rotate-by";
          case CredentialRecord.SECRET -> "credential.key";
          default -> "credential." + field;
        };
    return bundle.containsKey(key) ? bundle.getString(key) : visible(field);
  }

  /// Until when a key's certificate is valid, or that it is not any more.
  public String certificate(Instant end, Instant now) {
    return text(
        end.isAfter(now) ? "key.certificate.valid" : "key.certificate.expired", Map.of("end", end));
  }

  /// An amount of time in its two largest units: "3 h 12 min", "15 min", "45 s".
  public String amount(Duration duration) {
    Duration positive = duration.abs();
    long days = positive.toDays();
    if (days >= 730) {
      return text("amount.years", Map.of("years", days / 365));
    }
    List<String> parts =
        List.of(
                part("amount.days", days),
                part("amount.hours", positive.toHoursPart()),
                part("amount.minutes", positive.toMinutesPart()),
                part("amount.seconds", positive.toSecondsPart()))
            .stream()
            .dropWhile(String::isEmpty)
            .limit(2)
            .filter(part -> !part.isEmpty())
            .toList();
    return parts.isEmpty() ? text("amount.seconds", Map.of("n", 0)) : String.join(" ", parts);
  }

  private String part(String key, long n) {
    return n == 0 ? "" : text(key, Map.of("n", n));
  }

  /// A moment seen from another: "in 4 min", "3 h 12 min ago", "now".
  public String relative(Instant moment, Instant now) {
    Duration distance =
        Duration.between(now, moment).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
    if (distance.isZero()) {
      return text("relative.now");
    }
    return text(
        distance.isNegative() ? "relative.past" : "relative.future",
        Map.of("amount", amount(distance)));
  }

  /// A moment with date, seconds and zone.
  public String moment(Instant moment) {
    return momentFormat.format(moment);
  }

  /// The time of day alone.
  public String timeOfDay(Instant moment) {
    return timeFormat.format(moment);
  }

  /// A date.
  public String date(LocalDate date) {
    return dateFormat.format(date);
  }

  /// A fingerprint in groups of four hex digits, and of what it is one. ssh-keygen hashes another
  /// form of the key and writes `SHA256:` before it: nobody must take one for the other.
  public String fingerprint(String hex) {
    return text("key.fingerprint", Map.of("print", groups(hex)));
  }

  /// Hex digits in groups of four, where a label says what they are.
  public String groups(String hex) {
    return hex.replaceAll("(.{4})(?=.)", "$1 ");
  }

  /// Text from outside with every character that is not seen, or that changes how others are seen,
  /// written as `\\u200e`.
  public static String visible(String text) {
    String shown = text.length() <= LONGEST_FACT ? text : text.substring(0, LONGEST_FACT) + "…";
    return UNSEEN
        .matcher(shown)
        .replaceAll(
            unseen ->
                Matcher.quoteReplacement(String.format("\\u%04x", unseen.group().codePointAt(0))));
  }

  /// The verdict over a token in one or two lines: the word with the worst reason, then who signed
  /// it and the counts.
  public String verdict(InspectedToken token) {
    return headline(token) + System.lineSeparator() + summary(token);
  }

  /// The verdict's first line: "✗ Refused: it expired 3 h 12 min ago."
  public String headline(InspectedToken token) {
    String worst =
        token.findings().stream()
            .findFirst()
            .filter(finding -> finding.severity() == Severity.ERROR)
            .map(finding -> finding(finding).what())
            .orElse("");
    return text("verdict." + token.verdict().id(), Map.of("worst", worst));
  }

  /// The verdict's second line: "A Clan Meeting token, signed by our key clan-prod. 1 error, 2
  /// warnings."
  public String summary(InspectedToken token) {
    String kind =
        token.platform().isPresent()
            ? text("verdict.platform", Map.of("platform", token.platform().get().name()))
            : text("verdict.no-platform");
    String signer =
        token.signature().credential().isPresent()
            ? text("verdict.signer", Map.of("name", token.signature().credential().get()))
            : text("verdict.signature-" + signatureWord(token));
    return kind
        + " "
        + signer
        + " "
        + count(token, Severity.ERROR)
        + ", "
        + count(token, Severity.WARNING)
        + ".";
  }

  private static String signatureWord(InspectedToken token) {
    boolean tried =
        token.findings().stream()
            .anyMatch(
                finding ->
                    finding.id() == FindingId.NO_MATCHING_KEY
                        && !Long.valueOf(0).equals(finding.facts().get("tried")));
    return tried ? "foreign" : token.signature().status().id();
  }

  private String count(InspectedToken token, Severity severity) {
    long count =
        token.findings().stream().filter(finding -> finding.severity() == severity).count();
    String form = count == 0 ? "none" : count == 1 ? "one" : "many";
    return text(
        "count." + severity.name().toLowerCase(Locale.ROOT) + "." + form, Map.of("n", count));
  }

  private Sentence sentence(String key, Map<String, ?> facts) {
    String advice = key + ".advice";
    boolean forTerminal = commandLine && bundle.containsKey(advice + ".cli");
    return new Sentence(text(key, facts), optional(forTerminal ? advice + ".cli" : advice, facts));
  }

  private String optional(String key, Map<String, ?> facts) {
    return bundle.containsKey(key) ? text(key, facts) : "";
  }

  private String fill(String text, Map<String, ?> facts) {
    return HOLE.matcher(text)
        .replaceAll(
            hole ->
                Matcher.quoteReplacement(
                    facts.containsKey(hole.group(1))
                        ? fact(hole.group(1), facts.get(hole.group(1)))
                        : "?"));
  }

  private String fact(String name, Object fact) {
    return switch (fact) {
      case Duration duration -> amount(duration);
      case Instant moment -> moment(moment);
      case LocalDate date -> date(date);
      case List<?> list ->
          list.stream()
              .map(element -> ID_FACTS.contains(name) ? word(element) : visible(element.toString()))
              .collect(Collectors.joining(", "));
      default -> ID_FACTS.contains(name) ? word(fact) : visible(fact.toString());
    };
  }

  /// The word for an id that a room gave as a fact; the id itself where the bundle has none.
  private String word(Object id) {
    if (id.toString().startsWith("missing-")) {
      return text(
          "word.missing-member", Map.of("name", id.toString().substring("missing-".length())));
    }
    String key = "word." + id;
    return bundle.containsKey(key) ? bundle.getString(key) : visible(id.toString());
  }
}
