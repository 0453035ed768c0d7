package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.SplitMenuButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Popups are windows of their own: what the main window's sheets define must reach them.
class PopupTest {

  @TempDir Path folder;

  @Test
  void noPopupMakesTheStylesComplain() throws Exception {
    Fx.start();
    var test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    PrintStream real = System.err;
    var said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      Fx.run(
          () -> {
            Stage stage = new Stage();
            var screens = new Screens(test.desk);
            Window window = screens.window(1000, 700);
            stage.setScene(window.scene());
            stage.show();
            test.desk.go(View.IMPORTING);
            screens.importing().offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
            for (String id : List.of("#platform", "#environment", "#rotateBy")) {
              var box = (ComboBoxBase<?>) window.scene().lookup(id);
              box.show();
              javafx.stage.Window.getWindows().forEach(w -> w.getScene().snapshot(null));
              box.hide();
            }
            test.desk.go(View.TOKEN);
            screens.creation().create();
            var copy = (SplitMenuButton) window.scene().lookup("#copy");
            window.scene().snapshot(null);
            copy.show();
            javafx.stage.Window.getWindows().forEach(w -> w.getScene().snapshot(null));
            copy.hide();
            stage.hide();
          });
    } finally {
      System.setErr(real);
    }
    assertEquals(
        List.of(),
        said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("WARNING")).toList());
  }
}
