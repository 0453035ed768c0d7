package io.github.latchkey.desktop.control;

import java.util.Objects;

/// One line of a [FindingList].
///
/// @param tone the badge's colour
/// @param badge the badge's word
/// @param lead what stands out of the sentence, possibly empty
/// @param text the sentence
/// @param advice what to do, in a second line, possibly empty
public record FindingLine(Tone tone, String badge, String lead, String text, String advice) {

  public FindingLine {
    Objects.requireNonNull(tone);
    Objects.requireNonNull(badge);
    Objects.requireNonNull(lead);
    Objects.requireNonNull(text);
    Objects.requireNonNull(advice);
  }

  /// The whole line as a screen reader says it.
  public String spoken() {
    return String.join(" ", badge + ":", lead, text, advice).strip().replaceAll(" +", " ");
  }
}
