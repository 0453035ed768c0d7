package io.github.latchkey.engine.inspect;

import io.github.latchkey.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// How long a signature is in base64url, by the header's algorithm: what tells a token's last line
/// from the prose behind it.
final class SignatureLength {

  private static final Set<Integer> RSA = Set.of(171, 342, 512, 683, 1366);
  private static final Set<Integer> ANY = Set.of(43, 64, 86, 128, 171, 176, 342, 512, 683, 1366);

  /// RSA keys of other sizes are rare, and none has a size that is no multiple of 64 bits.
  private static final int RSA_STEP = 8;

  private static final int LEAST_RSA = 64;

  private SignatureLength() {}

  /// Whether a signature of so many characters is shorter than the header's algorithm makes any.
  static boolean isTooShort(Optional<JsonObject> header, int characters) {
    Set<Integer> lengths = of(header);
    if (lengths.equals(RSA)) {
      int bytes = characters * 3 / 4;
      return bytes < LEAST_RSA || bytes % RSA_STEP != 0;
    }
    return !lengths.equals(ANY) && lengths.stream().allMatch(length -> characters < length);
  }

  /// The lengths that this header allows; all that there are where it cannot be read.
  static Set<Integer> of(Optional<JsonObject> header) {
    return switch (header.flatMap(json -> json.text("alg")).orElse("")) {
      case "HS256" -> Set.of(43);
      case "HS384" -> Set.of(64);
      case "HS512", "ES256", "EdDSA" -> Set.of(86);
      case "ES384" -> Set.of(128);
      case "ES512" -> Set.of(176);
      case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" -> RSA;
      case "none" -> Set.of(0);
      default -> ANY;
    };
  }
}
