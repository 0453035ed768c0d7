package io.github.latchkey.platform;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimRule.Constant;
import io.github.latchkey.platform.ClaimRule.Made;
import io.github.latchkey.platform.ClaimRule.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges a token by its platform's file: what the platform would refuse, and what its documents
/// advise against.
///
/// The same rules serve a form that is being filled in and a token that somebody sent. What the JWT
/// rules alone say (expired, not yet valid) is not repeated here.
public final class PlatformRules {

  private final PlatformProfile profile;
  private final TokenView token;
  private final List<Finding> findings = new ArrayList<>();

  private PlatformRules(PlatformProfile profile, TokenView token) {
    this.profile = profile;
    this.token = token;
  }

  /// Everything that is wrong or unwise, in the order of the platform's file.
  public static List<Finding> judge(PlatformProfile profile, TokenView token) {
    List<Finding> all = new ArrayList<>();
    judgements(profile).forEach(judgement -> all.addAll(judgement.of(token)));
    return List.copyOf(all);
  }

  /// The same, one by one, each with the places whose values it depends on.
  public static List<Judgement> judgements(PlatformProfile profile) {
    List<Judgement> all = new ArrayList<>();
    Place alg = new Place.Header("alg");
    all.add(judgement(profile, List.of(alg), PlatformRules::algorithm));
    Stream.concat(profile.header().stream(), profile.claims().stream())
        .map(rule -> judgement(profile, places(rule), rules -> rules.judge(rule)))
        .forEach(all::add);
    all.add(judgement(profile, List.of(), PlatformRules::misspellings));
    profile.checks().stream()
        .map(check -> judgement(profile, places(check), rules -> rules.check(check)))
        .forEach(all::add);
    return all;
  }

  private static Judgement judgement(
      PlatformProfile profile, List<Place> places, Consumer<PlatformRules> rule) {
    return new Judgement(
        places,
        token -> {
          var rules = new PlatformRules(profile, token);
          rule.accept(rules);
          return rules.findings;
        });
  }

  private static List<Place> places(ClaimRule rule) {
    Stream<Place> made =
        rule.source() instanceof Made(var template) ? template.places().stream() : Stream.empty();
    return Stream.concat(Stream.of(rule.place()), made).toList();
  }

  private static List<Place> places(CheckRule check) {
    return check.conditions().stream().flatMap(condition -> condition.places().stream()).toList();
  }

  private void algorithm() {
    token
        .header()
        .text("alg")
        .filter(alg -> profile.algorithms().stream().map(JwsAlgorithm::name).noneMatch(alg::equals))
        .ifPresent(
            alg ->
                add(
                    FindingId.ALG_NOT_ALLOWED,
                    "alg",
                    Map.of(
                        "found",
                        alg,
                        "allowed",
                        profile.algorithms().stream()
                            .map(Enum::name)
                            .collect(Collectors.joining(", ")))));
  }

  private void judge(ClaimRule rule) {
    Optional<Json> value = rule.place().in(token);
    if (rule.place().equals(new Place.Header("alg"))) {
      return; // judged by the list of algorithms, and by the JWT rules where it is missing
    }
    if (value.isEmpty()) {
      missing(rule);
    } else if (!rule.type().accepts(value.get())) {
      wrongType(rule, value.get());
    } else {
      wrongValue(rule, value.get());
    }
  }

  private void missing(ClaimRule rule) {
    if (rule.presence() == Presence.OPTIONAL
        || rule.source() instanceof ClaimRule.Clocked(var moment, var always)
            && moment == ClaimRule.Moment.END) {
      return;
    }
    Severity severity = rule.presence() == Presence.REQUIRED ? Severity.ERROR : Severity.WARNING;
    FindingId id =
        switch (rule.place()) {
          case Place.Header(var name) when name.equals("kid") -> FindingId.KID_MISSING;
          case Place.Header(var name) when name.equals("typ") -> FindingId.TYP_MISSING;
          default -> FindingId.CLAIM_MISSING;
        };
    addAs(severity, id, rule, Map.of());
  }

  private void wrongType(ClaimRule rule, Json value) {
    boolean audienceList = rule.place().label().equals("aud") && value instanceof JsonArray;
    if (rule.type() == ClaimType.TIME) {
      return; // the JWT rules say exactly what is wrong with a time
    }
    if (audienceList) {
      add(FindingId.AUDIENCE_ARRAY, "aud", Map.of());
    } else {
      add(
          FindingId.CLAIM_TYPE,
          rule.place().label(),
          Map.of("type", rule.type().id(), "found", shown(value)));
    }
  }

  private void wrongValue(ClaimRule rule, Json value) {
    Optional<Json> wanted =
        switch (rule.source()) {
          case Constant(var constant) -> Optional.of(constant);
          case Made(var template) -> template.fill(token, word -> Optional.empty());
          default -> Optional.empty();
        };
    if (wanted.isPresent() && !wanted.get().equals(value)) {
      boolean kid = rule.place().equals(new Place.Header("kid"));
      addAs(
          rule.otherwise(),
          kid ? FindingId.KID_MISMATCH : FindingId.CLAIM_VALUE,
          rule,
          Map.of("wanted", shown(wanted.get()), "found", shown(value)));
    } else if (!rule.allowed().isEmpty() && !rule.allowed().contains(value)) {
      String allowed =
          rule.allowed().stream().map(PlatformRules::shown).collect(Collectors.joining(", "));
      add(
          FindingId.CLAIM_VALUE,
          rule.place().label(),
          Map.of("wanted", allowed, "found", shown(value)));
    } else if (value instanceof JsonString(var text)) {
      wrongText(rule, text);
    }
  }

  private void wrongText(ClaimRule rule, String text) {
    rule.form()
        .filter(form -> new Condition(rule.place(), new Condition.NotMatching(form)).holds(token))
        .ifPresent(
            form ->
                add(
                    rule.formFinding(),
                    rule.place().label(),
                    Map.of("found", shown(new JsonString(text)), "said", rule.help())));
    if (rule.longest() > 0 && text.length() > rule.longest()) {
      add(
          FindingId.CLAIM_VALUE,
          rule.place().label(),
          Map.of("variant", "length", "length", text.length(), "longest", rule.longest()));
    }
  }

  /// A claim that nobody asked for and that differs from a missing one only in case, dashes,
  /// underscores or one letter.
  private void misspellings() {
    for (ClaimRule rule : profile.claims()) {
      if (rule.place() instanceof Place.Claim(var path)
          && path.names().size() == 1
          && path.in(token.payload()).isEmpty()) {
        String wanted = path.names().getFirst();
        token.payload().members().stream()
            .map(member -> member.name())
            .filter(
                name ->
                    profile.claim(new ClaimPath(List.of(name.isEmpty() ? "?" : name))).isEmpty())
            .filter(name -> Spelling.isNear(name, wanted))
            .findFirst()
            .ifPresent(name -> add(FindingId.CLAIM_MISSPELT, name, Map.of("wanted", wanted)));
      }
    }
  }

  private void check(CheckRule check) {
    if (check.conditions().stream().allMatch(condition -> condition.holds(token))) {
      String about =
          check.conditions().isEmpty() ? "" : check.conditions().getFirst().place().label();
      findings.add(
          Finding.of(
                  check.finding(),
                  about,
                  Map.of("message", check.message(), "advice", check.advice()))
              .withSeverity(check.severity()));
    }
  }

  private void add(FindingId id, String about, Map<String, ?> facts) {
    findings.add(Finding.of(id, about, facts));
  }

  private void addAs(Severity severity, FindingId id, ClaimRule rule, Map<String, ?> facts) {
    findings.add(Finding.of(id, rule.place().label(), facts).withSeverity(severity));
  }

  private static String shown(Json value) {
    String text = value instanceof JsonString(var string) ? string : value.compact();
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }
}
