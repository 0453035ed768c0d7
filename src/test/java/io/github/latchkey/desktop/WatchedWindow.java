package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.WindowVisit.Wish;
import io.github.latchkey.vault.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The window of another process, without a display, that does what a person would do. Every method
/// returns when it is done.
final class WatchedWindow implements AutoCloseable {

  /// The launcher's options, but for those that keep others from its memory; a smaller heap makes
  /// smaller dumps.
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx128m",
          "-XX:+UseSerialGC",
          "-XX:MarkSweepAlwaysCompactCount=1",
          "-XX:TieredStopAtLevel=1",
          "-Dprism.cacheLayoutSize=0",
          "-Dglass.platform=Headless",
          "-Dprism.order=sw",
          "-Djava.awt.headless=true");

  private final ChildJvm child;

  private WatchedWindow(ChildJvm child) {
    this.child = child;
  }

  /// The window at this vault's door.
  static WatchedWindow of(Path vault) throws IOException {
    var window = new WatchedWindow(ChildJvm.start(OPTIONS, WindowVisit.class, vault.toString()));
    window.await("#password");
    return window;
  }

  /// The process.
  ChildJvm child() {
    return child;
  }

  private String ask(Wish wish, byte... with) throws IOException {
    child.send(
        ByteBuffer.allocate(3 + with.length)
            .put((byte) wish.ordinal())
            .putShort((short) with.length)
            .put(with)
            .array());
    String answer = child.line();
    assertTrue(answer.endsWith("."), () -> wish + " failed in the other process");
    return answer.substring(0, answer.length() - 1);
  }

  private String ask(Wish wish, String text) throws IOException {
    return ask(wish, text.getBytes(StandardCharsets.UTF_8));
  }

  WatchedWindow click(String query) throws IOException {
    ask(Wish.CLICK, query);
    return this;
  }

  WatchedWindow type(String text) throws IOException {
    ask(Wish.TYPE, text);
    return this;
  }

  /// Keys by their names, joined by `+`.
  WatchedWindow press(String keys) throws IOException {
    ask(Wish.PRESS, keys);
    return this;
  }

  /// An entry of the credential's menu.
  WatchedWindow choose(int entry) throws IOException {
    ask(Wish.CHOOSE, (byte) entry);
    return this;
  }

  /// Until something is shown.
  WatchedWindow await(String query) throws IOException {
    ask(Wish.AWAIT, query);
    return this;
  }

  /// Until nothing is under way.
  WatchedWindow settle() throws IOException {
    ask(Wish.SETTLE);
    return this;
  }

  /// What the window does every minute.
  WatchedWindow forgetUsedKeys() throws IOException {
    ask(Wish.FORGET_USED);
    return this;
  }

  /// Lets time pass until the clipboard is empty.
  WatchedWindow outlive(int seconds) throws IOException {
    ask(Wish.OUTLIVE, (byte) seconds);
    return this;
  }

  /// What another program put on the clipboard.
  WatchedWindow otherProgramCopies(String text) throws IOException {
    ask(Wish.OTHER_COPIES, text);
    return this;
  }

  String clipboard() throws IOException {
    return ask(Wish.CLIPBOARD);
  }

  /// What is drawn glyph by glyph.
  String glyphs(String query) throws IOException {
    return ask(Wish.GLYPHS, query);
  }

  /// Keeps a text, as bytes and as characters, on purpose.
  WatchedWindow leak(String text) throws IOException {
    ask(Wish.LEAK, text);
    return this;
  }

  @Override
  public void close() {
    child.close();
  }
}
