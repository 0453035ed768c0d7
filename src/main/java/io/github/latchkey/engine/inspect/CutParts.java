package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.Base64Defect;
import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.TokenPart;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;

/// Tells which parts of a signed token are cut off: the first at its beginning, the last at its
/// end. All else that is wrong with such a part follows from that.
final class CutParts {

  private CutParts() {}

  /// `header`, `payload`, `signature`: none, one, or one at each end.
  static List<String> of(DecodedToken token, long parts) {
    List<String> cut = new ArrayList<>();
    if (parts > 1 && hasNoBeginning(token.header()) || parts == 1 && hasNoEnd(token.header())) {
      cut.add("header");
    }
    if (parts == 2 && hasNoEnd(token.payload())) {
      cut.add("payload");
    }
    if (parts == 3 && isCutSignature(token)) {
      cut.add("signature");
    }
    return cut;
  }

  /// Whether the signature has too few characters for the algorithm, or a number that no bytes
  /// have. No key has made such a signature.
  static boolean isCutSignature(DecodedToken token) {
    TokenPart signature = token.signature();
    if (signature.text().isEmpty()) {
      return false;
    }
    boolean tooShort = SignatureLength.isTooShort(token.headerJson(), signature.text().length());
    return signature
        .defect()
        .map(
            defect ->
                switch (defect.kind()) {
                  case IMPOSSIBLE_LENGTH -> true;
                  case UNUSED_BITS -> tooShort;
                  case FOREIGN_CHARACTER, STANDARD_ALPHABET, PADDING -> false;
                })
        .orElse(tooShort);
  }

  private static boolean hasNoBeginning(TokenPart header) {
    byte[] bytes = bytes(header);
    return bytes.length > 0
        && bytes[0] != '{'
        && (isOfImpossibleLength(header) || bytes[bytes.length - 1] == '}');
  }

  private static boolean hasNoEnd(TokenPart part) {
    if (part.text().isEmpty()) {
      return false;
    }
    if (isOfImpossibleLength(part)) {
      return true;
    }
    boolean readable =
        part.defect().map(d -> d.kind() == Base64Defect.Kind.UNUSED_BITS).orElse(true);
    byte[] bytes = bytes(part);
    return readable && bytes.length > 0 && bytes[0] == '{' && breaksOff(bytes);
  }

  /// A cut can halve a character of UTF-8 as well.
  private static boolean breaksOff(byte[] object) {
    try {
      Json.parse(object, JsonLimits.FOREIGN);
      return false;
    } catch (JsonException notJson) {
      return switch (notJson.kind()) {
        case JSON_MALFORMED, JSON_NOT_UTF8 -> true;
        case JSON_TRAILING, JSON_TOO_LARGE, JSON_DUPLICATE -> false;
      };
    }
  }

  private static boolean isOfImpossibleLength(TokenPart part) {
    return part.defect()
        .filter(defect -> defect.kind() == Base64Defect.Kind.IMPOSSIBLE_LENGTH)
        .isPresent();
  }

  private static byte[] bytes(TokenPart part) {
    return part.bytes().orElseGet(() -> new byte[0]);
  }
}
