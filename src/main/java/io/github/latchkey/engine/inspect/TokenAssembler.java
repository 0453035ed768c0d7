package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.DecodedToken;
import java.util.Set;

/// Puts a token together that mail programs and terminals have broken into lines.
///
/// Words behind a gap are taken while the token has not got its three parts, then as far as its
/// signature comes out at a length that its algorithm has. A guess that leaves no header that can
/// be read is taken back.
///
/// A hostile text is full of beginnings whose rest leads to nothing, and each would read the same
/// words again. So all joining together may read a few times the text's length; behind that, words
/// stand as they are.
final class TokenAssembler {

  private static final int JOINED_PER_CHARACTER = 4;
  private static final int JOINED_AT_LEAST = 1 << 16;
  private static final int LONGEST_GAP = 200;
  private static final int WIDE_LINE = 60;
  private static final int MOST_DOTS = 4;
  private static final int MOST_SIGNATURE_WORDS = 64;

  private final CharSequence text;
  private long mayJoin;

  TokenAssembler(CharSequence text) {
    this.text = text;
    mayJoin = JOINED_AT_LEAST + (long) JOINED_PER_CHARACTER * text.length();
  }

  /// The token that begins at this position.
  TokenSpan assemble(int start) {
    int end = wordEnd(start);
    String word = text.subSequence(start, end).toString();
    TokenSpan first = new TokenSpan(start, end, word, false, false);
    TokenSpan parts = first.dots() < 2 ? joinParts(first) : first;
    return parts.dots() == 2 ? joinSignature(parts) : parts;
  }

  private TokenSpan joinParts(TokenSpan first) {
    TokenSpan sure = first;
    boolean onlyWideLines = true;
    var joined = new StringBuilder(first.text());
    TokenSpan span = first;
    int dots = first.dots();
    while (dots < 2 && joined.length() < DecodedToken.LONGEST && mayJoin > 0) {
      int gap = gapEnd(span.end());
      int end = wordEnd(gap);
      boolean otherToken = TokenStart.isAt(text, gap) && joined.charAt(joined.length() - 1) != '.';
      if (gap == span.end() || end == gap || otherToken) {
        return with(sure, gathered(sure));
      }
      boolean lineBreak = hasLineBreak(span.end(), gap);
      onlyWideLines = onlyWideLines && lineBreak && isWideLineBefore(span.end());
      mayJoin -= end - span.end();
      for (int i = gap; i < end; i++) {
        dots += text.charAt(i) == '.' ? 1 : 0;
      }
      joined.append(text, gap, end);
      span =
          new TokenSpan(
              first.start(), end, "", span.lineBreaks() | lineBreak, span.blanks() | !lineBreak);
      if (onlyWideLines) {
        sure = span;
      }
    }
    TokenSpan whole = with(span, joined.toString());
    return dots >= 2 && HeaderText.json(whole.text()).isPresent()
        ? whole
        : with(sure, gathered(sure));
  }

  private static TokenSpan with(TokenSpan span, String text) {
    return new TokenSpan(span.start(), span.end(), text, span.lineBreaks(), span.blanks());
  }

  /// The words of a span without what stands between them.
  private String gathered(TokenSpan span) {
    var words = new StringBuilder();
    int at = span.start();
    while (at < span.end()) {
      int end = wordEnd(at);
      words.append(text, at, end);
      at = Math.max(end + 1, gapEnd(end));
    }
    return words.toString();
  }

  private TokenSpan joinSignature(TokenSpan parts) {
    Set<Integer> lengths = SignatureLength.of(HeaderText.json(parts.text()));
    int have = unpadded(parts.text().substring(parts.text().lastIndexOf('.') + 1));
    TokenSpan span = parts;
    var joined = new StringBuilder(parts.text());
    for (int i = 0; i < MOST_SIGNATURE_WORDS && !lengths.contains(have) && mayJoin > 0; i++) {
      int gap = gapEnd(span.end());
      int end = wordEnd(gap);
      mayJoin -= end - span.end();
      String word = text.subSequence(gap, end).toString();
      if (gap == span.end() || word.isEmpty() || word.contains(".")) {
        return parts;
      }
      boolean lineBreak = hasLineBreak(span.end(), gap);
      have += unpadded(word);
      joined.append(word);
      span =
          new TokenSpan(
              span.start(), end, "", span.lineBreaks() | lineBreak, span.blanks() | !lineBreak);
    }
    return lengths.contains(have) ? with(span, joined.toString()) : parts;
  }

  private static int unpadded(String word) {
    return (int) word.chars().filter(c -> c != '=').count();
  }

  /// The end of the word here: padding belongs to it only where a part ends. A word with more dots
  /// than any token has ends at the next one, so that no text is read over and over.
  private int wordEnd(int start) {
    int i = start;
    int dots = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '=') {
        int behind = i;
        while (behind < text.length() && text.charAt(behind) == '=') {
          behind++;
        }
        boolean partEnds =
            behind == text.length()
                || text.charAt(behind) == '.'
                || !TokenStart.isWord(text.charAt(behind));
        if (!partEnds || behind - i > 2) {
          return i;
        }
        i = behind;
      } else if (TokenStart.isWord(c)) {
        dots += c == '.' ? 1 : 0;
        if (dots > MOST_DOTS) {
          return i;
        }
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  /// The end of the blanks here, with the marks that mail programs put before quoted lines.
  private int gapEnd(int start) {
    int i = start;
    boolean lineStart = false;
    while (i < text.length() && i - start < LONGEST_GAP) {
      char c = text.charAt(i);
      if (isLineBreak(c)) {
        lineStart = true;
      } else if (!(c == ' ' || c == '\t' || c == '>' && lineStart)) {
        break;
      }
      i++;
    }
    return i;
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private boolean hasLineBreak(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isLineBreak(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean isWideLineBefore(int end) {
    int i = end;
    while (i > 0 && end - i < WIDE_LINE && !isLineBreak(text.charAt(i - 1))) {
      i--;
    }
    return end - i >= WIDE_LINE;
  }
}
