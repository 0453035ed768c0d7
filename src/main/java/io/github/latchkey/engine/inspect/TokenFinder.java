package io.github.latchkey.engine.inspect;

import io.github.latchkey.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds tokens in whatever a person pastes: bare, behind `Bearer`, in a URL, in JSON, in a curl or
/// log line, in an e-mail.
///
/// Looks at the first ten million characters and at a hundred tokens, in time that grows with the
/// length only: a text of a hundred thousand beginnings is read no further, and [TokenAssembler]
/// reads few words twice. Throws nothing.
public final class TokenFinder {

  /// The most tokens that are returned.
  public static final int MOST_TOKENS = 100;

  /// The most places where a token might begin that are looked into.
  static final int MOST_BEGINNINGS = 100_000;

  private static final int LEAST_CHARACTERS = 20;

  private final PastedText text;
  private final Wrapping wrapping;
  private final TokenAssembler assembler;
  private final List<FoundToken> found = new ArrayList<>();

  private TokenFinder(PastedText text) {
    this.text = text;
    wrapping = new Wrapping(text);
    assembler = new TokenAssembler(text);
  }

  /// The tokens in their order, cleaned; none where nothing looks like one. Vendors' own tokens,
  /// which are no JWT, come after the others, so that [TokenReader] can name them.
  public static List<FoundToken> find(String pasted) {
    return find(new PastedText(pasted));
  }

  static List<FoundToken> find(PastedText text) {
    var finder = new TokenFinder(text);
    finder.findTokens();
    finder.findForeign();
    return List.copyOf(finder.found);
  }

  private void findTokens() {
    int at = 0;
    int consumed = 0;
    int beginnings = 0;
    while (at < text.length() && found.size() < MOST_TOKENS && beginnings < MOST_BEGINNINGS) {
      if (!TokenStart.isAt(text, at)) {
        at++;
        continue;
      }
      beginnings++;
      TokenSpan span = withHeader(trimmed(assembler.assemble(at)), consumed);
      if (isToken(span)) {
        add(span);
      }
      at = Math.max(at + 1, span.end());
      consumed = at;
    }
  }

  /// A token whose beginning is missing: what was found is its payload, and the rest of its header
  /// stands before the dot.
  private TokenSpan withHeader(TokenSpan span, int consumed) {
    int start = span.start();
    if (span.dots() >= 2 || start == 0 || text.charAt(start - 1) != '.') {
      return span;
    }
    int header = start - 1;
    while (header > consumed && TokenStart.isBase64Url(text.charAt(header - 1))) {
      header--;
    }
    String whole = text.subSequence(header, start) + span.text();
    return header == start - 1
        ? span
        : new TokenSpan(header, span.end(), whole, span.lineBreaks(), span.blanks());
  }

  /// Without what is not the token's: a sentence's full stop, further dots, the rest of a URL's
  /// path.
  private static TokenSpan trimmed(TokenSpan span) {
    String[] parts = span.text().split("\\.", -1);
    if (parts.length < 3) {
      return span;
    }
    Optional<JsonObject> header = HeaderText.json(parts[0]);
    if (parts.length == 5 && header.map(json -> json.has("enc")).orElse(false)) {
      return span;
    }
    Set<Integer> lengths = SignatureLength.of(header);
    int slash = parts[2].indexOf('/');
    String signature =
        slash >= 0 && lengths.contains(slash) ? parts[2].substring(0, slash) : parts[2];
    String text = String.join(".", parts[0], parts[1], signature);
    int removed = span.text().length() - text.length();
    return new TokenSpan(
        span.start(), span.end() - removed, text, span.lineBreaks(), span.blanks());
  }

  /// Base64 of some other JSON is in many logs: what has no second part must name an algorithm, or
  /// break off before it could.
  private static boolean isToken(TokenSpan span) {
    if (span.text().length() < LEAST_CHARACTERS) {
      return false;
    }
    if (span.dots() > 0) {
      return true;
    }
    return HeaderText.json(span.text()).map(header -> header.has("alg")).orElse(true);
  }

  private void add(TokenSpan span) {
    List<Finding> cleaning = new ArrayList<>();
    List<String> what = wrapping.around(span);
    if (!what.isEmpty()) {
      cleaning.add(Finding.of(FindingId.CLEANED_UP, "", Map.of("what", what)));
    }
    Base64Repair repair = Base64Repair.of(span.text());
    if (!repair.what().isEmpty()) {
      cleaning.add(Finding.of(FindingId.BAD_BASE64, "", Map.of("what", repair.what())));
    }
    found.add(new FoundToken(repair.text(), cleaning));
  }

  private void findForeign() {
    ForeignToken.in(text).stream()
        .limit(MOST_TOKENS - found.size())
        .forEach(
            span -> {
              List<String> what = wrapping.around(span);
              found.add(
                  new FoundToken(
                      span.text(),
                      what.isEmpty()
                          ? List.of()
                          : List.of(Finding.of(FindingId.CLEANED_UP, "", Map.of("what", what)))));
            });
    if (found.isEmpty()) {
      ForeignToken.alone(text).ifPresent(word -> found.add(new FoundToken(word, List.of())));
    }
  }
}
