package io.github.latchkey.desktop.frame;

import io.github.latchkey.desktop.task.Background;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the window remembers, in memory and on the disk. Used on the JavaFX thread only.
public final class RememberedPreferences {

  private final PreferencesFile file;
  private final Background background;
  private final Consumer<Throwable> failed;
  private final ReadOnlyObjectWrapper<Preferences> now;

  RememberedPreferences(PreferencesFile file, Background background, Consumer<Throwable> failed) {
    this.file = file;
    this.background = background;
    this.failed = failed;
    this.now = new ReadOnlyObjectWrapper<>(file.read());
  }

  /// What is remembered.
  public ReadOnlyObjectProperty<Preferences> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /// Remembers other preferences.
  public void remember(Preferences wanted) {
    if (wanted.equals(now.get())) {
      return;
    }
    now.set(wanted);
    background.run(
        () -> {
          file.write(wanted);
          return wanted;
        },
        written -> {},
        failed);
  }
}
