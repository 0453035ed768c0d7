package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mistakes that other vaults made on the command line, each with the test that we do not.
class MistakesOfOthersTest {

  @TempDir Path folder;

  /// A keyring that answers whoever asks.
  private static final class OpenKeyring implements Keyring {

    private final Map<String, byte[]> entries = new HashMap<>();

    @Override
    public Optional<SecretBytes> find(String name) {
      return Optional.ofNullable(entries.get(name)).map(SecretBytes::copyOf);
    }

    @Override
    public void store(String name, SecretBytes secret) {
      entries.put(name, secret.lend(byte[]::clone));
    }

    @Override
    public void remove(String name) {
      entries.remove(name);
    }
  }

  @Test
  void exportDidNotAskForThePasswordAgain() throws Exception {
    Latchkey plain = TestDesk.in(folder);
    var parts =
        new Latchkey(
            plain.clock(),
            plain.platforms(),
            plain.wording(),
            plain.folders(),
            plain.newVaultCost(),
            new OpenKeyring());
    TestDesk.vault(parts);
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.clanMeeting(session, parts, "clan", folder);
      try (var confirmation = session.access().confirmedByRecoveryKey().orElseThrow()) {
        session.access().addQuickUnlock(confirmation);
      }
    }
    Path out = folder.resolve("out");
    String[] export = {"export", "clan", "--private", "--keyring", "-o", out.toString()};

    assertEquals(0, FakeTerminal.silent().run(parts, "show", "clan", "--keyring"));
    assertEquals(0, FakeTerminal.silent().run(parts, "export", "clan", "--keyring"));
    var nobody = FakeTerminal.silent();
    assertEquals(3, nobody.run(parts, export), nobody.remarks());
    assertTrue(nobody.remarks().contains("No password"), nobody.remarks());
    var guessing = FakeTerminal.typing("a guess");
    assertEquals(3, guessing.run(parts, export), guessing.remarks());
    assertFalse(Files.exists(out));
    var owner = FakeTerminal.typing(TestDesk.PASSWORD);
    assertEquals(0, owner.run(parts, export), owner.remarks());
    assertTrue(Files.readString(out).startsWith("-----BEGIN PRIVATE KEY-----"));
  }
}
