package io.github.latchkey.desktop.token;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.CreatedToken;
import io.github.latchkey.app.TokenCreation;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.platform.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Signing what [TokenViewModel] shows, and the token that comes out: how long it still lives, and
/// in which shape it is copied. A lock forgets the token.
public final class CreationViewModel {

  private final Desk desk;
  private final TokenViewModel form;
  private final ReadOnlyObjectWrapper<Optional<CreatedToken>> created =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper working = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper lifeText = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper copyText = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper left = new ReadOnlyDoubleWrapper(1);
  private Optional<TokenRequest> signed = Optional.empty();
  private boolean copied;

  /// Signs for this desk what that form shows.
  public CreationViewModel(Desk desk, TokenViewModel form) {
    this.desk = desk;
    this.form = form;
    desk.sessionProperty().subscribe(session -> forget());
    desk.pulse().each(this::tell);
    form.previewProperty().subscribe(now -> stale.set(!form.request().equals(signed)));
    tell();
  }

  /// The token, once there is one.
  public ReadOnlyObjectProperty<Optional<CreatedToken>> createdProperty() {
    return created.getReadOnlyProperty();
  }

  /// Whether it is being signed.
  public ReadOnlyBooleanProperty workingProperty() {
    return working.getReadOnlyProperty();
  }

  /// Whether the form has changed since.
  public ReadOnlyBooleanProperty staleProperty() {
    return stale.getReadOnlyProperty();
  }

  /// Why there is no token.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Its length and what is left of its life.
  public ReadOnlyStringProperty lifeTextProperty() {
    return lifeText.getReadOnlyProperty();
  }

  /// What the copy button says.
  public ReadOnlyStringProperty copyTextProperty() {
    return copyText.getReadOnlyProperty();
  }

  /// What is left of its life, from 1 to 0.
  public ReadOnlyDoubleProperty leftProperty() {
    return left.getReadOnlyProperty();
  }

  /// Signs what the form asks for.
  public void create() {
    Optional<VaultSession> session = desk.session();
    Optional<TokenRequest> request = form.request();
    if (session.isEmpty() || request.isEmpty() || working.get()) {
      return;
    }
    working.set(true);
    problem.set("");
    desk.background()
        .run(
            () -> desk.parts().tokens().create(session.get(), request.get()),
            token -> {
              working.set(false);
              if (desk.session().equals(session)) {
                signed = request;
                stale.set(false);
                copied = false;
                created.set(Optional.of(token));
                tell();
              }
            },
            thrown -> {
              working.set(false);
              problem.set(desk.explain(thrown).whole());
            });
  }

  /// Whether the token can be had in this shape.
  public boolean offers(TokenUse.Shape shape) {
    return created.get().filter(t -> TokenCreation.offers(t.credential(), shape)).isPresent();
  }

  /// Copies the bare token.
  public void copyToken() {
    created.get().ifPresent(token -> copy("token", token.compact()));
  }

  /// Copies a text out of the token.
  public void copyPart(String text) {
    copy("token", text);
  }

  /// Copies the token in a shape of the platform.
  public void copyAs(TokenUse.Shape shape) {
    created
        .get()
        .ifPresent(
            token -> {
              try {
                copy(
                    shape == TokenUse.Shape.URL ? "link" : "header",
                    TokenCreation.shaped(token, shape));
              } catch (AppException fault) {
                problem.set(desk.explain(fault).whole());
              }
            });
  }

  private void copy(String what, String text) {
    desk.copy(desk.wording().text("token.what." + what), text);
    problem.set("");
    copied = true;
    tell();
  }

  private void tell() {
    Wording wording = desk.wording();
    Optional<Duration> clears = desk.clipboard().left();
    copied = copied && clears.isPresent();
    copyText.set(
        copied
            ? wording.text("token.copied", Map.of("seconds", clears.orElseThrow().toSeconds()))
            : wording.text("token.copy"));
    created.get().ifPresent(this::tellLife);
  }

  private void tellLife(CreatedToken token) {
    Instant now = desk.now();
    Instant start = token.preview().start();
    Optional<Instant> end = token.expiresAt();
    left.set(end.map(until -> share(start, until, now)).orElse(1.0));
    String key =
        end.isEmpty()
            ? "token.result.endless"
            : !now.isBefore(end.get())
                ? "token.result.ended"
                : now.isBefore(start) ? "token.result.waiting" : "token.result";
    lifeText.set(
        desk.wording()
            .text(
                key,
                Map.of(
                    "count",
                    token.compact().length(),
                    "left",
                    end.map(until -> countdown(Duration.between(now, until))).orElse(""),
                    "when",
                    desk.wording().relative(start, now))));
  }

  private static double share(Instant start, Instant end, Instant now) {
    double whole = Math.max(1, Duration.between(start, end).toMillis());
    return Math.clamp(Duration.between(now, end).toMillis() / whole, 0, 1);
  }

  /// Minutes and seconds count down; longer times are said in words.
  private String countdown(Duration left) {
    return left.toHours() > 0
        ? desk.wording().amount(left)
        : left.toMinutes() + ":" + String.format("%02d", left.toSecondsPart());
  }

  private void forget() {
    created.set(Optional.empty());
    signed = Optional.empty();
    problem.set("");
    lifeText.set("");
  }
}
