package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the PEM blocks in a text as people really have them: indented, on one line, in a YAML or
/// JSON string, in a mail. A broken block does not hide the ones behind it.
///
/// Works on bytes; a private key never becomes a String.
final class PemScanner {

  /// A key with its chain has a handful.
  static final int MOST_BLOCKS = 256;

  private static final int LONGEST_LABEL = 40;
  private static final List<String> BAG_MARKS = List.of("Bag Attributes", "Key Attributes");

  private final byte[] text;
  private final List<PemBlock> blocks = new ArrayList<>();
  private int counted;
  private long line = 1;
  private final Set<KeyOddity> oddities = EnumSet.noneOf(KeyOddity.class);

  PemScanner(byte[] text) {
    this.text = text;
  }

  /// The blocks in their order, at most one more than [#MOST_BLOCKS]; the caller closes each.
  List<PemBlock> scan() {
    int from = 0;
    Optional<Marker> begin = marker("BEGIN ", 0, text.length);
    while (begin.isPresent() && blocks.size() <= MOST_BLOCKS) {
      Marker here = begin.get();
      lookAround(from, here.start());
      Optional<Marker> next = marker("BEGIN ", here.end(), text.length);
      int until = next.map(Marker::start).orElse(text.length);
      Optional<Marker> end = marker("END ", here.end(), until);
      if (end.isEmpty()) {
        from = until;
        blocks.add(truncated(here.label(), until));
      } else {
        blocks.add(block(here, end.get()));
        from = end.get().end();
      }
      begin = next;
    }
    lookAround(from, text.length);
    lookAtTheWhole();
    return List.copyOf(blocks);
  }

  /// Whether there is the first line of a block.
  static boolean hasBlock(byte[] text) {
    return new PemScanner(text).marker("BEGIN ", 0, text.length).isPresent();
  }

  /// What was odd; complete after [#scan()].
  Set<KeyOddity> oddities() {
    return oddities;
  }

  /// A BEGIN or END line from its first dash to behind its last.
  private record Marker(int start, String label, int end) {}

  private Optional<Marker> marker(String word, int from, int until) {
    for (int at = AsciiSearch.indexOf(text, word, from, until);
        at >= 0;
        at = AsciiSearch.indexOf(text, word, at + 1, until)) {
      int labelStart = at + word.length();
      int labelEnd = labelStart;
      while (labelEnd < text.length
          && labelEnd - labelStart < LONGEST_LABEL
          && isLabel(text[labelEnd])) {
        labelEnd++;
      }
      boolean apart = // RFC 4716
          at > from && text[at - 1] == ' ' && AsciiSearch.isAt(text, labelStart, "SSH2 ");
      int start = apart ? at - 1 : at;
      while (start > from && isDash(text[start - 1])) {
        start--;
      }
      int end = labelEnd;
      while (end < text.length && isDash(text[end])) {
        end++;
      }
      if (start < at && end > labelEnd) {
        String label =
            new String(text, labelStart, labelEnd - labelStart, StandardCharsets.US_ASCII);
        return Optional.of(new Marker(start, label.strip(), end));
      }
    }
    return Optional.empty();
  }

  private static boolean isLabel(byte c) {
    return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ' ';
  }

  /// A hyphen, or a byte of the longer dashes that mail programs make of two.
  private static boolean isDash(byte c) {
    return c == '-' || c == (byte) 0xe2 || c == (byte) 0x80 || c == (byte) 0x93 || c == (byte) 0x94;
  }

  private PemBlock truncated(String label, int until) {
    int last = until;
    while (last > 0 && text[last - 1] <= ' ' && text[last - 1] >= 0) {
      last--;
    }
    long line = lineOf(last);
    return new PemBlock(
        label,
        line,
        new byte[0],
        Optional.empty(),
        Optional.of(KeyProblem.of(KeyProblemId.TRUNCATED, Map.of("line", line, "label", label))));
  }

  private PemBlock block(Marker begin, Marker end) {
    try (var body = new PemBody(text, begin.end(), end.start())) {
      oddities.addAll(body.oddities());
      long line = lineOf(body.wrongAt().orElse(end.start()));
      Optional<byte[]> der = begin.label().equals(end.label()) ? body.decode() : Optional.empty();
      return new PemBlock(
          begin.label(),
          line,
          der.orElseGet(() -> new byte[0]),
          body.encryption(),
          der.isPresent()
              ? Optional.empty()
              : Optional.of(
                  KeyProblem.of(
                      KeyProblemId.DAMAGED, Map.of("line", line, "label", begin.label()))));
    }
  }

  /// The line of a position. Positions come in rising order, so that a file of a thousand blocks is
  /// counted once.
  private long lineOf(int position) {
    while (counted < position) {
      boolean lineEnd =
          text[counted] == '\n'
              || text[counted] == '\r' && (counted + 1 == text.length || text[counted + 1] != '\n');
      line += lineEnd ? 1 : 0;
      counted++;
    }
    return line;
  }

  private void lookAround(int from, int to) {
    boolean other = false;
    for (int i = from; i < to; i++) {
      byte c = text[i];
      if (c == '"' || c == '\'') {
        oddities.add(KeyOddity.QUOTED);
      } else if (c == '\\' && i + 1 < to && "nr\\".indexOf(text[i + 1]) >= 0) {
        oddities.add(KeyOddity.ESCAPED_NEWLINES);
        i += text[i + 1] == '\\' ? 0 : 1;
      } else if (c < 0 || c > ' ') {
        other = true;
      }
    }
    if (to < text.length && to > from && (text[to - 1] == ' ' || text[to - 1] == '\t')) {
      oddities.add(KeyOddity.INDENTED);
    }
    if (other) {
      boolean bag =
          BAG_MARKS.stream().anyMatch(mark -> AsciiSearch.indexOf(text, mark, from, to) >= 0);
      oddities.add(bag ? KeyOddity.BAG_ATTRIBUTES : KeyOddity.SURROUNDING_TEXT);
    }
  }

  private void lookAtTheWhole() {
    if (AsciiSearch.contains(text, "\r\n")) {
      oddities.add(KeyOddity.CRLF);
    }
    if (text.length > 0 && text[text.length - 1] != '\n') {
      oddities.add(KeyOddity.NO_FINAL_NEWLINE);
    }
    if (blocks.size() > 1) {
      oddities.add(KeyOddity.SEVERAL_OBJECTS);
    }
  }
}
