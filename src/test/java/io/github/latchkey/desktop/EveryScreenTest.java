package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.desktop.control.PassphraseField;
import io.github.latchkey.desktop.frame.Appearance;
import io.github.latchkey.desktop.frame.Theme;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import io.github.latchkey.secret.Passphrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListCell;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is asked of every screen: it loads, its words exist, its controls have names, its keys
/// work.
class EveryScreenTest {

  private static final Pattern FXML_KEY = Pattern.compile("\"%([a-z.-]+)\"");
  private static final Pattern CODE_KEY =
      Pattern.compile(
          "\"((?:frame|unlock|recovery|credentials|edit|export|rekeyed|merging|checkup|access|copies|importing|token|inspect|settings|severity)\\.[a-z.-]*[a-z])\"");

  @TempDir Path folder;

  private TestDesk test;

  @BeforeEach
  void openAVault() throws Exception {
    Fx.start();
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void loads(View view) throws Exception {
    Parent loaded = Fx.call(() -> new Screens(test.desk).views().load(view));
    assertTrue(loaded.getChildrenUnmodifiable().size() > 0 || loaded instanceof ScrollPane);
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void everyControlHasAnAccessibleName(View view) throws Exception {
    Set<String> nameless =
        Fx.call(
            () -> {
              var screens = new Screens(test.desk);
              Window window = screens.window(1240, 800);
              test.desk.go(view == View.FRAME ? View.CREDENTIALS : view);
              window.scene().snapshot(null);
              return nameless(window.scene().getRoot());
            });
    assertEquals(Set.of(), nameless, "give these an accessibleText, or a label of their own");
  }

  private static Set<String> nameless(Node node) {
    Set<String> found = new LinkedHashSet<>();
    boolean skipped =
        node instanceof ScrollPane
            || node instanceof Label
            || node instanceof ListCell
            || !node.isVisible();
    if (node instanceof Control control
        && control.isFocusTraversable()
        && !skipped
        && !isNamed(control)) {
      found.add(control.getClass().getSimpleName() + "#" + control.getId());
    }
    boolean whole = node instanceof ComboBoxBase || !node.isVisible();
    if (node instanceof Parent parent && !whole) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(nameless(child)));
    }
    return found;
  }

  private static boolean isNamed(Control control) {
    String name = control.getAccessibleText();
    return name != null && !name.isBlank()
        || control instanceof Labeled labeled
            && labeled.getText() != null
            && !labeled.getText().isBlank();
  }

  @Test
  void everyWordOfTheScreensIsInTheBundle() throws IOException {
    ResourceBundle bundle = test.desk.wording().bundle();
    Set<String> missing = new TreeSet<>();
    for (String key : usedKeys()) {
      boolean known =
          bundle.containsKey(key)
              || bundle.keySet().stream().anyMatch(other -> other.startsWith(key + "."));
      if (!known) {
        missing.add(key);
      }
    }
    assertEquals(Set.of(), missing, "add these keys to messages.properties");
  }

  @Test
  void noWordOfTheScreensIsLeftOver() throws IOException {
    Set<String> used = usedKeys();
    String sources = String.join("\n", texts());
    List<String> left =
        test.desk.wording().bundle().keySet().stream()
            .filter(
                key ->
                    key.matches(
                        "(frame|unlock|recovery|credentials|edit|export|rekeyed|merging|checkup|access|copies|importing|token|inspect|settings)\\..*"))
            .filter(key -> !used.contains(key))
            .filter(key -> !isComposed(key, sources))
            .sorted()
            .toList();
    assertEquals(
        List.of(), left, "nothing says these any more: take them out of messages.properties");
  }

  /// Some keys are put together from a beginning and an id: `"settings.theme." + id`, or from a
  /// room's prefix and an ending.
  private static boolean isComposed(String key, String sources) {
    int dot = key.lastIndexOf('.');
    String beginning = key.substring(key.indexOf('.') + 1, dot + 1);
    String ending = key.substring(key.indexOf('.') + 1);
    return sources.contains("\"" + ending + "\"")
        || !beginning.isEmpty() && sources.contains(beginning + "\" +")
        || sources.contains("\"" + key.substring(0, dot + 1) + "\"")
        || Stream.of("one", "many").anyMatch(n -> key.endsWith("." + n));
  }

  private static Set<String> usedKeys() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String text : texts()) {
      for (Pattern pattern : List.of(FXML_KEY, CODE_KEY)) {
        pattern.matcher(text).results().forEach(hit -> keys.add(hit.group(1)));
      }
    }
    assertTrue(keys.size() > 100, "the search itself works");
    return keys;
  }

  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path root :
        List.of(
            Path.of("resources", "fxml"),
            Path.of("src", "main", "java", "io", "github", "latchkey", "desktop"),
            Path.of("src", "main", "java", "io", "github", "latchkey", "app"))) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          texts.add(Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Test
  void theKeysThatEveryoneKnowsWorkEverywhere() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          press(window, "Shortcut+T");
          assertEquals(View.TOKEN, test.desk.placeProperty().get());
          press(window, "Shortcut+I");
          assertEquals(View.INSPECT, test.desk.placeProperty().get());
          press(window, "Shortcut+N");
          assertEquals(View.IMPORTING, test.desk.placeProperty().get());
          press(window, "Esc");
          assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
          press(window, "Shortcut+K");
          assertEquals("search", window.scene().getFocusOwner().getId());
          press(window, "Shortcut+L");
          assertTrue(test.desk.session().isEmpty());
          press(window, "Shortcut+T");
          assertEquals(View.UNLOCK, test.desk.placeProperty().get(), "locked means locked");
        });
  }

  private static void press(Window window, String keys) {
    window.scene().getAccelerators().get(KeyCombination.valueOf(keys)).run();
  }

  @Test
  void theFirstChipCountsWhatIsThereNow() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.go(View.CREDENTIALS);
          window.scene().snapshot(null);
          for (int count = 1; count < 3; count++) {
            var chip = (ToggleButton) window.scene().lookup(".chip");
            assertEquals("All " + count, chip.getText());
            try {
              test.withClan("clan-" + count, "production");
            } catch (Exception impossible) {
              throw new AssertionError(impossible);
            }
          }
        });
  }

  @Test
  void thePasswordFieldHasTheFocusAfterALock() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.lock();
          window.scene().snapshot(null);
          assertEquals("password", window.scene().getFocusOwner().getId());
        });
  }

  @Test
  void whatWasTypedForAFileOfAnotherPasswordIsWipedByALock() throws Exception {
    Path file = test.desk.session().orElseThrow().file();
    Path apart = Files.copy(file, folder.resolve("apart.latchkey"));
    var access = test.desk.session().orElseThrow().access();
    try (var known = access.confirmedByRecoveryKey().orElseThrow();
        Passphrase fresh = TestDesk.password()) {
      access.setPassword(known, fresh, Optional.empty(), OtherWays.none());
    }
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.go(View.SETTINGS);
          test.desk.fileMerging().merge(apart, () -> {});
          window.scene().snapshot(null);
          assertEquals(View.MERGING, test.desk.placeProperty().get());
          var typed = (PassphraseField) window.scene().lookup("#typed");
          assertEquals(typed, window.scene().getFocusOwner());
          typed.type("half a password");
          test.desk.lock();
          assertEquals(0, typed.countProperty().get());
          assertEquals(View.UNLOCK, test.desk.placeProperty().get());
        });
  }

  @Test
  void nothingOfAPastedTokenStaysBehindALock() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.go(View.INSPECT);
          window.scene().snapshot(null);
          var input = (TextArea) window.scene().lookup("#input");
          var coloured = (Parent) window.scene().lookup("#coloured");
          input.replaceText(0, 0, "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl");
          window.scene().snapshot(null);
          assertTrue(shownText(coloured).contains("eyJzdWIiOiJ4In0"));
          test.desk.lock();
          input.undo();
          assertEquals("", input.getText());
          assertFalse(shownText(coloured).contains("eyJ"));
        });
  }

  private static String shownText(Parent parent) {
    return parent.lookupAll("Text").stream()
        .map(node -> ((Text) node).getText())
        .collect(Collectors.joining());
  }

  @Test
  void aMishapShowsItsCodeUntilItIsDismissed() throws Exception {
    Fx.run(
        () -> {
          test.desk.go(View.CREDENTIALS);
          Window window = new Screens(test.desk).window(1240, 800);
          test.desk.go(View.CREDENTIALS);
          test.desk.explain(new IllegalStateException("secret"));
          var text = (Label) window.scene().lookup("#mishapText");
          assertTrue(text.getText().contains("code "), text.getText());
          assertTrue(window.scene().lookup("#mishap").isVisible());
          test.desk.mishap().dismiss();
          assertTrue(!window.scene().lookup("#mishap").isVisible());
        });
  }

  @Test
  void theThemeFollowsThePreferences() throws Exception {
    Fx.run(
        () -> {
          Window window = new Screens(test.desk).window(1240, 800);
          for (var theme : List.of(Theme.DARK, Theme.LIGHT)) {
            test.desk.remember(test.desk.preferencesProperty().get().withTheme(theme));
            assertTrue(
                window.scene().getStylesheets().stream()
                    .anyMatch(sheet -> sheet.endsWith(theme.id() + ".css")));
          }
          Appearance.dress(window.scene(), ColorScheme.DARK);
          assertTrue(
              Application.getUserAgentStylesheet().toLowerCase(Locale.ROOT).contains("dark"));
        });
  }
}
