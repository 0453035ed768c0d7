package io.github.latchkey.desktop.inspect;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.ClaimLine;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.Place;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Header and payload of a token as lines with what they mean.
final class ClaimMeaning {

  private static final List<String> TIMES = List.of("iat", "nbf", "exp");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss z");

  private final InspectedToken token;
  private final Wording wording;
  private final List<ClaimLine> lines = new ArrayList<>();

  private ClaimMeaning(InspectedToken token, Wording wording) {
    this.token = token;
    this.wording = wording;
  }

  static List<ClaimLine> lines(InspectedToken token, Wording wording) {
    var meaning = new ClaimMeaning(token, wording);
    token.header().members().forEach(meaning::header);
    meaning.payload("", token.payload());
    return List.copyOf(meaning.lines);
  }

  private void header(JsonMember member) {
    String name = member.name();
    lines.add(
        new ClaimLine(
            true,
            Wording.visible(name),
            value(member.value()),
            rule(new Place.Header(name)).map(r -> meaning(r, member.value())).orElse("")));
  }

  /// Objects inside the payload are shown claim by claim, by their paths.
  private void payload(String lead, JsonObject object) {
    for (JsonMember member : object.members()) {
      String path = lead + member.name();
      if (member.value() instanceof JsonObject inner
          && !inner.members().isEmpty()
          && lead.length() < 60) {
        payload(path + ".", inner);
      } else {
        lines.add(claim(path, member.value()));
      }
    }
  }

  private ClaimLine claim(String path, Json value) {
    Optional<Instant> time = TIMES.contains(path) ? token.time(path) : Optional.empty();
    return time.map(moment -> time(path, moment))
        .orElseGet(
            () ->
                new ClaimLine(
                    false,
                    Wording.visible(path),
                    value(value),
                    claimRule(path).map(rule -> meaning(rule, value)).orElse("")));
  }

  private ClaimLine time(String path, Instant moment) {
    ZonedDateTime local = moment.atZone(wording.zone());
    boolean sameDay =
        local.toLocalDate().equals(token.checkedAt().atZone(wording.zone()).toLocalDate());
    String shown = sameDay ? TIME.format(local) : wording.moment(moment);
    return new ClaimLine(false, path, shown, wording.relative(moment, token.checkedAt()));
  }

  private String meaning(ClaimRule rule, Json value) {
    return switch (rule.source()) {
      case ClaimRule.Constant(var wanted) when wanted.equals(value) ->
          wording.text("inspect.as-required");
      default -> rule.label().equals(rule.place().label()) ? "" : rule.label();
    };
  }

  private Optional<ClaimRule> claimRule(String path) {
    return rules()
        .filter(rule -> rule.place() instanceof Place.Claim && rule.place().label().equals(path))
        .findFirst();
  }

  private Optional<ClaimRule> rule(Place place) {
    return rules().filter(rule -> rule.place().equals(place)).findFirst();
  }

  private Stream<ClaimRule> rules() {
    return token.platform().stream()
        .flatMap(p -> Stream.concat(p.header().stream(), p.claims().stream()));
  }

  private static String value(Json value) {
    return Wording.visible(value instanceof JsonString(var text) ? text : value.compact());
  }
}
