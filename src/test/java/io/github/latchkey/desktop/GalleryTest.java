package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ExportForm;
import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.control.DetailLine;
import io.github.latchkey.desktop.credentials.EditViewModel;
import io.github.latchkey.desktop.credentials.ExportViewModel;
import io.github.latchkey.desktop.frame.Appearance;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.frame.Window;
import io.github.latchkey.desktop.importing.ImportingViewModel;
import io.github.latchkey.desktop.settings.AccessViewModel;
import io.github.latchkey.desktop.token.TokenViewModel;
import io.github.latchkey.engine.keys.NewKey;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.application.ColorScheme;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every screen as a picture, in both looks and two sizes, to be laid beside the sketches.
class GalleryTest {

  @TempDir Path folder;

  @Test
  void everyScreenDrawsInBothLooksAndSizes() throws Exception {
    Fx.run(() -> {});
    var test = new TestDesk(folder).withVault();
    int pictures = Fx.call(() -> new Gallery(test).all());
    assertEquals(0, pictures % 4);
  }

  private static final class Gallery {
    private static final Map<String, String> JIO = Map.of("app", "app-id-1", "iss", "jiomeet-demo");
    private static final String FRESH = "a lantern under seven bridges";
    private static final String LONG_NAME =
        "a-credential-whose-name-goes-on-and-on-until-nothing-fits-any-more-eu-west-2";

    private final TestDesk test;
    private final Screens screens;
    private final Window wide;
    private final Window small;
    private int pictures;

    Gallery(TestDesk test) {
      this.test = test;
      screens = new Screens(test.desk);
      wide = screens.window(1240, 800);
      small = screens.window(900, 600);
    }

    int all() throws Exception {
      test.desk.go(View.CREDENTIALS);
      take("empty");
      test.withClan("clan-prod", "production")
          .withClan("clan-staging", "staging")
          .with("jio-demo", "staging", "jiomeet-one-step", JIO, test.secretFile())
          .with("jio-events", "production", "jiomeet-two-step", JIO, key("rsa2048.pkcs8.pem"))
          .with(
              LONG_NAME,
              "load test",
              "clan-meeting",
              Map.of("consumerId", "x"),
              key("rsa2048.pkcs8.pem"));
      take("credentials");
      choose("clan-prod");
      EditViewModel edit = screens.edit();
      edit.begin(test.desk.chosenProperty().get().orElseThrow());
      edit.form().fields().put("consumerId", "acme-eu");
      edit.form().rotateByProperty().set("2026-11-20");
      edit.form().tagsProperty().set("video, eu");
      take("edit");
      edit.save();
      take("earlier");
      takeExports();
      choose("clan-staging");
      screens.credentials().remove();
      take("removed");
      screens.credentials().showTrash();
      screens.credentials().trash().ask();
      take("trash");
      screens.credentials().restore();
      test.desk.go(View.TOKEN);
      TokenViewModel form = screens.token();
      test.desk
          .chosenProperty()
          .set(
              test.desk.credentialsProperty().get().stream()
                  .filter(c -> c.name().equals("clan-prod"))
                  .findFirst());
      take("create-form");
      form.values().put("room", "standup");
      screens.creation().create();
      test.desk.say("");
      take("create");
      screens.creation().copyToken();
      take("create-copied");
      String token = test.pasteboard.text().orElseThrow();
      test.desk.go(View.INSPECT);
      take("inspect-empty");
      screens.inspect().read("Authorization: Bearer " + token);
      take("inspect-accepted");
      test.clock.advance(Duration.ofMinutes(207));
      screens.inspect().read("Authorization: Bearer " + token);
      screens.frame().touch();
      take("inspect");
      test.desk.go(View.HEALTH);
      take("health");
      test.files.answerFresh(test.folder.resolve("backup.latchkey"));
      screens.copies().backUp();
      test.desk.go(View.SETTINGS);
      take("settings");
      screens
          .copies()
          .ask(new DetailLine.Action("", "", test.folder.resolve("backup.latchkey").toString()));
      take("settings-restore");
      screens.copies().keep();
      takePasswordChange();
      test.desk
          .dropped()
          .drop(List.of(key("rsa2048.pkcs8.pem"), key("rsa2048.spki.pem"), key("certificate.pem")));
      ImportingViewModel importing = screens.importing();
      importing.form().platformProperty().set(test.parts.platforms().find("clan-meeting"));
      importing.form().nameProperty().set("clan-new");
      importing.store();
      take("import-missing");
      importing.form().fields().putAll(Map.of("consumerId", "acme", "domain", "meet.acme.example"));
      importing.form().environmentProperty().set("production");
      importing.store();
      take("import");
      importing.downloads().ask();
      take("import-ask");
      test.desk.dropped().drop(List.of(key("encrypted.pkcs8.pem")));
      take("import-encrypted");
      Path several = test.folder.resolve("download.pem");
      Files.writeString(
          several,
          Files.readString(key("rsa2048.pkcs8.pem")) + Files.readString(key("ed25519.pkcs8.pem")));
      test.desk.dropped().drop(List.of(several));
      take("import-several");
      importing.offered().make(NewKey.EC_P256);
      importing.form().platformProperty().set(test.parts.platforms().find("generic"));
      importing.form().nameProperty().set("own-pair");
      importing.store();
      take("import-made");
      renameElsewhere();
      screens.frame().notices().lookAgain();
      test.desk.go(View.CREDENTIALS);
      screens.frame().notices().noticesProperty().get().getFirst().choices().getFirst().act().run();
      take("merged");
      changePasswordElsewhere();
      screens.frame().notices().lookAgain();
      take("rekeyed-notice");
      test.desk.go(View.REKEYED);
      take("rekeyed");
      test.desk.lock();
      take("unlock-fresh");
      screens.unlock().unlock(Passphrase.take("wrong".toCharArray()));
      take("unlock");
      damageTheVault();
      take("unlock-damaged");
      screens.unlock().changeCopy();
      screens.unlock().unlock(Optional.of(TestDesk.password()));
      take("unlock-damaged-earlier");
      takeEarlierCopyWithKeyFile();
      test.desk.go(View.NEWVAULT);
      screens.newVault().fileProperty().set(test.folder.resolve("other.latchkey").toString());
      screens.newVault().measure("tr0ub4dor".toCharArray());
      take("newvault");
      screens.newVault().create(TestDesk.PASSWORD.toCharArray(), TestDesk.PASSWORD.toCharArray());
      take("recovery");
      return pictures;
    }

    private void takePasswordChange() throws Exception {
      AccessViewModel access = screens.access();
      access.beginPasswordChange();
      access.measure("tr0ub4dor".toCharArray());
      take("settings-password");
      access.confirm(Optional.empty(), FRESH.toCharArray(), FRESH.toCharArray());
      take("settings-others");
      access.cancel();
      Path apart =
          Files.copy(
              test.desk.session().orElseThrow().file(),
              test.folder.resolve("team (conflicted copy of Asha).latchkey"));
      sealAnewAndKeepTheCopies();
      take("settings-earlier");
      screens.earlier().askSeal();
      take("settings-earlier-seal");
      takeDearCopies();
      screens.earlier().keep();
      takeMerging(apart);
    }

    /// They are as they were afterwards.
    private void takeDearCopies() throws Exception {
      Map<Path, byte[]> copies = new HashMap<>();
      try (var files = Files.newDirectoryStream(test.folder, "*.bak")) {
        for (Path copy : files) {
          copies.put(copy, Files.readAllBytes(copy));
          DearFile.make(copy);
        }
      }
      screens.earlier().seal(TestDesk.PASSWORD.toCharArray());
      take("settings-earlier-dear");
      for (Path copy : copies.keySet()) {
        Files.write(copy, copies.get(copy));
      }
    }

    private void takeMerging(Path apart) throws Exception {
      test.files.answer(apart);
      screens.copies().mergeFile();
      take("merging");
      screens.merging().merge("wrong".toCharArray());
      take("merging-wrong");
      DearFile.make(apart);
      screens.merging().merge(TestDesk.PASSWORD.toCharArray());
      take("merging-dear");
      screens.merging().cancel();
    }

    /// The tallest that stands at the door: a copy, its key file, and the question.
    private void takeEarlierCopyWithKeyFile() throws Exception {
      var archive = new TestDesk(test.folder.resolve("archive")).withVault();
      Path file = archive.desk.session().orElseThrow().file();
      Path second = archive.folder.resolve("team.latchkey-key");
      try (KeyFile keyFile = KeyFile.create(second)) {
        setPassword(archive, TestDesk.PASSWORD, Optional.of(keyFile), OtherWays.none());
      }
      var keep = new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP);
      setPassword(archive, FRESH, Optional.empty(), keep);
      archive.desk.session().orElseThrow().save();
      archive.desk.lock();
      Files.delete(file);
      test.desk.vaultFileProperty().set(file);
      screens.unlock().changeCopy();
      screens.unlock().entry().keyFileProperty().set(second.toString());
      screens.unlock().unlock(Optional.of(TestDesk.password()));
      assertTrue(screens.unlock().questions().earlierAskedProperty().get());
      assertTrue(screens.unlock().entry().wantsKeyFileProperty().get());
      take("unlock-earlier-key-file");
      assertIsInView(small, "#acceptEarlier");
      assertIsInView(small, "#keyFile");
      ((ScrollPane) small.scene().lookup("#screen")).setVvalue(1);
      small.scene().getRoot().layout();
      assertIsInView(small, "#otherWay");
    }

    private static void assertIsInView(Window window, String id) {
      Node node = window.scene().lookup(id);
      Bounds bounds = node.localToScene(node.getLayoutBounds());
      boolean isInView = bounds.getMinY() >= 0 && bounds.getMaxY() <= window.scene().getHeight();
      assertTrue(isInView, id + " at " + bounds);
    }

    private static void setPassword(
        TestDesk desk, String password, Optional<KeyFile> keyFile, OtherWays others)
        throws Exception {
      var access = desk.desk.session().orElseThrow().access();
      try (var known = access.confirmedByRecoveryKey().orElseThrow();
          var wanted = Passphrase.take(password.toCharArray()).orElseThrow()) {
        access.setPassword(known, wanted, keyFile, others);
      }
    }

    private void sealAnewAndKeepTheCopies() throws Exception {
      setPassword(
          test,
          TestDesk.PASSWORD,
          Optional.empty(),
          new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
      test.desk.refresh();
    }

    private void takeExports() throws Exception {
      ExportViewModel export = screens.credentials().export();
      screens.credentials().exportKey();
      take("export");
      export.formProperty().set(ExportForm.PRIVATE_PEM);
      export.write(new char[0], new char[0], new char[0]);
      take("export-plain");
      export.formProperty().set(ExportForm.ENCRYPTED_PEM);
      export.measure("tr0ub4dor".toCharArray());
      take("export-encrypted");
      export.cancel();
    }

    private void renameElsewhere() throws Exception {
      try (var password = TestDesk.password();
          var other =
              VaultSession.open(test.desk.session().orElseThrow().file(), password, test.parts)) {
        other.editing().rename(other.named("clan-prod"), "clan-eu");
      }
    }

    private void damageTheVault() throws Exception {
      Path file = test.desk.vaultFileProperty().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      test.desk.go(View.NEWVAULT);
      test.desk.go(View.UNLOCK);
    }

    private void changePasswordElsewhere() throws Exception {
      Path file = test.desk.session().orElseThrow().file();
      try (var password = TestDesk.password();
          var fresh = Passphrase.take(FRESH.toCharArray()).orElseThrow();
          var other = VaultSession.open(file, password, test.parts);
          var known = other.access().confirm(new Unlocking.Password(password))) {
        other
            .access()
            .changePassword(known, known.slot().id(), fresh, Optional.empty(), OtherWays.none());
      }
    }

    private void choose(String name) {
      test.desk
          .chosenProperty()
          .set(
              test.desk.credentialsProperty().get().stream()
                  .filter(c -> c.name().equals(name))
                  .findFirst());
    }

    private Path key(String name) {
      return test.keyFile(name);
    }

    private void take(String name) throws Exception {
      for (Window window : List.of(wide, small)) {
        for (ColorScheme scheme : ColorScheme.values()) {
          Appearance.dress(window.scene(), scheme);
          window.scene().snapshot(null);
          String suffix = window == wide ? "-" : "-900-";
          Picture.save(
              window.scene().snapshot(null),
              name + suffix + scheme.name().toLowerCase(Locale.ROOT));
          pictures++;
        }
      }
    }
  }
}
