package io.github.latchkey.desktop.settings;

import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.Preferences;
import io.github.latchkey.desktop.frame.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// What a person sets, and what Latchkey is made of.
public final class SettingsViewModel {

  static final List<Theme> THEMES = List.of(Theme.values());
  private static final List<Duration> LOCK =
      Stream.of(1, 2, 5, 10, 30).map(Duration::ofMinutes).toList();
  private static final List<Duration> CLEAR =
      Stream.of(10, 30, 60, 120).map(Duration::ofSeconds).toList();

  private final Desk desk;
  private final ObjectProperty<Theme> theme;
  private final ObjectProperty<Duration> lockAfter;
  private final ObjectProperty<Duration> clearAfter;

  /// The settings of this desk; a change is remembered at once.
  public SettingsViewModel(Desk desk) {
    this.desk = desk;
    Preferences now = desk.preferencesProperty().get();
    theme = remembered(now.theme(), value -> p -> p.withTheme(value));
    lockAfter = remembered(now.lockAfter(), value -> p -> p.withLockAfter(value));
    clearAfter = remembered(now.clearAfter(), value -> p -> p.withClearAfter(value));
  }

  private <T> ObjectProperty<T> remembered(T now, Function<T, UnaryOperator<Preferences>> change) {
    var property = new SimpleObjectProperty<>(now);
    property.subscribe(
        value -> desk.remember(change.apply(value).apply(desk.preferencesProperty().get())));
    return property;
  }

  /// Light, dark, or as the system.
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /// Idle time until the vault locks.
  public ObjectProperty<Duration> lockAfterProperty() {
    return lockAfter;
  }

  /// Time until the clipboard is cleared.
  public ObjectProperty<Duration> clearAfterProperty() {
    return clearAfter;
  }

  List<Duration> lockChoices() {
    return with(LOCK, lockAfter.get());
  }

  List<Duration> clearChoices() {
    return with(CLEAR, clearAfter.get());
  }

  /// The usual choices, and what is set where it is none of them.
  private static List<Duration> with(List<Duration> usual, Duration set) {
    return Stream.concat(usual.stream(), Stream.of(set)).distinct().sorted().toList();
  }

  String words(Theme choice) {
    return desk.wording().text("settings.theme." + choice.id());
  }

  String words(Duration choice) {
    return desk.wording().amount(choice);
  }

  /// `Latchkey 0.1.0`.
  public String version() {
    return desk.wording().text("settings.version", Map.of("version", number()));
  }

  private static String number() {
    return Optional.ofNullable(SettingsViewModel.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .orElse("0.1.0");
  }

  /// The parts and their licences, one to a line.
  public String licences() {
    try (InputStream in = SettingsViewModel.class.getResourceAsStream("/licences.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Copies versions for a report; nothing of the vault is in it.
  public void copyDetails() {
    String details =
        String.join(
            "\n",
            version(),
            "Java " + System.getProperty("java.version"),
            "JavaFX " + System.getProperty("javafx.version"),
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch"));
    desk.copy(desk.wording().text("frame.details"), details);
  }
}
