package io.github.latchkey.desktop.frame;

import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.control.Tone;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import java.util.List;

/// Findings as lines of a list: the badge says how bad, the first sentence stands out.
public final class FindingText {

  private FindingText() {}

  /// A line for each finding, in their order.
  public static List<FindingLine> lines(List<Finding> findings, Wording wording) {
    return findings.stream().map(finding -> line(finding, wording)).toList();
  }

  private static FindingLine line(Finding finding, Wording wording) {
    Sentence sentence = wording.finding(finding);
    Tone tone = tone(finding);
    String word =
        switch (tone) {
          case ERROR -> "severity.error";
          case WARNING -> "severity.warning";
          case GOOD -> "frame.good";
          case NOTE, PLAIN -> "severity.info";
        };
    int end = sentence.what().indexOf(". ");
    String lead = end < 0 ? "" : sentence.what().substring(0, end + 1);
    String rest = end < 0 ? sentence.what() : sentence.what().substring(end + 2);
    return new FindingLine(tone, wording.text(word), lead, rest, sentence.advice());
  }

  /// How good or bad a finding is.
  public static Tone tone(Finding finding) {
    return switch (finding.severity()) {
      case ERROR -> Tone.ERROR;
      case WARNING -> Tone.WARNING;
      case INFO -> finding.id() == FindingId.SIGNATURE_VALID ? Tone.GOOD : Tone.NOTE;
    };
  }
}
