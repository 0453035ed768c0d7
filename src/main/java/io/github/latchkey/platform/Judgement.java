package io.github.latchkey.platform;

import io.github.latchkey.engine.inspect.Finding;
import java.util.List;
import java.util.function.Function;

/// One thing that is looked at when a token is judged.
///
/// Two tokens that have the same names, and the same values at these places, get the same findings:
/// so that what many tokens have in common is judged once.
///
/// @param places where the values lie that it depends on
/// @param findings what it has to say of a token, in order
public record Judgement(List<Place> places, Function<TokenView, List<Finding>> findings) {

  public Judgement {
    places = List.copyOf(places);
  }

  /// What it has to say of this token.
  public List<Finding> of(TokenView token) {
    return findings.apply(token);
  }
}
