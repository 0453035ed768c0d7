package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the next key goes. A private key that is pasted must never land in the search field.
class FocusTest {

  @TempDir Path folder;

  private TestDesk test;

  @BeforeEach
  void openAVault() throws Exception {
    Fx.start();
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
  }

  private static void press(Window window, String keys) {
    window.scene().getAccelerators().get(KeyCombination.valueOf(keys)).run();
    window.scene().snapshot(null);
  }

  private static String focused(Window window) {
    window.scene().snapshot(null);
    return window.scene().getFocusOwner() == null ? "" : window.scene().getFocusOwner().getId();
  }

  private Window window(Screens screens) {
    Window window = screens.window(1240, 800);
    test.desk.go(View.CREDENTIALS);
    return window;
  }

  @Test
  void eachPlaceGivesTheFocusToItsOwnFirstControl() throws Exception {
    Fx.run(
        () -> {
          Window window = window(new Screens(test.desk));
          assertEquals("list", focused(window));
          Map<String, String> first =
              Map.of(
                  "Shortcut+N", "choose", "Shortcut+I", "input", "Shortcut+T", "field-consumerId");
          for (String keys : List.of("Shortcut+N", "Shortcut+I", "Shortcut+T")) {
            for (int time = 0; time < 2; time++) {
              press(window, "Shortcut+K");
              assertEquals("search", focused(window));
              press(window, keys);
              String id = focused(window);
              assertTrue(
                  keys.equals("Shortcut+T") ? id.startsWith("field-") : first.get(keys).equals(id),
                  keys + " gives the focus to " + id);
            }
          }
        });
  }

  @Test
  void theListHasTheFocusAfterALockAndAnUnlock() throws Exception {
    Fx.run(
        () -> {
          Window window = window(new Screens(test.desk));
          press(window, "Shortcut+N");
          test.desk.lock();
          assertEquals("password", focused(window));
          try {
            test.withVault();
          } catch (Exception impossible) {
            throw new AssertionError(impossible);
          }
          assertEquals("importFirst", focused(window));
        });
  }

  @Test
  void anImportLeadsTheFocusToWhatIsMissingOrWrongAndThenOn() throws Exception {
    Fx.run(
        () -> {
          var screens = new Screens(test.desk);
          Window window = window(screens);
          press(window, "Shortcut+N");
          screens.importing().offered().offer(List.of(test.keyFile("rsa2048.pkcs8.pem")));
          assertEquals("platform", focused(window));
          screens.importing().store();
          assertEquals("platform", focused(window));
          var form = screens.importing().form();
          form.platformProperty().set(test.parts.platforms().find("clan-meeting"));
          screens.importing().store();
          assertEquals("field-consumerId", focused(window));
          form.fields().put("consumerId", "acme");
          form.fields().put("domain", "meet.acme.example");
          form.nameProperty().set("clan-prod");
          screens.importing().store();
          assertEquals("name", focused(window));
          form.nameProperty().set("clan-new");
          form.rotateByProperty().set("some day");
          screens.importing().store();
          assertEquals("rotateBy", focused(window));
          form.rotateByProperty().set("");
          screens.importing().store();
          assertEquals("createToken", focused(window));
        });
  }

  @Test
  void theSearchTakesOneShortLineAndNoKey() throws Exception {
    String pem = Files.readString(test.keyFile("rsa2048.pkcs8.pem"));
    Fx.run(
        () -> {
          Window window = window(new Screens(test.desk));
          var search = (TextField) window.scene().lookup("#search");
          for (String refused :
              List.of(pem, "-----BEGIN", pem.replace("\n", " "), "one\ntwo", "x".repeat(201))) {
            search.replaceSelection(refused);
            assertEquals("", search.getText());
            assertTrue(test.desk.noteProperty().get().contains("Ctrl+N"));
          }
          search.replaceSelection("clan-prod");
          assertEquals("clan-prod", test.desk.searchProperty().get());
        });
  }

  @Test
  void aPasswordDoesNotOutliveItsScreenOrItsVault() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.lock();
          window.scene().snapshot(null);
          var password = (PassphraseField) window.scene().lookup("#password");
          type(password);
          test.desk.go(View.NEWVAULT);
          assertEquals(0, password.characters().length);
          test.desk.go(View.UNLOCK);
          type(password);
          test.desk.vaultFileProperty().set(folder.resolve("other.latchkey"));
          assertEquals(0, password.characters().length);
        });
  }

  private static void type(PassphraseField field) {
    field.type("secret");
    assertEquals(6, field.characters().length);
  }
}
