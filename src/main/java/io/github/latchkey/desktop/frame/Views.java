package io.github.latchkey.desktop.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.function.Function;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// The one FXML loader. Controllers come from the factory that the composition root hands in.
public final class Views {

  private final ResourceBundle words;
  private final Function<Class<?>, Object> controllers;

  /// Loads views with these words; `controllers` makes a controller of the class that the FXML file
  /// names.
  public Views(ResourceBundle words, Function<Class<?>, Object> controllers) {
    this.words = words;
    this.controllers = controllers;
  }

  /// A fresh view with a controller of its own. A file that cannot be loaded is a mistake in the
  /// program and ends it.
  public Parent load(View view) {
    URL file =
        Objects.requireNonNull(
            Views.class.getResource("/fxml/" + view.stem() + ".fxml"), view.stem());
    try {
      return new FXMLLoader(file, words, null, controllers::apply).load();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
