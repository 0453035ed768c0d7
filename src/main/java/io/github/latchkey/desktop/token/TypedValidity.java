package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.platform.Validity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// When a token is to be valid, as a person says it: a chip, and the two fields that it fills and
/// that can be typed into.
final class TypedValidity {

  private static final Duration USUAL = Duration.ofMinutes(15);

  private final Desk desk;
  private final ObjectProperty<ValidityChoice> choice =
      new SimpleObjectProperty<>(ValidityChoice.lasting(USUAL));
  private final StringProperty from = new SimpleStringProperty("");
  private final StringProperty lasting = new SimpleStringProperty("15m");
  private boolean typing;
  private final ReadOnlyStringWrapper fromProblem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lastingProblem = new ReadOnlyStringWrapper("");

  TypedValidity(Desk desk) {
    this.desk = desk;
    choice.subscribe(this::fill);
    lasting.subscribe(this::mark);
  }

  ObjectProperty<ValidityChoice> choiceProperty() {
    return choice;
  }

  /// When the token is to begin, as typed; empty for now.
  StringProperty fromProperty() {
    return from;
  }

  /// How long it is to last, as typed.
  StringProperty lastingProperty() {
    return lasting;
  }

  /// What is wrong with the beginning.
  ReadOnlyStringProperty fromProblemProperty() {
    return fromProblem.getReadOnlyProperty();
  }

  /// What is wrong with the time it lasts.
  ReadOnlyStringProperty lastingProblemProperty() {
    return lastingProblem.getReadOnlyProperty();
  }

  String words(ValidityChoice offered) {
    return offered
        .lifetime()
        .map(desk.wording()::amount)
        .orElseGet(() -> desk.wording().text("token.valid.scheduled"));
  }

  /// Back to what a form without a credential shows.
  void clear() {
    from.set("");
    choice.set(ValidityChoice.lasting(USUAL));
    lasting.set(typed(USUAL));
  }

  /// The chip that says what is typed is marked, and no other.
  private void mark(String now) {
    if (choice.get().equals(ValidityChoice.SCHEDULED)) {
      return;
    }
    typing = true;
    try {
      choice.set(ValidityChoice.lasting(TimeText.duration(now)));
    } catch (AppException unreadable) {
      // said at the field when the form is read
      choice.set(ValidityChoice.UNREADABLE);
    }
    typing = false;
  }

  private void fill(ValidityChoice now) {
    if (typing) {
      return;
    }
    now.lifetime().ifPresent(lifetime -> lasting.set(typed(lifetime)));
    if (!now.equals(ValidityChoice.SCHEDULED)) {
      from.set("");
    } else if (from.get().isEmpty()) {
      Instant soon = desk.now().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.MINUTES);
      from.set(soon.atZone(desk.wording().zone()).toLocalDateTime().toString().replace('T', ' '));
    }
  }

  /// A duration as a person types it: `1h30m`.
  private static String typed(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /// What was typed; empty, with the reason at its field, while it cannot be read.
  Optional<Validity> read() {
    fromProblem.set("");
    lastingProblem.set("");
    Optional<Duration> lifetime = Optional.empty();
    try {
      lifetime = Optional.of(TimeText.duration(lasting.get()));
    } catch (AppException unreadable) {
      lastingProblem.set(desk.explain(unreadable).whole());
    }
    try {
      Optional<Instant> start =
          from.get().isBlank()
              ? Optional.empty()
              : Optional.of(TypedMoment.read(from.get(), desk.now(), desk.wording().zone()));
      return lifetime.map(l -> new Validity(Optional.empty(), start, new Validity.After(l)));
    } catch (AppException unreadable) {
      fromProblem.set(desk.explain(unreadable).whole());
      return Optional.empty();
    }
  }
}
