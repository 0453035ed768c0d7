package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.ClipboardLease;
import io.github.latchkey.desktop.task.Pasteboard;
import io.github.latchkey.desktop.task.SystemPasteboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/// The three people's ways through the real window, with keys and mouse, real threads, the real
/// clipboard and the cheapest key derivation.
class TheWholeWayTest {

  private static final String PASSWORD = "seven purple otters dance";

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();
  private final Pasteboard pasteboard = new SystemPasteboard();
  private TestDesk test;
  private Desk desk;
  private Stage stage;
  private Window window;

  @BeforeEach
  void showTheWindow() throws Exception {
    Fx.start();
    stage = FxToolkit.registerPrimaryStage();
    test = new TestDesk(folder.resolve("home"));
    FxToolkit.setupFixture(
        () -> {
          desk = test.desk(Background.onThreads(), new ClipboardLease(pasteboard, test.clock));
          window = new Screens(desk).window(1000, 800);
          stage.setScene(window.scene());
          stage.show();
        });
  }

  @AfterEach
  void closeTheWindow() throws Exception {
    FxToolkit.cleanupStages();
  }

  @Test
  void adminStoresAKeyQaMakesATokenSupportReadsIt() throws Exception {
    adminCreatesTheVault();
    adminImportsTheDownloadedKey();
    String token = qaCreatesAToken();
    supportInspectsIt(token);
    theWindowLocksAndOpensAgain();
  }

  private void adminCreatesTheVault() throws Exception {
    assertEquals(View.NEWVAULT, desk.placeProperty().get());
    type("#password", PASSWORD);
    type("#again", PASSWORD);
    robot.clickOn("#create");
    until(() -> robot.lookup("#lastGroup").tryQuery().isPresent());
    robot.clickOn("Copy");
    String recoveryKey = clipboard();
    assertEquals(8, recoveryKey.split("-").length);
    type("#lastGroup", "WRONG");
    robot.clickOn("#done");
    assertTrue(text("#problem").contains("last group"));
    robot.write(recoveryKey.substring(recoveryKey.lastIndexOf('-') + 1), 0);
    robot.clickOn("#done");
    until(() -> desk.session().isPresent());
  }

  private void adminImportsTheDownloadedKey() throws Exception {
    Path downloaded = test.keyFile("rsa2048.pkcs8.pem");
    Path publicKey = test.keyFile("rsa2048.spki.pem");
    drop(downloaded, publicKey);
    until(
        () -> robot.lookup("#store").query() != null && robot.lookup("#store").query().isVisible());
    robot.interact(
        () ->
            robot
                .lookup("#platform")
                .queryComboBox()
                .getSelectionModel()
                .select(
                    test.parts
                        .platforms()
                        .all()
                        .indexOf(test.parts.platforms().find("clan-meeting").orElseThrow())));
    type("#name", "clan-prod", true);
    robot.clickOn("#store");
    until(() -> robot.lookup(".problem").queryAll().stream().anyMatch(this::speaks));
    type("#field-consumerId", "acme", false);
    type("#field-domain", "meet.acme.example", false);
    robot.clickOn("#store");
    until(() -> robot.lookup("#stored").query().isVisible());
    assertTrue(text("#storedText").contains("RS256"));
    robot.clickOn("#delete");
    robot.clickOn("#deleteNow");
    until(() -> !Files.exists(downloaded));
    assertFalse(Files.exists(publicKey));
    robot.clickOn("#createToken");
  }

  private boolean speaks(Node node) {
    return node instanceof Label label
        && node.isVisible()
        && label.getText().contains("Consumer ID");
  }

  private String qaCreatesAToken() throws Exception {
    until(() -> desk.placeProperty().get() == View.TOKEN);
    type("#field-room", "standup", false);
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    until(() -> robot.lookup("#result").query().isVisible());
    robot.interact(() -> robot.lookup("#copy").queryAs(SplitMenuButton.class).fire());
    String token = clipboard();
    assertEquals(3, token.split("\\.").length);
    choose("BEARER");
    assertEquals("Authorization: Bearer " + token, clipboard());
    choose("URL");
    assertEquals("https://meet.acme.example/acme/standup?jwt=" + token, clipboard());
    return token;
  }

  private void choose(String shape) {
    robot.interact(
        () ->
            robot.lookup("#copy").queryAs(SplitMenuButton.class).getItems().stream()
                .filter(item -> shape.equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire());
  }

  private void supportInspectsIt(String token) throws Exception {
    test.clock.advance(Duration.ofMinutes(16));
    robot.push(KeyCode.CONTROL, KeyCode.I);
    robot.interact(
        () -> pasteboard.put("401 from your API\nAuthorization: Bearer " + token + "\n"));
    robot.clickOn("Paste");
    until(() -> robot.lookup("#verdict").query().isVisible());
    assertTrue(text("#verdictWord").startsWith("Refused: Expired 1 min ago"), text("#verdictWord"));
    assertTrue(text("#verdictText").contains("clan-prod"));
  }

  private void theWindowLocksAndOpensAgain() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.L);
    assertTrue(desk.session().isEmpty());
    robot.write("not the password", 0);
    robot.push(KeyCode.ENTER);
    until(() -> !text("#problem").isEmpty());
    robot.write(PASSWORD, 0);
    robot.push(KeyCode.ENTER);
    until(() -> desk.session().isPresent());
    assertEquals(
        List.of("clan-prod"),
        desk.credentialsProperty().get().stream().map(c -> c.name()).toList());
  }

  private void type(String field, String text) {
    robot.clickOn(field);
    robot.write(text, 0);
  }

  private void type(String field, String text, boolean replace) {
    robot.clickOn(field);
    if (replace) {
      robot.push(KeyCode.CONTROL, KeyCode.A);
    }
    robot.write(text, 0);
  }

  private void drop(Path... files) {
    robot.interact(() -> Dragging.drop(window.scene().getRoot(), Arrays.asList(files)));
  }

  private String text(String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }

  private String clipboard() throws Exception {
    return Fx.call(() -> pasteboard.text().orElse(""));
  }

  private static void until(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
