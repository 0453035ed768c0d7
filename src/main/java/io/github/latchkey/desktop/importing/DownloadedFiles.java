package io.github.latchkey.desktop.importing;

import io.github.latchkey.desktop.frame.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The plaintext files whose content is stored now. They go only after the person was asked, and
/// was told what deleting cannot promise.
public final class DownloadedFiles {

  private final Desk desk;
  private final ReadOnlyBooleanWrapper asking = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper deletable = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private List<Path> files = List.of();

  DownloadedFiles(Desk desk) {
    this.desk = desk;
  }

  /// Whether the person has been asked if the files may go.
  public ReadOnlyBooleanProperty askingProperty() {
    return asking.getReadOnlyProperty();
  }

  /// Whether there are files that may go.
  public ReadOnlyBooleanProperty deletableProperty() {
    return deletable.getReadOnlyProperty();
  }

  /// What is said about deleting them.
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  /// These files may go; none where there is nothing to delete.
  void offer(List<Path> stored) {
    files = List.copyOf(stored);
    asking.set(false);
    deletable.set(!files.isEmpty());
    text.set("");
  }

  /// Asks whether the files may go.
  public void ask() {
    asking.set(true);
    String names =
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    text.set(desk.wording().text("importing.delete.ask", Map.of("files", names)));
  }

  /// Deletes them.
  public void delete() {
    List<Path> going = files;
    desk.background()
        .run(
            () -> {
              desk.parts().importing().deleteSources(going);
              return going;
            },
            gone -> {
              offer(List.of());
              text.set(desk.wording().text("importing.delete.done"));
            },
            thrown -> text.set(desk.explain(thrown).whole()));
  }
}
