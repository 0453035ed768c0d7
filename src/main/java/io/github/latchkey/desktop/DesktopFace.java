package io.github.latchkey.desktop;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.FileChoice;
import io.github.latchkey.desktop.frame.KeyTraces;
import io.github.latchkey.desktop.frame.PreferencesFile;
import io.github.latchkey.desktop.recovery.SheetPrinter;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.ClipboardLease;
import io.github.latchkey.desktop.task.Pulse;
import io.github.latchkey.desktop.task.SystemPasteboard;
import io.github.latchkey.vault.UnlockWarmUp;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/// The window: the face of Latchkey that a person sees without typing a command.
public final class DesktopFace {

  private static final double WIDTH = 1240;
  private static final double HEIGHT = 800;
  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 600;

  private final Stage stage = new Stage();
  private final Pulse pulse = new Pulse();
  private final Desk desk;

  private DesktopFace(Latchkey parts, Optional<Path> vault, Function<Stage, FileChoice> files) {
    desk =
        new Desk(
            parts,
            Background.onThreads(),
            new ClipboardLease(new SystemPasteboard(), parts.clock()),
            new PreferencesFile(parts.folders().settings()),
            files.apply(stage),
            pulse);
    vault.map(Path::toAbsolutePath).ifPresent(desk.vaultFileProperty()::set);
  }

  /// Shows the window and returns when it is closed. JavaFX can be started once in a process.
  public static void run(Latchkey parts) throws InterruptedException {
    run(parts, Optional.empty());
  }

  /// Like [#run(Latchkey)], with the vault that the person named; without one the last one that was
  /// open is offered.
  public static void run(Latchkey parts, Optional<Path> vault) throws InterruptedException {
    run(parts, vault, SystemFileChoice::new);
  }

  /// The same with other dialogs for files.
  static void run(Latchkey parts, Optional<Path> vault, Function<Stage, FileChoice> files)
      throws InterruptedException {
    var closed = new CountDownLatch(1);
    Platform.setImplicitExit(false);
    Platform.startup(() -> new DesktopFace(parts, vault, files).show(closed));
    closed.await();
    Platform.exit();
  }

  private void show(CountDownLatch closed) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> desk.explain(thrown));
    var printer = SheetPrinter.ofThisSystem(Locale.getDefault());
    stage.setScene(new Screens(desk, printer).window(WIDTH, HEIGHT).scene());
    stage.setTitle(desk.wording().text("frame.name"));
    stage.getIcons().setAll(icons());
    stage.setMinWidth(LEAST_WIDTH);
    stage.setMinHeight(LEAST_HEIGHT);
    stage.setOnHidden(
        event -> {
          end();
          desk.whenAllAreClosed(closed::countDown);
        });
    stage.show();
    UnlockWarmUp.start();
    pulse.start();
    Latchkey parts = desk.parts();
    KeyTraces.clear(desk, Background.onThreads(), parts::forgetKeys, parts::forgetUsedKeys);
  }

  private static List<Image> icons() {
    return Stream.of(32, 128, 256)
        .map(size -> "/icons/latchkey-" + size + ".png")
        .map(DesktopFace.class::getResource)
        .map(Objects::requireNonNull)
        .map(url -> new Image(url.toExternalForm()))
        .toList();
  }

  /// What must not outlive the window: the open vault, and what Latchkey put on the clipboard. A
  /// save that is under way is finished.
  private void end() {
    desk.clipboard().end();
    desk.lock();
  }
}
