package io.github.latchkey.desktop.inspect;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.InspectOptions;
import io.github.latchkey.app.InspectedToken;
import io.github.latchkey.app.Inspection;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.control.TokenParts;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.LatestWork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// Whatever was pasted, and what is to be said about the token in it. Every change is looked at in
/// the background; only the latest answer counts.
public final class InspectViewModel {

  /// More than this is looked at but not put into the text area, which would freeze the window.
  static final int LONGEST_SHOWN = 20_000;

  /// What the token finder looks at.
  private static final int LONGEST_FILE = 10 * 1024 * 1024;

  static final List<Duration> LEEWAYS =
      List.of(Duration.ZERO, Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(5));

  private final Desk desk;
  private final LatestWork looking;
  private final StringProperty input = new SimpleStringProperty("");
  private final StringProperty asOf = new SimpleStringProperty("");
  private final ObjectProperty<Duration> leeway = new SimpleObjectProperty<>(Duration.ZERO);
  private final ReadOnlyObjectWrapper<Optional<Inspection>> inspection =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<InspectedToken>> token =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper asOfProblem = new ReadOnlyStringWrapper("");
  private String text = "";
  private boolean placing;
  private int chosen;
  private Instant judgeAgain = Instant.EPOCH;

  /// Inspects with the keys of the desk's vault.
  public InspectViewModel(Desk desk) {
    this.desk = desk;
    this.looking = new LatestWork(desk.background());
    input.subscribe(
        now -> {
          if (!placing) {
            text = now;
            look();
          }
        });
    asOf.subscribe(now -> look());
    leeway.subscribe(now -> look());
    desk.pulse().each(this::beat);
    desk.dropped()
        .areTakenBy(View.INSPECT, files -> files.stream().findFirst().ifPresent(this::open));
    desk.sessionProperty()
        .subscribe(
            session -> {
              if (session.isEmpty()) {
                clear();
              }
            });
  }

  /// What stands in the text area.
  public StringProperty inputProperty() {
    return input;
  }

  /// As of which moment, as typed; empty for now.
  public StringProperty asOfProperty() {
    return asOf;
  }

  /// How far clocks may differ.
  public ObjectProperty<Duration> leewayProperty() {
    return leeway;
  }

  /// What was found in the text.
  public ReadOnlyObjectProperty<Optional<Inspection>> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  /// The token that is shown.
  public ReadOnlyObjectProperty<Optional<InspectedToken>> tokenProperty() {
    return token.getReadOnlyProperty();
  }

  /// Why there is nothing to show.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// What is wrong with the moment.
  public ReadOnlyStringProperty asOfProblemProperty() {
    return asOfProblem.getReadOnlyProperty();
  }

  /// Shows another token of the same text, counted from 0.
  public void choose(int other) {
    chosen = other;
    inspection.get().ifPresent(this::showChosen);
  }

  private void showChosen(Inspection now) {
    token.set(now.tokens().stream().skip(chosen).findFirst());
  }

  /// As of now is another moment each second: a verdict must not outlive its token. A look that
  /// takes long is repeated seldom, so that it never takes more than a tenth of the time.
  private void beat() {
    boolean watched = desk.placeProperty().get() == View.INSPECT && token.get().isPresent();
    if (watched && asOf.get().isBlank() && !desk.now().isBefore(judgeAgain)) {
      judge(Optional.empty(), this::showAgain);
    }
  }

  /// Takes a text of any length.
  public void read(String pasted) {
    text = pasted;
    placing = true;
    input.set(pasted.length() <= LONGEST_SHOWN ? pasted : pasted.substring(0, LONGEST_SHOWN) + "…");
    placing = false;
    look();
  }

  /// Takes the clipboard's text.
  public void paste() {
    desk.clipboard()
        .text()
        .filter(pasted -> !pasted.isBlank())
        .ifPresentOrElse(
            this::read, () -> problem.set(desk.wording().text("inspect.nothing-to-paste")));
  }

  /// Lets the person choose a file.
  public void openFile() {
    desk.files().existing(desk.wording().text("inspect.open.title")).stream()
        .findFirst()
        .ifPresent(this::open);
  }

  /// Takes a file's text.
  public void open(Path file) {
    desk.background()
        .run(() -> content(file), this::read, thrown -> problem.set(desk.explain(thrown).whole()));
  }

  private static String content(Path file) throws AppException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
      if (bytes.length > LONGEST_FILE) {
        throw new AppException(
            AppException.Kind.FILE_TOO_LARGE, Map.of("file", file, "limit", LONGEST_FILE));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException trouble) {
      throw AppException.about(file, trouble);
    }
  }

  /// Forgets everything that was pasted.
  public void clear() {
    read("");
    asOf.set("");
  }

  private void look() {
    Optional<Instant> at = moment();
    problem.set("");
    if (text.isBlank()) {
      looking.forget();
      inspection.set(Optional.empty());
      token.set(Optional.empty());
      return;
    }
    judge(at, this::show);
  }

  private void judge(Optional<Instant> at, Consumer<Inspection> show) {
    var options = new InspectOptions(at, leeway.get(), Optional.empty(), List.of());
    Optional<VaultSession> session = desk.session();
    String pasted = text;
    Instant started = desk.now();
    judgeAgain = Instant.MAX;
    looking.run(
        () -> desk.parts().inspecting().inspect(pasted, session, options),
        now -> {
          judgeAgain = desk.now().plus(Duration.between(started, desk.now()).multipliedBy(9));
          show.accept(now);
        },
        thrown -> problem.set(desk.explain(thrown).whole()));
  }

  private Optional<Instant> moment() {
    asOfProblem.set("");
    if (asOf.get().isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TimeText.moment(asOf.get(), desk.now()));
    } catch (AppException unreadable) {
      asOfProblem.set(desk.explain(unreadable).whole());
      return Optional.empty();
    }
  }

  private void show(Inspection now) {
    chosen = 0;
    showAgain(now);
    problem.set(
        now.tokens().isEmpty()
            ? now.findings().stream()
                .findFirst()
                .map(desk.wording()::finding)
                .map(Sentence::whole)
                .orElse("")
            : "");
  }

  private void showAgain(Inspection now) {
    inspection.set(Optional.of(now));
    showChosen(now);
  }

  /// The pasted text with the token in it coloured; the cleaned token alone where it was repaired.
  TokenParts parts(InspectedToken shown) {
    String compact = shown.token().compact();
    int at = input.get().indexOf(compact);
    return at < 0
        ? TokenParts.of(compact)
        : new TokenParts(
            input.get().substring(0, at), compact, input.get().substring(at + compact.length()));
  }

  /// Copies a text out of the token.
  public void copy(String part) {
    desk.copy(desk.wording().text("token.what.token"), part);
  }
}
