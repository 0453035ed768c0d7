package io.github.latchkey.cli;

import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Inspection;
import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonObject;
import java.time.Instant;
import java.util.List;

/// What `inspect --json` prints; the fields are documented in `src/docs/cli.md`.
final class InspectionJson {

  private final Wording wording;

  private InspectionJson(Wording wording) {
    this.wording = wording;
  }

  static JsonObject of(Inspection inspection, Wording wording) {
    return new InspectionJson(wording).document(inspection);
  }

  private JsonObject document(Inspection inspection) {
    List<InspectedToken> tokens = inspection.tokens();
    if (tokens.isEmpty()) {
      return JsonObject.builder()
          .put("verdict", inspection.verdict().id())
          .put("tokens", 0)
          .put("findings", FindingJson.of(inspection.findings(), wording))
          .put("others", JsonArray.of())
          .build();
    }
    var document =
        JsonObject.builder().put("verdict", inspection.verdict().id()).put("tokens", tokens.size());
    token(tokens.getFirst()).members().stream()
        .filter(member -> !member.name().equals("verdict"))
        .forEach(member -> document.put(member.name(), member.value()));
    return document
        .put("others", new JsonArray(tokens.stream().skip(1).<Json>map(this::token).toList()))
        .build();
  }

  private JsonObject token(InspectedToken inspected) {
    JsonObject header = inspected.header();
    return JsonObject.builder()
        .put("verdict", inspected.verdict().id())
        .put(
            "token",
            JsonObject.builder()
                .put(
                    "header",
                    inspected.token().headerJson().<Json>map(json -> json).orElse(new JsonNull()))
                .put(
                    "payload",
                    inspected.token().payloadJson().<Json>map(json -> json).orElse(new JsonNull()))
                .put("algorithm", CredentialJson.text(header.text("alg")))
                .put("length", inspected.token().compact().length())
                .build())
        .put(
            "signature",
            JsonObject.builder()
                .put("status", inspected.signature().status().id())
                .put("credential", CredentialJson.text(inspected.signature().credential()))
                .put(
                    "how",
                    CredentialJson.text(
                        inspected
                            .signature()
                            .credential()
                            .map(name -> inspected.byGivenKey() ? "given key" : "stored key")))
                .build())
        .put(
            "times",
            JsonObject.builder()
                .put("iat", time(inspected, "iat"))
                .put("nbf", time(inspected, "nbf"))
                .put("exp", time(inspected, "exp"))
                .put("checkedAt", inspected.checkedAt().toString())
                .build())
        .put("platform", CredentialJson.text(inspected.platform().map(platform -> platform.id())))
        .put("findings", FindingJson.of(inspected.findings(), wording))
        .build();
  }

  private static Json time(InspectedToken inspected, String claim) {
    return CredentialJson.text(inspected.time(claim).map(Instant::toString));
  }
}
