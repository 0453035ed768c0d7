package io.github.latchkey.desktop;

import io.github.latchkey.desktop.frame.FileChoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// The system's file dialogs over one window.
final class SystemFileChoice implements FileChoice {

  private final Stage owner;

  SystemFileChoice(Stage owner) {
    this.owner = owner;
  }

  @Override
  public List<Path> existing(String title) {
    List<File> files = dialog(title).showOpenMultipleDialog(owner);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  @Override
  public Optional<Path> fresh(String title, Path suggested) {
    FileChooser dialog = dialog(title);
    dialog.setInitialFileName(suggested.getFileName().toString());
    if (suggested.getParent() != null && Files.isDirectory(suggested.getParent())) {
      dialog.setInitialDirectory(suggested.getParent().toFile());
    }
    return Optional.ofNullable(dialog.showSaveDialog(owner)).map(File::toPath);
  }

  private static FileChooser dialog(String title) {
    var dialog = new FileChooser();
    dialog.setTitle(title);
    return dialog;
  }
}
