package io.github.latchkey.platform;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.ClaimRule.Clocked;
import io.github.latchkey.platform.ClaimRule.Constant;
import io.github.latchkey.platform.ClaimRule.Made;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/// Makes header and payload from a wish and a platform's rules.
///
/// The order is the platform file's, then the person's own additions in theirs. What the person
/// gives goes before what the file says, even where the platform would refuse it: [PlatformRules]
/// says so, and a tester may want just that.
public final class TokenComposer {

  /// The end of the year 9999.
  private static final long LAST = 253_402_300_799L;

  private final PlatformProfile profile;
  private final TokenWish wish;
  private final Instant issued;
  private final Instant start;
  private final Optional<Instant> end;
  private final Supplier<String> identifiers;

  private TokenComposer(
      PlatformProfile profile, TokenWish wish, Instant now, Supplier<String> identifiers) {
    this.profile = profile;
    this.wish = wish;
    this.identifiers = identifiers;
    Validity validity = wish.validity();
    issued = validity.issuedAt().orElse(now).truncatedTo(ChronoUnit.SECONDS);
    start = validity.notBefore().orElse(issued).truncatedTo(ChronoUnit.SECONDS);
    end =
        switch (validity.end()) {
          case Validity.Usual() -> Optional.of(start.plus(profile.lifetime().usual()));
          case Validity.After(var lifetime) -> Optional.of(start.plus(lifetime));
          case Validity.At(var moment) -> Optional.of(moment.truncatedTo(ChronoUnit.SECONDS));
          case Validity.Never() -> Optional.empty();
        };
  }

  /// The draft of a token signed at `now`. Two drafts of the same wish and moment are the same but
  /// for made-up identifiers.
  public static TokenDraft compose(PlatformProfile profile, TokenWish wish, Instant now) {
    return compose(profile, wish, now, TokenComposer::newIdentifier);
  }

  /// The same with these made-up identifiers.
  static TokenDraft compose(
      PlatformProfile profile, TokenWish wish, Instant now, Supplier<String> identifiers) {
    return new TokenComposer(profile, wish, now, identifiers).draft();
  }

  static String newIdentifier() {
    return UUID.randomUUID().toString();
  }

  private TokenDraft draft() {
    Map<Place, Json> values = new LinkedHashMap<>();
    profile.header().forEach(rule -> values.put(rule.place(), given(rule).orElse(null)));
    profile.claims().forEach(rule -> values.put(rule.place(), given(rule).orElse(null)));
    wish.header().forEach((name, value) -> values.putIfAbsent(new Place.Header(name), value));
    wish.claims().forEach((path, value) -> values.putIfAbsent(new Place.Claim(path), value));
    ClaimPath expiry = ClaimPath.of("exp");
    if (wish.validity().notBefore().isPresent()) {
      values.putIfAbsent(new Place.Claim(ClaimPath.of("nbf")), seconds(start));
    }
    if (profile.claim(expiry).isEmpty()) {
      end.ifPresent(moment -> values.putIfAbsent(new Place.Claim(expiry), seconds(moment)));
    }
    fillTemplates(values);
    JsonObject payload = payload(values);
    return new TokenDraft(header(values), payload, start, signedEnd(payload));
  }

  /// The end that is signed: what the person wrote into `exp` goes before what they chose.
  static Optional<Instant> signedEnd(JsonObject payload) {
    return payload.number("exp").stream()
        .flatMapToLong(number -> number.wholeValue().stream())
        .filter(seconds -> seconds >= 0 && seconds <= LAST)
        .mapToObj(Instant::ofEpochSecond)
        .findFirst();
  }

  /// Templates may name what other templates make, so they are filled until nothing changes; each
  /// needs one round.
  private void fillTemplates(Map<Place, Json> values) {
    for (int round = 0; round < 3; round++) {
      var soFar = new TokenView(header(values), payload(values), wish.fields());
      for (ClaimRule rule : allRules()) {
        if (values.get(rule.place()) == null && rule.source() instanceof Made(var template)) {
          template.fill(soFar, words()).ifPresent(value -> values.put(rule.place(), value));
        }
      }
    }
  }

  private Iterable<ClaimRule> allRules() {
    return java.util.stream.Stream.concat(profile.header().stream(), profile.claims().stream())
        .toList();
  }

  private Function<String, Optional<String>> words() {
    return word ->
        switch (word) {
          case "algorithm" -> Optional.of(wish.algorithm().name());
          case "uuid" -> Optional.of(identifiers.get());
          default -> Optional.empty();
        };
  }

  private Optional<Json> given(ClaimRule rule) {
    Optional<Json> wished =
        switch (rule.place()) {
          case Place.Header(var name) -> Optional.ofNullable(wish.header().get(name));
          case Place.Claim(var path) -> Optional.ofNullable(wish.claims().get(path));
          case Place.Field field -> Optional.empty();
        };
    return wished.or(
        () ->
            switch (rule.source()) {
              case Constant(var value) -> Optional.of(value);
              case Clocked clocked -> moment(clocked).map(TokenComposer::seconds);
              default -> Optional.empty();
            });
  }

  private Optional<Instant> moment(Clocked clocked) {
    Validity validity = wish.validity();
    return switch (clocked.moment()) {
      case ISSUED ->
          Optional.of(issued).filter(m -> clocked.always() || validity.issuedAt().isPresent());
      case START ->
          Optional.of(start).filter(m -> clocked.always() || validity.notBefore().isPresent());
      case END -> end;
    };
  }

  private static JsonObject header(Map<Place, Json> values) {
    var header = JsonObject.builder();
    values.forEach(
        (place, value) -> {
          if (place instanceof Place.Header(var name) && value != null) {
            header.put(name, value);
          }
        });
    return header.build();
  }

  private static JsonObject payload(Map<Place, Json> values) {
    JsonObject payload = JsonObject.empty();
    for (var entry : values.entrySet()) {
      if (entry.getKey() instanceof Place.Claim(var path) && entry.getValue() != null) {
        payload = path.put(payload, entry.getValue());
      }
    }
    return payload;
  }

  private static Json seconds(Instant moment) {
    return JsonNumber.of(moment.getEpochSecond());
  }
}
