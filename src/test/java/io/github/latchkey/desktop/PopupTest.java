package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.desktop.frame.Appearance;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import io.github.latchkey.desktop.recovery.RecoverySheet;
import io.github.latchkey.desktop.recovery.SheetPrinter;
import io.github.latchkey.vault.RecoveryKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Popups are windows of their own: what the main window's sheets define must reach them.
class PopupTest {

  private static final SheetPrinter PRINTERS =
      new SheetPrinter() {
        @Override
        public List<String> printers() {
          return List.of("Desk_of_Asha", "HP_LaserJet_2nd_floor", "PDF");
        }

        @Override
        public Page page(String printer, RecoverySheet sheet) {
          return key -> Outcome.REFUSED;
        }
      };

  @TempDir Path folder;

  private List<String> offered = List.of();

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
            var screens = new Screens(test.desk, PRINTERS);
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
            showPrinters(screens, window);
            stage.hide();
          });
    } finally {
      System.setErr(real);
    }
    assertEquals(List.of("Desk_of_Asha", "HP_LaserJet_2nd_floor", "PDF"), offered);
    assertEquals(
        List.of(),
        said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("WARNING")).toList());
  }

  /// The choice of a printer, as a picture in both looks.
  private void showPrinters(Screens screens, Window window) {
    var recovery = screens.recovery();
    recovery.show(RecoveryKey.random(), Path.of("team.latchkey"), Optional.empty(), () -> {});
    for (ColorScheme scheme : ColorScheme.values()) {
      Appearance.dress(window.scene(), scheme);
      window.scene().snapshot(null);
      recovery.findPrinters();
      var menu =
          javafx.stage.Window.getWindows().stream()
              .filter(ContextMenu.class::isInstance)
              .map(ContextMenu.class::cast)
              .findFirst()
              .orElseThrow();
      offered = menu.getItems().stream().skip(1).map(MenuItem::getText).toList();
      menu.getScene().snapshot(null);
      String name = "printers-" + scheme.name().toLowerCase(Locale.ROOT);
      try {
        Picture.save(menu.getScene().snapshot(null), name);
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
      menu.getItems().getLast().fire();
      menu.hide();
    }
  }
}
