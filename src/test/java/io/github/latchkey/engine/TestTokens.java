package io.github.latchkey.engine;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tokens made without the code under test, as an attacker or a careless vendor makes them.
public final class TestTokens {

  /// The secret of [#hs256].
  public static final String SECRET = "a secret of thirty-two bytes, or more";

  private TestTokens() {}

  /// Base64url of a text.
  public static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Base64url of bytes.
  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// A correct HMAC over whatever header and payload are given.
  public static String hs256(String header, String payload) {
    return hs256(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
  }

  /// A correct HMAC over whatever bytes are given.
  public static String hs256(byte[] header, byte[] payload) {
    return hs256Texts(base64(header), base64(payload));
  }

  /// A correct HMAC over two texts as they stand.
  public static String hs256Texts(String header, String payload) {
    return hmac(header + "." + payload, SECRET.getBytes(StandardCharsets.UTF_8));
  }

  /// A text with its HMAC behind it.
  public static String hmac(String signed, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A plain token with these claims.
  public static String withPayload(String payload) {
    return hs256("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", payload);
  }

  /// The vectors.
  public static JsonObject vectors() throws JsonException {
    return object(new String(TestKeys.resource("/tokens/vectors.json"), StandardCharsets.UTF_8));
  }

  /// A list of vectors.
  public static List<JsonObject> vectors(String name) throws JsonException {
    return ((JsonArray) vectors().get(name).orElseThrow())
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  /// The vector of an id.
  public static JsonObject published(String id) throws JsonException {
    return vectors("published").stream()
        .filter(vector -> vector.text("id").orElseThrow().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// An object of a text.
  public static JsonObject object(String text) throws JsonException {
    return (JsonObject) Json.parse(text, JsonLimits.FOREIGN);
  }
}
