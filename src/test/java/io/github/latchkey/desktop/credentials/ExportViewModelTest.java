package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.HeldBackground;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyVerdict;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private ExportViewModel model;
  private Path out;

  @BeforeEach
  void beginAnExport() throws Exception {
    test =
        new TestDesk(folder)
            .withVault()
            .withClan("clan-prod", "production")
            .with(
                "jio",
                "",
                "jiomeet-one-step",
                Map.of("app", "app-id-1", "iss", "acme"),
                new TestDesk(folder).secretFile());
    model = new ExportViewModel(test.desk);
    choose("clan-prod");
    out = folder.resolve("out.pem");
    test.files.answerFresh(out);
  }

  private Credential choose(String name) {
    Credential found =
        test.desk.credentialsProperty().get().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow();
    test.desk.chosenProperty().set(Optional.of(found));
    model.begin(found);
    return found;
  }

  private void write(String password, String passphrase, String again) {
    model.write(password.toCharArray(), passphrase.toCharArray(), again.toCharArray());
  }

  @Test
  void offersThePublicKeyFirstAndAsksNothingForIt() throws Exception {
    assertEquals(ExportForm.PUBLIC_PEM, model.formProperty().get());
    assertFalse(model.asksForPassword());
    write("", "", "");
    assertTrue(Files.readString(out).startsWith("-----BEGIN PUBLIC KEY-----"));
    assertEquals(Optional.empty(), model.exportedProperty().get());
    assertEquals("The key is in out.pem.", test.desk.noteProperty().get());
  }

  @Test
  void writesThePrivateKeyForItsOwnerAlone() throws Exception {
    model.formProperty().set(ExportForm.PRIVATE_PEM);
    assertTrue(model.isDangerous(ExportForm.PRIVATE_PEM));
    write(TestDesk.PASSWORD, "", "");
    assertTrue(Files.readString(out).startsWith("-----BEGIN PRIVATE KEY-----"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void encryptsWithAPassphraseThatWasTypedTwice() throws Exception {
    model.formProperty().set(ExportForm.ENCRYPTED_PEM);
    write(TestDesk.PASSWORD, "", "");
    assertEquals("Type a passphrase for the file first.", model.problemProperty().get());
    write(TestDesk.PASSWORD, "one", "other");
    assertEquals("The two passphrases differ.", model.problemProperty().get());
    assertFalse(Files.exists(out));
    write(TestDesk.PASSWORD, "one", "one");
    try (SecretBytes passphrase = SecretBytes.take("one".getBytes());
        KeyReading reading =
            KeyReader.read(out, KeyRequest.anything().withPassphrase(passphrase))) {
      assertEquals(KeyVerdict.USABLE, reading.verdict());
    }
  }

  @Test
  void keepsThePanelAndTheFileWhereThePasswordIsWrong() {
    model.formProperty().set(ExportForm.PRIVATE_PEM);
    write("", "", "");
    assertEquals("Type the password first.", model.problemProperty().get());
    write("a guess", "", "");
    assertTrue(model.problemProperty().get().contains("password"), model.problemProperty().get());
    assertTrue(model.exportedProperty().get().isPresent());
    assertFalse(Files.exists(out));
  }

  @Test
  void neverWritesOverAFile() throws Exception {
    Files.writeString(out, "mine");
    model.formProperty().set(ExportForm.PRIVATE_PEM);
    write(TestDesk.PASSWORD, "", "");
    assertEquals("mine", Files.readString(out));
    assertTrue(model.problemProperty().get().contains("exists already"));
  }

  @Test
  void takesTheRecoveryKeyInThePlaceOfThePassword() throws Exception {
    model.formProperty().set(ExportForm.PRIVATE_PEM);
    model.entry().byRecoveryKeyProperty().set(true);
    write("", "", "");
    assertTrue(model.problemProperty().get().startsWith("Type the recovery key first"));
    char[] key = test.recoveryKey();
    model.write(key, new char[0], new char[0]);
    assertTrue(Files.exists(out), model.problemProperty().get());
    assertArrayEquals(new char[key.length], key);
  }

  @Test
  void writesASecret() throws Exception {
    choose("jio");
    assertEquals(ExportForm.SECRET_TEXT, model.formProperty().get());
    write(TestDesk.PASSWORD, "", "");
    assertEquals("0123456789abcdef0123456789ABCDEF", Files.readString(out));
  }

  /// Takes the place of the desk with one whose work goes there.
  private Desk deskOn(Background background, Runnable finish) throws Exception {
    Desk desk = test.desk(background);
    try (Passphrase password = TestDesk.password()) {
      desk.open(VaultSession.open(test.desk.session().orElseThrow().file(), password, test.parts));
    }
    finish.run();
    model = new ExportViewModel(desk);
    beginOn(desk, "clan-prod");
    finish.run();
    return desk;
  }

  private void beginOn(Desk desk, String name) {
    Credential found =
        desk.credentialsProperty().get().stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow();
    desk.chosenProperty().set(Optional.of(found));
    model.begin(found);
  }

  @Test
  void writesNothingOnceItIsCancelled() throws Exception {
    var held = new HeldBackground();
    Desk desk = deskOn(held, held::finishAll);
    model.formProperty().set(ExportForm.PRIVATE_PEM);
    write(TestDesk.PASSWORD, "", "");
    model.cancel();
    held.finishAll();
    assertFalse(Files.exists(out));
    model.begin(desk.chosenProperty().get().orElseThrow());
    write("", "", "");
    desk.lock();
    held.finishAll();
    assertFalse(Files.exists(out), "nor once the vault is locked");
    assertEquals("", desk.lateProperty().get());
  }

  /// Work that is done at once and told when a test says so.
  private static final class LateAnswers implements Background {
    private final Deque<Runnable> answers = new ArrayDeque<>();

    @Override
    public <T> Running run(
        Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
      Background.inPlace()
          .run(
              work,
              result -> answers.add(() -> done.accept(result)),
              thrown -> answers.add(() -> failed.accept(thrown)));
      return () -> {};
    }

    void tell() {
      while (!answers.isEmpty()) {
        answers.remove().run();
      }
    }
  }

  @Test
  void whatWasWrittenWhenTheVaultWasLockedIsToldAtItsDoor() throws Exception {
    var late = new LateAnswers();
    Desk desk = deskOn(late, late::tell);
    write("", "", "");
    desk.lock();
    late.tell();
    assertTrue(Files.exists(out));
    assertEquals("The key is in out.pem.", desk.lateProperty().get());
  }

  @Test
  void whatWasWrittenLateClosesNoOtherExport() throws Exception {
    var late = new LateAnswers();
    Desk desk = deskOn(late, late::tell);
    write("", "", "");
    beginOn(desk, "jio");
    late.tell();
    assertEquals(Optional.of("jio"), model.exportedProperty().get().map(Credential::name));
    assertEquals("The key is in out.pem.", desk.noteProperty().get());
  }

  @Test
  void goesOnWithTheKeyOfNowWhereThatWasReplacedMeanwhile() throws Exception {
    Credential before = model.exportedProperty().get().orElseThrow();
    try (var look =
        test.parts
            .importing()
            .look(
                List.of(OfferedKey.file(test.keyFile("other2048.pkcs8.pem"))),
                test.desk.wording())) {
      test.parts
          .importing()
          .replaceKey(test.desk.session().orElseThrow(), look, before, Optional.empty());
    }
    test.desk.refresh();
    Credential now = model.exportedProperty().get().orElseThrow();
    assertEquals(before.id(), now.id());
    write("", "", "");
    assertEquals(now.key().publicPem().orElseThrow(), Files.readString(out));
    assertFalse(now.key().publicPem().equals(before.key().publicPem()));
  }

  @Test
  void endsWhereThePersonGoesAwayOrTheVaultLocks() {
    test.desk.go(View.HEALTH);
    assertEquals(Optional.empty(), model.exportedProperty().get());
    test.desk.go(View.CREDENTIALS);
    choose("jio");
    test.desk.chosenProperty().set(test.desk.credentialsProperty().get().stream().findFirst());
    assertEquals(Optional.empty(), model.exportedProperty().get());
    choose("jio");
    test.desk.lock();
    assertEquals(Optional.empty(), model.exportedProperty().get());
  }
}
