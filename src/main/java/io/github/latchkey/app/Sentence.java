package io.github.latchkey.app;

/// What a person reads about one thing: what is so, and what to do about it.
///
/// @param what one sentence
/// @param advice one sentence, or empty where nothing is to be done
public record Sentence(String what, String advice) {

  /// Both in one line.
  public String whole() {
    return advice.isEmpty() ? what : what + " " + advice;
  }
}
