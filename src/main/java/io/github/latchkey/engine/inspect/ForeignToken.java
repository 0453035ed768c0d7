package io.github.latchkey.engine.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Vendors' tokens that are no JWT and are pasted as if they were.
final class ForeignToken {

  private static final int LONGEST = 8192;

  /// Possessive, so that a megabyte of letters costs one pass.
  private static final Pattern VENDOR =
      Pattern.compile(
          "(?<![A-Za-z0-9+/])(?:T1==[A-Za-z0-9+/_-]{16,4096}+={0,2}"
              + "|006[0-9a-f]{32}[A-Za-z0-9+/]{16,4096}+={0,2}"
              + "|007eJ[A-Za-z0-9+/]{16,4096}+={0,2})");

  private static final Pattern OPAQUE =
      Pattern.compile("(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9+/=_~-]{20,}");

  private static final Pattern PREFIX =
      Pattern.compile("(?i)(authorization\\s{0,9}:\\s{0,9})?(bearer\\s{1,9})?");

  private static final Map<String, String> KINDS =
      Map.of("T1==", "opentok-t1", "006", "agora-006", "007", "agora-007");

  private ForeignToken() {}

  /// Where the tokens of vendors stand in a text.
  static List<TokenSpan> in(CharSequence text) {
    List<TokenSpan> spans = new ArrayList<>();
    Matcher matcher = VENDOR.matcher(text).useTransparentBounds(true);
    int at = 0;
    while (at < text.length() && spans.size() < TokenFinder.MOST_TOKENS) {
      char c = text.charAt(at);
      if ((c == 'T' || c == '0') && matcher.region(at, text.length()).lookingAt()) {
        spans.add(new TokenSpan(at, matcher.end(), matcher.group(), false, false));
        at = matcher.end();
      } else {
        at++;
      }
    }
    return spans;
  }

  /// The one word that a text consists of, without `Bearer` and quotes, where a server could have
  /// made it up.
  static Optional<String> alone(CharSequence text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    String word = PREFIX.matcher(text.toString().strip()).replaceFirst("").strip();
    String bare = word.replaceAll("^[\"'`]|[\"'`]$", "");
    return kind(bare).map(kind -> bare);
  }

  /// The vendor's kind, or `opaque` for one word without dots that somebody's server could have
  /// made up.
  static Optional<String> kind(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    if (VENDOR.matcher(text).matches()) {
      return KINDS.entrySet().stream()
          .filter(kind -> text.startsWith(kind.getKey()))
          .map(Map.Entry::getValue)
          .findFirst();
    }
    return OPAQUE.matcher(text).matches() ? Optional.of("opaque") : Optional.empty();
  }
}
