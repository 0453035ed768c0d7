package io.github.latchkey.desktop.task;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;

/// JavaFX's clipboard, used on its thread.
public final class SystemPasteboard implements Pasteboard {

  /// What KDE's Klipper and most Linux histories ask for before they keep a text.
  private static final DataFormat HISTORY_HINT = format("x-kde-passwordManagerHint");

  /// The same for Windows' clipboard history.
  private static final DataFormat WINDOWS_HINT =
      format("ExcludeClipboardContentFromMonitorProcessing");

  @Override
  public Optional<String> text() {
    return Optional.ofNullable(Clipboard.getSystemClipboard().getString());
  }

  @Override
  public void put(String text) {
    Clipboard.getSystemClipboard()
        .setContent(
            Map.of(
                DataFormat.PLAIN_TEXT,
                text,
                HISTORY_HINT,
                bytes("secret"),
                WINDOWS_HINT,
                bytes("1")));
  }

  @Override
  public void clear() {
    Clipboard.getSystemClipboard().clear();
  }

  private static ByteBuffer bytes(String ascii) {
    return ByteBuffer.wrap(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  private static DataFormat format(String name) {
    DataFormat known = DataFormat.lookupMimeType(name);
    return known == null ? new DataFormat(name) : known;
  }
}
