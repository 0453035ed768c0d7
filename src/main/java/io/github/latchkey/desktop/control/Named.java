package io.github.latchkey.desktop.control;

import java.util.Optional;
import java.util.function.Function;
import javafx.util.StringConverter;

/// How the values of a list that is chosen from are called; nobody types them.
///
/// @param <T> what is chosen
public final class Named<T> extends StringConverter<T> {

  private final Function<? super T, String> words;

  /// Values with these words.
  public Named(Function<? super T, String> words) {
    this.words = words;
  }

  @Override
  public String toString(T value) {
    return Optional.ofNullable(value).map(words).map(Object::toString).orElse("");
  }

  @Override
  public T fromString(String text) {
    throw new UnsupportedOperationException("values are chosen, not typed");
  }
}
