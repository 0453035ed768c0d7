package io.github.latchkey.engine.inspect;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Names what stood around a token and was taken away.
final class Wrapping {

  private static final int WINDOW = 160;
  private static final String QUOTES = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb";

  private static final Map<String, Pattern> BEFORE = new LinkedHashMap<>();

  static {
    BEFORE.put("bearer", Pattern.compile("bearer[ +\\n]+\\W?$"));
    BEFORE.put("authorization", Pattern.compile("authorization\\W{1,4}(bearer[ +\\n]+)?\\W?$"));
    BEFORE.put("url", Pattern.compile("[?&#;][a-z0-9_.-]{1,40}=$"));
    BEFORE.put("json", Pattern.compile("\"[^\"]{1,60}\" ?\\n?:[ \\n]{0,20}\"(bearer )?$"));
  }

  private final PastedText text;
  private final boolean curl;

  Wrapping(PastedText text) {
    this.text = text;
    int start = 0;
    while (start < text.length() && text.charAt(start) <= ' ') {
      start++;
    }
    curl = "curl ".contentEquals(text.subSequence(start, Math.min(start + 5, text.length())));
  }

  /// The ids of [FindingId#CLEANED_UP] for a token.
  List<String> around(TokenSpan span) {
    Set<String> what = new LinkedHashSet<>();
    String before =
        text.subSequence(Math.max(0, span.start() - WINDOW), span.start())
            .toString()
            .toLowerCase(Locale.ROOT);
    BEFORE.forEach(
        (id, pattern) -> {
          if (pattern.matcher(before).find()) {
            what.add(id);
          }
        });
    add(what, "curl", curl);
    add(what, "quotes", isQuote(span.start() - 1) || isQuote(span.end()));
    add(what, "line-breaks", span.lineBreaks());
    add(what, "white-space", span.blanks());
    add(what, "percent-encoding", text.hasPercent(span.start() - 1, span.end()));
    add(what, "invisible", text.hasInvisible(span.start(), span.end() + 1));
    if (what.isEmpty() && (span.start() > 0 || span.end() < text.length())) {
      what.add(onlyBlanksAround(span) ? "white-space" : "surrounding-text");
    }
    return List.copyOf(what);
  }

  private static void add(Set<String> what, String id, boolean applies) {
    if (applies) {
      what.add(id);
    }
  }

  private boolean isQuote(int at) {
    return at >= 0 && at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0;
  }

  private boolean onlyBlanksAround(TokenSpan span) {
    return isBlank(0, span.start()) && isBlank(span.end(), text.length());
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) > ' ') {
        return false;
      }
    }
    return true;
  }
}
