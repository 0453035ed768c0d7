package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/// The first part of what may be a token, in either alphabet.
final class HeaderText {

  private HeaderText() {}

  /// The header of a token, or of its first part alone, where it is a JSON object. What does not
  /// end like one is not parsed: a text can have a hundred thousand beginnings.
  static Optional<JsonObject> json(String token) {
    int dot = token.indexOf('.');
    String header = Base64Repair.of(dot < 0 ? token : token.substring(0, dot)).text();
    return header.length() <= DecodedToken.LONGEST && endsLikeJson(header)
        ? DecodedToken.of(header).headerJson()
        : Optional.empty();
  }

  private static boolean endsLikeJson(String header) {
    int quads = (header.length() - 1) / 4 * 4;
    try {
      byte[] end = Base64.getUrlDecoder().decode(header.substring(Math.max(0, quads - 4)));
      int last = end.length - 1;
      while (last > 0 && end[last] <= ' ') {
        last--;
      }
      return last >= 0 && (end[last] == '}' || end[last] <= ' ');
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
