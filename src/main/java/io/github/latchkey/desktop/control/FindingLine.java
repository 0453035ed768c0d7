package io.github.latchkey.desktop.control;

import java.util.Objects;
import java.util.Optional;

/// One line of a [FindingList].
///
/// @param tone the badge's colour
/// @param badge the badge's word
/// @param lead what stands out of the sentence, possibly empty
/// @param text the sentence
/// @param advice what to do, in a second line, possibly empty
/// @param way where it is done
public record FindingLine(
    Tone tone, String badge, String lead, String text, String advice, Optional<Way> way) {

  /// A button that goes where something is done about a finding.
  public record Way(String word, Runnable go) {}

  /// A line without a button.
  public FindingLine(Tone tone, String badge, String lead, String text, String advice) {
    this(tone, badge, lead, text, advice, Optional.empty());
  }

  public FindingLine {
    Objects.requireNonNull(tone);
    Objects.requireNonNull(badge);
    Objects.requireNonNull(lead);
    Objects.requireNonNull(text);
    Objects.requireNonNull(advice);
    Objects.requireNonNull(way);
  }

  /// The whole line as a screen reader says it.
  public String spoken() {
    return String.join(" ", badge + ":", lead, text, advice).strip().replaceAll(" +", " ");
  }
}
