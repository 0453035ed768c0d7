package io.github.latchkey.app;

import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.RecoveryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Parts for tests: a clock that stands still, English, folders of the test's own, the cheapest key
/// derivation.
public final class TestDesk {

  /// The moment that every published example of this project was made at.
  public static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  /// The password of every vault made here.
  public static final String PASSWORD = "correct horse battery staple";

  private static final Map<String, byte[]> MADE = new HashMap<>();
  private static final String SECRET = "0123456789abcdef0123456789ABCDEF";

  private TestDesk() {}

  /// Parts over folders below this one.
  public static Latchkey in(Path folder) {
    return at(folder, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /// Parts over folders below this one with a clock of the test's own.
  public static Latchkey at(Path folder, Clock clock) {
    return new Latchkey(
        clock,
        Platforms.bundled(),
        new Wording(Locale.ENGLISH, ZoneId.of("UTC")),
        new UserFolders(folder.resolve("data"), folder.resolve("settings")),
        ArgonCost::least,
        Keyring.none());
  }

  /// The password as a passphrase; the caller closes it.
  public static Passphrase password() {
    return Passphrase.take(PASSWORD.toCharArray()).orElseThrow();
  }

  /// A new vault in the usual place, with its recovery key in a file beside it, which opens it
  /// without key derivation. Made once and copied from then on: deriving its key takes a second.
  public static synchronized Path vault(Latchkey parts) throws Exception {
    Path file = parts.folders().usualVault();
    Path recovery = file.resolveSibling("recovery.txt");
    if (MADE.isEmpty()) {
      try (Passphrase password = password();
          VaultSession.NewVault made = VaultSession.create(file, password, parts)) {
        write(recovery, made.recoveryKey());
      }
      MADE.put("vault", Files.readAllBytes(file));
      MADE.put("recovery", Files.readAllBytes(recovery));
      return file;
    }
    Files.createDirectories(file.getParent());
    Files.write(file, MADE.get("vault"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(recovery, MADE.get("recovery"));
    return file;
  }

  private static void write(Path file, RecoveryKey key) throws IOException {
    Files.writeString(file, new String(key.text()));
  }

  /// The vault in the usual place, opened with its recovery key; the caller closes it.
  public static VaultSession open(Latchkey parts) throws Exception {
    return open(parts, parts.folders().usualVault());
  }

  /// The same for a copy of it.
  public static VaultSession open(Latchkey parts, Path file) throws Exception {
    try (RecoveryKey key = recoveryKey(parts)) {
      return VaultSession.open(file, key, parts);
    }
  }

  /// The recovery key of the vault in the usual place; the caller closes it.
  public static RecoveryKey recoveryKey(Latchkey parts) throws Exception {
    Path usual = parts.folders().usualVault();
    return RecoveryKey.read(Files.readString(usual.resolveSibling("recovery.txt")).toCharArray());
  }

  /// Stores the secret of a JioMeet app under this name.
  public static void addSecret(VaultSession session, String name) throws Exception {
    Latchkey parts = in(session.file().getParent());
    Path secret = Files.writeString(session.file().resolveSibling("s.txt"), SECRET);
    try (ImportLook look =
        parts.importing().look(List.of(OfferedKey.file(secret)), parts.wording())) {
      var request =
          new ImportRequest(
              name,
              parts.platforms().get("jiomeet-one-step"),
              Map.of("app", "app-id-1", "iss", "acme"),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      parts.importing().store(session, look, request);
    }
  }

  /// A test resource as a file of its own in this folder.
  public static Path resource(String name, Path folder) throws IOException {
    Path copy = folder.resolve(Path.of(name).getFileName().toString());
    try (var in = TestDesk.class.getResourceAsStream(name)) {
      Files.write(copy, in.readAllBytes());
    }
    return copy;
  }
}
