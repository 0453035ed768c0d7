package io.github.latchkey.desktop;

import io.github.latchkey.desktop.frame.FileChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// File dialogs with the answers that a test put there.
public final class AnsweredFiles implements FileChoice {

  private List<Path> existing = List.of();
  private Optional<Path> fresh = Optional.empty();

  public void answer(Path... files) {
    existing = List.of(files);
  }

  public void answerFresh(Path file) {
    fresh = Optional.of(file);
  }

  @Override
  public List<Path> existing(String title) {
    return existing;
  }

  @Override
  public Optional<Path> fresh(String title, Path suggested) {
    return fresh;
  }
}
