package io.github.latchkey.desktop;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.UserFolders;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.FileChoice;
import io.github.latchkey.desktop.task.Pasteboard;
import io.github.latchkey.desktop.task.SystemPasteboard;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.Window;

/// A process that shows the real window of one vault and does with keys and mouse what a
/// [WatchedWindow] asks of it, so that others can look at its memory.
///
/// What comes to be typed is never a text here: it is read into an array, pressed key by key, and
/// wiped. What is read from the screen goes out letter by letter.
final class WindowVisit {

  /// What the watcher can ask for.
  enum Wish {
    CLICK,
    TYPE,
    PRESS,
    CHOOSE,
    AWAIT,
    SETTLE,
    FORGET_USED,
    OUTLIVE,
    OTHER_COPIES,
    CLIPBOARD,
    GLYPHS,
    LEAK
  }

  /// Somebody who waits for a slow machine.
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /// System.in and System.out would keep what went through them.
  private static final DataInputStream IN =
      new DataInputStream(new FileInputStream(FileDescriptor.in));

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);
  private static final List<Object> LEAKED = new ArrayList<>();

  private final MovableClock clock = new MovableClock(Instant.now());
  private final Pasteboard pasteboard = new SystemPasteboard();
  private final Latchkey parts;

  private WindowVisit(Path folder) {
    parts =
        new Latchkey(
            clock,
            Platforms.bundled(),
            new Wording(Locale.ENGLISH, ZoneId.of("UTC")),
            new UserFolders(folder, folder.resolve("settings")),
            ArgonCost::least,
            Keyring.none());
  }

  public static void main(String[] arguments) throws Exception {
    Path vault = Path.of(arguments[0]);
    var visit = new WindowVisit(vault.getParent());
    Thread.ofPlatform().daemon().name("the watcher's wishes").start(visit::listen);
    DesktopFace.run(visit.parts, Optional.of(vault), stage -> new BesideTheVault());
  }

  /// Writes where the program suggests it.
  private static final class BesideTheVault implements FileChoice {
    @Override
    public List<Path> existing(String title) {
      return List.of();
    }

    @Override
    public Optional<Path> fresh(String title, Path suggested) {
      return Optional.of(suggested);
    }
  }

  private void listen() {
    try {
      while (true) {
        Wish wish = Wish.values()[IN.readByte()];
        byte[] with = IN.readNBytes(IN.readUnsignedShort());
        answer(wish, with);
        Arrays.fill(with, (byte) 0);
        OUT.write('.');
        OUT.write('\n');
      }
    } catch (Throwable failed) {
      failed.printStackTrace(); // the watcher gets no answer
      Runtime.getRuntime().halt(1);
    }
  }

  private void answer(Wish wish, byte[] with) throws Exception {
    switch (wish) {
      case CLICK -> click(text(with));
      case TYPE -> type(with);
      case PRESS -> press(text(with).split("\\+"));
      case CHOOSE -> choose(with[0]);
      case AWAIT -> {
        String query = text(with);
        await(() -> shown(query).isPresent());
      }
      case SETTLE -> settle();
      case FORGET_USED -> parts.forgetUsedKeys();
      case OUTLIVE -> {
        clock.advance(Duration.ofSeconds(with[0]));
        await(() -> pasteboard.text().isEmpty()); // the next beat clears it
      }
      case OTHER_COPIES -> onFx(() -> pasteboard.put(text(with)));
      case CLIPBOARD -> say(onFx(() -> pasteboard.text().orElse("")));
      case GLYPHS -> onFx(() -> sayGlyphs(shown(text(with)).orElseThrow()));
      case LEAK -> {
        LEAKED.add(with.clone());
        LEAKED.add(text(with).toCharArray());
      }
    }
    onFx(() -> {});
  }

  private static void onFx(Runnable work) throws Exception {
    onFx(Executors.callable(work));
  }

  private static <T> T onFx(Callable<T> work) throws Exception {
    var task = new FutureTask<>(work);
    Platform.runLater(task);
    return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// The first node with this id, style class or label that can be seen.
  private static Optional<Node> shown(String query) {
    return Window.getWindows().stream()
        .map(window -> window.getScene().getRoot())
        .flatMap(root -> found(root, query))
        .filter(WindowVisit::isVisible)
        .findFirst();
  }

  private static Stream<Node> found(Parent root, String query) {
    return query.startsWith("#") || query.startsWith(".")
        ? root.lookupAll(query).stream()
        : Stream.of(".label", ".button")
            .flatMap(kind -> root.lookupAll(kind).stream())
            .filter(node -> node instanceof Labeled label && query.equals(label.getText()));
  }

  private static boolean isVisible(Node node) {
    return node.isVisible() && (node.getParent() == null || isVisible(node.getParent()));
  }

  private static void click(String query) throws Exception {
    onFx(
        () -> {
          Node node =
              shown(query).orElseThrow(() -> new IllegalStateException(query + " is not shown"));
          node.getScene().getRoot().applyCss();
          node.getScene().getRoot().layout();
          Bounds place = node.localToScreen(node.getBoundsInLocal());
          var robot = new Robot();
          robot.mouseMove(place.getCenterX(), place.getCenterY());
          robot.mouseClick(MouseButton.PRIMARY);
          robot.mouseRelease(MouseButton.PRIMARY); // without a display, each press comes twice
          robot.mouseMove(1, 1);
        });
  }

  /// Small letters and spaces, which the headless keyboard has.
  private static void type(byte[] ascii) throws Exception {
    for (byte letter : ascii) {
      KeyCode key =
          letter == ' ' ? KeyCode.SPACE : KeyCode.values()[KeyCode.A.ordinal() + letter - 'a'];
      onFx(() -> new Robot().keyType(key));
    }
  }

  private static void press(String... names) throws Exception {
    List<KeyCode> keys = Arrays.stream(names).map(KeyCode::valueOf).toList();
    onFx(
        () -> {
          var robot = new Robot();
          keys.forEach(robot::keyPress);
          keys.reversed().forEach(robot::keyRelease);
        });
  }

  /// An entry of the menu of what can be done with a credential.
  private static void choose(int entry) throws Exception {
    onFx(() -> ((MenuButton) shown("#more").orElseThrow()).getItems().get(entry).fire());
  }

  /// Looks at every frame.
  private static void await(BooleanSupplier condition) throws Exception {
    var met = new CompletableFuture<Boolean>();
    var timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            if (condition.getAsBoolean()) {
              stop();
              met.complete(true);
            }
          }
        };
    onFx(timer::start);
    met.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /// Until no work is under way: what ends on the window's thread may begin the next.
  private static void settle() throws Exception {
    for (List<Thread> busy = background(); !busy.isEmpty(); busy = background()) {
      for (Thread thread : busy) {
        thread.join();
      }
      onFx(() -> {});
    }
  }

  private static List<Thread> background() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("latchkey-background-"))
        .toList();
  }

  private static void say(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      OUT.write(text.charAt(i));
    }
  }

  private static void sayGlyphs(Node node) {
    if (node instanceof Text glyph) {
      try {
        say(glyph.getText());
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    } else if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(WindowVisit::sayGlyphs);
    }
  }
}
