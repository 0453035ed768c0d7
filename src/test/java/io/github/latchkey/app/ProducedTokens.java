package io.github.latchkey.app;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;

/// The vendors' own tokens for known keys, from `tokens/platforms.json`, which names its source.
public final class ProducedTokens {

  private ProducedTokens() {}

  /// The token that the vendor's sample makes at 1700000000.
  public static String of(String platform) throws Exception {
    return entry(platform).text("token").orElseThrow();
  }

  /// The secret it was signed with.
  public static String secret(String platform) throws Exception {
    return entry(platform).text("secret").orElseThrow();
  }

  private static JsonObject entry(String platform) throws Exception {
    try (var in = ProducedTokens.class.getResourceAsStream("/tokens/platforms.json")) {
      var all = (JsonObject) Json.parse(in.readAllBytes(), JsonLimits.FOREIGN);
      return all.object(platform).orElseThrow();
    }
  }
}
