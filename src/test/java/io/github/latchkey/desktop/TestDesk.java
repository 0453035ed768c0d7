package io.github.latchkey.desktop;

import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.OpenKeyring;
import io.github.latchkey.app.UserFolders;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.frame.PreferencesFile;
import io.github.latchkey.desktop.task.Background;
import io.github.latchkey.desktop.task.ClipboardLease;
import io.github.latchkey.desktop.task.Pulse;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.RecoveryKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A desk in a temporary folder: real parts, the cheapest key derivation, work done in place, and a
/// clock, a clipboard and file dialogs in the test's hand.
public final class TestDesk {

  private static byte[] emptyVault = new byte[0];
  private static char[] recoveryKey = new char[0];

  public static final String PASSWORD = "correct horse battery staple";

  public final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T06:34:00Z"));
  public final HeldPasteboard pasteboard = new HeldPasteboard();
  public final AnsweredFiles files = new AnsweredFiles();
  public final Pulse pulse = new Pulse();
  public final Path folder;
  public final Latchkey parts;
  public final Desk desk;

  public TestDesk(Path folder) {
    this.folder = folder;
    parts =
        new Latchkey(
            clock,
            Platforms.bundled(),
            new Wording(Locale.of("en", "IN"), ZoneId.of("Asia/Kolkata")),
            new UserFolders(folder, folder.resolve("settings")),
            ArgonCost::least,
            Keyring.none());
    desk = desk(Background.inPlace());
  }

  /// Another desk over the same parts.
  public Desk desk(Background background) {
    return desk(background, new ClipboardLease(pasteboard, clock));
  }

  /// Another desk, over a keyring.
  public Desk desk(Background background, OpenKeyring keyring) {
    return desk(keyring.in(parts), background, new ClipboardLease(pasteboard, clock));
  }

  /// Another desk with a clipboard of its own.
  public Desk desk(Background background, ClipboardLease clipboard) {
    return desk(parts, background, clipboard);
  }

  private Desk desk(Latchkey parts, Background background, ClipboardLease clipboard) {
    return new Desk(
        parts,
        background,
        clipboard,
        new PreferencesFile(parts.folders().settings()),
        files,
        pulse);
  }

  public static Passphrase password() {
    return Passphrase.take(PASSWORD.toCharArray()).orElseThrow();
  }

  /// Puts the empty vault `team.latchkey` there and opens it on the desk. It is made once for all
  /// tests and opened with its recovery key, which needs no key derivation.
  public TestDesk withVault() throws Exception {
    Path file = folder.resolve("team.latchkey");
    Files.createDirectories(folder);
    Files.write(file, emptyVault(parts));
    try (var key = RecoveryKey.read(recoveryKey.clone())) {
      desk.open(VaultSession.open(file, key, parts));
    }
    return this;
  }

  /// The recovery key of every vault made here, as it is typed.
  public char[] recoveryKey() {
    return recoveryKey.clone();
  }

  private static synchronized byte[] emptyVault(Latchkey parts) throws Exception {
    if (emptyVault.length == 0) {
      Path file = Files.createTempDirectory("latchkey-test").resolve("team.latchkey");
      try (Passphrase password = password();
          var made = VaultSession.create(file, password, parts)) {
        recoveryKey = made.recoveryKey().text();
      }
      emptyVault = Files.readAllBytes(file);
    }
    return emptyVault;
  }

  /// Stores an RSA key as a Clan Meeting credential.
  public TestDesk withClan(String name, String environment) throws Exception {
    return with(
        name,
        environment,
        "clan-meeting",
        Map.of("consumerId", "acme"),
        keyFile("rsa2048.pkcs8.pem"));
  }

  /// Stores a key under a name.
  public TestDesk with(
      String name, String environment, String platform, Map<String, String> fields, Path key)
      throws Exception {
    try (var look = parts.importing().look(List.of(OfferedKey.file(key)), desk.wording())) {
      parts
          .importing()
          .store(
              desk.session().orElseThrow(),
              look,
              new ImportRequest(
                  name,
                  parts.platforms().get(platform),
                  fields,
                  Optional.of(environment).filter(e -> !e.isEmpty()),
                  List.of(),
                  Optional.empty(),
                  Optional.of(LocalDate.parse("2027-11-03")),
                  Optional.empty()));
    }
    desk.refresh();
    desk.chosenProperty().set(desk.credentialsProperty().get().stream().findFirst());
    return this;
  }

  /// A copy of a test key in the desk's folder, which a test may delete.
  public Path keyFile(String resource) {
    Path copy = folder.resolve(resource);
    try (InputStream in = TestDesk.class.getResourceAsStream("/keys/" + resource)) {
      Files.createDirectories(folder);
      Files.write(copy, in.readAllBytes());
      return copy;
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /// A file with a secret of 32 characters.
  public Path secretFile() throws IOException {
    return Files.writeString(folder.resolve("app-secret.txt"), "0123456789abcdef0123456789ABCDEF");
  }
}
