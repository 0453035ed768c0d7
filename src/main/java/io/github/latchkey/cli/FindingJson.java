package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import java.util.List;
import java.util.Locale;

/// Findings as JSON output has them.
final class FindingJson {

  private FindingJson() {}

  static JsonArray of(List<Finding> findings, Wording wording) {
    return new JsonArray(findings.stream().<Json>map(finding -> of(finding, wording)).toList());
  }

  private static JsonObject of(Finding finding, Wording wording) {
    Sentence sentence = wording.finding(finding);
    return JsonObject.builder()
        .put("id", finding.id().id())
        .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
        .put("about", finding.about())
        .put("message", sentence.what())
        .put("advice", sentence.advice())
        .build();
  }
}
