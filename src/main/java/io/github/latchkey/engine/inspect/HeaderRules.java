package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.TokenVerifier;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a header alone says about a token (RFC 7515 section 4, RFC 8725 section 3).
final class HeaderRules {

  private static final List<String> EMBEDDED_KEYS = List.of("jwk", "x5c");
  private static final List<String> REMOTE_KEYS = List.of("jku", "x5u");
  private static final int MOST_NAMES = 20;

  private HeaderRules() {}

  static void judge(JsonObject header, List<Finding> findings) {
    algorithm(header).ifPresent(findings::add);
    for (String name : TokenVerifier.REFUSED_HEADERS) {
      header
          .get(name)
          .map(value -> Map.of("names", names(value)))
          .map(facts -> Finding.of(FindingId.CRITICAL_HEADER, name, facts))
          .ifPresent(findings::add);
    }
    for (String name : EMBEDDED_KEYS) {
      if (header.has(name)) {
        findings.add(Finding.of(FindingId.EMBEDDED_KEY, name, Map.of()));
      }
    }
    for (String name : REMOTE_KEYS) {
      if (header.has(name)) {
        String address = Finding.excerpt(header.text(name).orElse(""));
        findings.add(Finding.of(FindingId.REMOTE_KEY, name, Map.of("address", address)));
      }
    }
    if (!header.has("typ")) {
      findings.add(Finding.of(FindingId.TYP_MISSING, "typ", Map.of()));
    }
    if (header.text("cty").filter("JWT"::equalsIgnoreCase).isPresent()) {
      findings.add(Finding.of(FindingId.NESTED_TOKEN, "cty", Map.of()));
    }
  }

  private static Optional<Finding> algorithm(JsonObject header) {
    Optional<String> alg = header.text("alg").filter(name -> !name.isEmpty());
    if (alg.isEmpty()) {
      return Optional.of(Finding.of(FindingId.ALG_MISSING, "alg", Map.of()));
    }
    String name = alg.get();
    if (name.strip().equalsIgnoreCase("none")) {
      return Optional.of(Finding.of(FindingId.ALG_NONE, "alg", Map.of("alg", name)));
    }
    return JwsAlgorithm.named(name).isPresent()
        ? Optional.empty()
        : Optional.of(
            Finding.of(
                FindingId.ALG_UNSUPPORTED,
                "alg",
                Map.of(
                    "alg",
                    Finding.excerpt(name),
                    "registered",
                    String.valueOf(JwsAlgorithm.isRegistered(name)))));
  }

  private static List<String> names(Json value) {
    return value instanceof JsonArray(var elements)
        ? elements.stream()
            .limit(MOST_NAMES)
            .map(name -> name instanceof JsonString(var text) ? text : name.compact())
            .map(Finding::excerpt)
            .toList()
        : List.of();
  }
}
