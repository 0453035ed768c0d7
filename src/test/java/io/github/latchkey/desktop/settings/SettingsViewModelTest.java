package io.github.latchkey.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Preferences;
import io.github.latchkey.desktop.frame.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private SettingsViewModel model;

  @BeforeEach
  void begin() {
    test = new TestDesk(folder);
    model = new SettingsViewModel(test.desk);
  }

  private Preferences afterRestart() {
    return new TestDesk(folder).desk.preferencesProperty().get();
  }

  @Test
  void remembersEachChangeAtOnce() {
    model.themeProperty().set(Theme.DARK);
    model.lockAfterProperty().set(Duration.ofMinutes(10));
    model.clearAfterProperty().set(Duration.ofSeconds(60));
    assertEquals(Theme.DARK, afterRestart().theme());
    assertEquals(Duration.ofMinutes(10), afterRestart().lockAfter());
    assertEquals(Duration.ofSeconds(60), afterRestart().clearAfter());
  }

  @Test
  void theNewTimesCountAtOnce() {
    model.clearAfterProperty().set(Duration.ofSeconds(10));
    test.desk.copy("Token", "a token");
    assertEquals(Duration.ofSeconds(10), test.desk.clipboard().left().orElseThrow());
  }

  @Test
  void offersWhatIsSetEvenWhereItIsUnusual() {
    test.desk.remember(Preferences.USUAL.withLockAfter(Duration.ofMinutes(7)));
    var again = new SettingsViewModel(test.desk);
    assertTrue(again.lockChoices().contains(Duration.ofMinutes(7)));
    assertEquals(again.lockChoices().stream().sorted().toList(), again.lockChoices());
  }

  @Test
  void namesTheChoices() {
    assertEquals(
        List.of("Follow the system", "Light", "Dark"),
        SettingsViewModel.THEMES.stream().map(model::words).toList());
    assertEquals("5 min", model.words(Duration.ofMinutes(5)));
  }

  @Test
  void namesEveryPartAndItsLicence() {
    for (String part : List.of("JavaFX", "AtlantaFX", "java-jwt", "Bouncy Castle", "zxcvbn4j")) {
      assertTrue(model.licences().contains(part), part);
    }
    assertTrue(model.version().startsWith("Latchkey 0."));
  }

  @Test
  void copiesVersionsAndNoFileNames() {
    model.copyDetails();
    String details = test.pasteboard.text().orElseThrow();
    assertTrue(details.contains("Java 25"), details);
    assertFalse(details.contains(folder.toString()));
  }
}
