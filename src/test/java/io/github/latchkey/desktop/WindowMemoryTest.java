package io.github.latchkey.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ImportRequest;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.app.UserFolders;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.Wording;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.Needles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the window itself has in its heap of what a person typed, saw and copied, while the vault
/// is open and once it is locked: another process shows it, and is searched.
class WindowMemoryTest {

  private static final String PASSWORD = "quartz jugglers vex nymph boldly";
  private static final String PASSPHRASE = "five wizards jump over quick bogs";
  private static final String SECRET = "kX9wPq2LmZ7tRb4vYc8sNd3fGh6jAe1uWo5iTy0xKzQ";
  private static final String PASTED = "Zt4uVn8cHq1yDk6gSb0rJx5mWe9aLf2pOi7hKd3sQwE";
  private static final String ROOM = "standupofthelighthousekeepers";
  private static final String NOTE = "ask marguerite before rotating this one";
  private static final String SEARCH = "needle in a haystack of credentials";
  private static final String VAULT = "the-vault-of-the-lighthouse";
  private static final List<Map<String, Integer>> NOTHING = List.of(Map.of(), Map.of());

  @TempDir Path folder;

  private Path vault;

  /// What is in a vault or opens one: the window never has it as it is.
  private final Needles secrets = new Needles();

  /// What a person types and sees: the window has it until it locks.
  private final Needles shown = new Needles();

  /// What the door still shows.
  private final Needles open = new Needles();

  @BeforeEach
  void makeAVault() throws Exception {
    vault = folder.resolve(VAULT + ".latchkey");
    open.add("the vault's name", ascii(VAULT));
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
    var parts =
        new Latchkey(
            Clock.systemUTC(),
            Platforms.bundled(),
            new Wording(Locale.ENGLISH, ZoneId.of("UTC")),
            new UserFolders(folder, folder.resolve("settings")),
            ArgonCost::least,
            Keyring.none());
    try (Passphrase password = Passphrase.take(PASSWORD.toCharArray()).orElseThrow();
        VaultSession.NewVault made = VaultSession.create(vault, password, parts)) {
      store(
          parts, made.session(), "a pair", pem(key), "clan-meeting", Map.of("consumerId", "acme"));
      store(parts, made.session(), "b secret", SECRET, "generic", Map.of());
      secrets.addKeysOf(vault, password);
    }
    secrets.add("the secret", ascii(SECRET));
    secrets.add("the password", ascii(PASSWORD));
    secrets.add("the passphrase", ascii(PASSPHRASE));
    secrets.add(key);
    shown.add("what was pasted", ascii(PASTED));
    shown.add("a field of the form", ascii(ROOM));
    shown.add("a note", ascii(NOTE));
    shown.add("a search", ascii(SEARCH));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String pem(RSAPrivateCrtKey key) {
    String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }

  private void store(
      Latchkey parts,
      VaultSession session,
      String name,
      String key,
      String platform,
      Map<String, String> fields)
      throws Exception {
    Path file = Files.writeString(folder.resolve("key.txt"), key);
    try (var look = parts.importing().look(List.of(OfferedKey.file(file)), parts.wording())) {
      parts
          .importing()
          .store(
              session,
              look,
              new ImportRequest(
                  name,
                  parts.platforms().get(platform),
                  fields,
                  Optional.empty(),
                  List.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
    }
  }

  /// Every screen keeps what stands on it until the lock, which falls while a new recovery key is
  /// shown.
  @Test
  void holdsNothingInItsHeapOnceItIsLocked() throws Exception {
    try (WatchedWindow window = WatchedWindow.of(vault)) {
      unlock(window);
      export(window);
      window.otherProgramCopies(PASTED).press("CONTROL+N").press("CONTROL+V").await("#store");
      window.press("CONTROL+T").await("#field-room").click("#field-room").type(ROOM);
      String first = token(window, "the first token");
      window.press("CONTROL+I").await("#placeholder").click("Paste").await("#verdict");
      window.click("#credentials").await("#list").click("b secret");
      window.press("CONTROL+E").await("#tags").click(".import-form #note").type(NOTE);
      window.press("CONTROL+T").await("#columns");
      String second = token(window, "the second token");
      assertTrue(!first.equals(second));
      window.click("#search").type(SEARCH);
      makeARecoveryKey(window);
      window.forgetUsedKeys();

      assertEquals(NOTHING, secrets.inHeap(window.child(), folder, "open"), "while it was open");
      for (String seen : List.of("a field of the form", "a note", "the second token")) {
        assertTrue(found(shown, "open").containsKey(seen), seen + " is on the screen");
      }
      assertTrue(found(open, "open").containsKey("the vault's name"));

      window.press("CONTROL+L").await("#unlock").settle();
      assertEquals(second, window.clipboard(), "what was copied can still be pasted");
      window.outlive(31).settle();

      assertEquals(NOTHING, secrets.inHeap(window.child(), folder, "locked"), "once it was locked");
      assertEquals(Map.of(), found(shown, "locked"), "once it was locked");
      assertTrue(found(open, "locked").containsKey("the vault's name"), "the door shows it");

      window.leak(SECRET);
      Map<String, Integer> leaked = secrets.inHeap(window.child(), folder, "leaked").getLast();
      assertTrue(leaked.keySet().containsAll(List.of("the secret", "the secret in UTF-16")));
    }
  }

  private static void unlock(WatchedWindow window) throws IOException {
    window.settle().click("#password").type(PASSWORD).press("ENTER").await("#list");
  }

  /// As PKCS#8 that a passphrase opens.
  private void export(WatchedWindow window) throws IOException {
    window.choose(1).press("DOWN").press("DOWN").press("DOWN").press("DOWN");
    window.click("#typed").type(PASSWORD).press("ENTER");
    window.type(PASSPHRASE).press("ENTER").type(PASSPHRASE).press("ENTER").settle();
    assertTrue(Files.readString(folder.resolve("a-pair.pem")).contains("ENCRYPTED"));
  }

  /// The token that is made and copied.
  private String token(WatchedWindow window, String name) throws IOException {
    window.press("CONTROL+ENTER").await("#result").settle().click("#copy");
    String token = window.clipboard();
    String[] parts = token.split("[.]");
    assertEquals(3, parts.length);
    shown.add(name, ascii(parts[1]));
    shown.add(name + "'s signature", ascii(parts[2]));
    return token;
  }

  private void makeARecoveryKey(WatchedWindow window) throws IOException {
    window.click("#settings").await("#wishes").click("New recovery key…").await("#current");
    window.click("#current").type(PASSWORD).press("ENTER").await(".secret-text").settle();
    String groups = window.glyphs(".secret-text");
    assertEquals(8 * 7, groups.length());
    secrets.add("the recovery key", ascii(groups.replaceAll("(.{7})(?=.)", "$1-")));
    secrets.add("the recovery key's groups", ascii(groups));
  }

  private Map<String, Integer> found(Needles needles, String dump) throws IOException {
    return needles.in(folder.resolve(dump + "-all.hprof"));
  }
}
