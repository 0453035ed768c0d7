package io.github.latchkey.cli;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.engine.keys.KeyProblem;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `key --json` prints, as `src/docs/cli.md` promises it.
final class KeyJson {

  private KeyJson() {}

  /// A kind in words that no language changes.
  static String kind(KeyKind kind) {
    return switch (kind) {
      case HMAC_SECRET -> "HMAC secret";
      case RSA_PRIVATE -> "RSA private key";
      case RSA_PUBLIC -> "RSA public key";
      case EC_PRIVATE -> "EC private key";
      case EC_PUBLIC -> "EC public key";
      case ED25519_PRIVATE -> "Ed25519 private key";
      case ED25519_PUBLIC -> "Ed25519 public key";
    };
  }

  /// The line of a file that was read.
  static JsonObject of(Path file, KeyReading reading, Wording wording) {
    return line(
        file,
        reading.verdict().id(),
        reading.description(),
        reading.oddities().stream().<Json>map(oddity -> new JsonString(oddity.id())).toList(),
        reading.problem().map(problem -> problem(problem, wording)));
  }

  /// The line of a file that the system did not give.
  static JsonObject of(Path file, FaultException fault, Wording wording) {
    String id = fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return line(
        file,
        "refused",
        Optional.empty(),
        List.of(),
        Optional.of(problem(id, wording.error(fault))));
  }

  private static JsonObject line(
      Path file,
      String verdict,
      Optional<KeyDescription> key,
      List<Json> oddities,
      Optional<JsonObject> problem) {
    return JsonObject.builder()
        .put("file", file.toString())
        .put("verdict", verdict)
        .put("kind", text(key.map(KeyDescription::kind).map(KeyJson::kind)))
        .put("container", text(key.map(KeyDescription::container)))
        .put("bits", key.<Json>map(k -> JsonNumber.of(k.bits())).orElse(new JsonNull()))
        .put("encoding", text(key.flatMap(KeyDescription::encoding).map(SecretEncoding::id)))
        .put("fingerprint", text(key.flatMap(KeyDescription::fingerprint)))
        .put("thumbprint", text(key.flatMap(KeyDescription::thumbprint)))
        .put(
            "certificateEnd",
            text(key.flatMap(KeyDescription::certificateEnd).map(Instant::toString)))
        .put("algorithm", text(key.flatMap(KeyDescription::algorithm).map(Enum::name)))
        .put("oddities", new JsonArray(oddities))
        .put("problem", problem.<Json>map(found -> found).orElse(new JsonNull()))
        .build();
  }

  private static Json text(Optional<String> text) {
    return CredentialJson.text(text);
  }

  private static JsonObject problem(KeyProblem problem, Wording wording) {
    return problem(problem.id().id(), wording.keyProblem(problem));
  }

  private static JsonObject problem(String id, Sentence sentence) {
    return JsonObject.builder()
        .put("id", id)
        .put("message", sentence.what())
        .put("advice", sentence.advice())
        .build();
  }
}
