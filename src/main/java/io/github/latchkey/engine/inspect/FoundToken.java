package io.github.latchkey.engine.inspect;

import java.util.List;

/// A token that was found in something pasted.
///
/// @param text the token itself after cleaning
/// @param cleaning what had to be removed ([FindingId#CLEANED_UP]) or repaired
///   ([FindingId#BAD_BASE64]); empty for a bare token
public record FoundToken(String text, List<Finding> cleaning) {

  public FoundToken {
    cleaning = List.copyOf(cleaning);
  }

  /// Says nothing that could be used as a token.
  @Override
  public String toString() {
    return "FoundToken[" + text.length() + " characters]";
  }
}
