package io.github.latchkey.desktop.control;

import java.util.ArrayList;
import java.util.List;

/// A compact token with the text around it.
///
/// @param before what stood before it
/// @param token header, payload, signature and whatever follows, joined by dots
/// @param after what stood behind it
public record TokenParts(String before, String token, String after) {

  /// No token.
  public static final TokenParts NONE = new TokenParts("", "", "");

  private static final List<String> COLOURS =
      List.of("token-header", "token-payload", "token-signature");

  record Part(String text, String styleClass) {}

  /// A token alone.
  public static TokenParts of(String token) {
    return new TokenParts("", token, "");
  }

  /// All of it.
  public String whole() {
    return before + token + after;
  }

  /// The pieces that are not empty, each with its style class.
  List<Part> inOrder() {
    var pieces = new ArrayList<Part>();
    pieces.add(new Part(before, "token-around"));
    if (!token.isEmpty()) {
      String[] segments = token.split("\\.", -1);
      for (int i = 0; i < segments.length; i++) {
        pieces.add(new Part(segments[i], COLOURS.get(Math.min(i, COLOURS.size() - 1))));
        pieces.add(new Part(i + 1 < segments.length ? "." : "", "token-dot"));
      }
    }
    pieces.add(new Part(after, "token-around"));
    return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
  }
}
