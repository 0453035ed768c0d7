package io.github.latchkey.desktop.frame;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks a person for files. The system's dialogs lie behind it, and a test's answers.
public interface FileChoice {

  /// Any number of files that exist; none when the person changed their mind.
  List<Path> existing(String title);

  /// A name for a file to be written.
  Optional<Path> fresh(String title, Path suggested);
}
