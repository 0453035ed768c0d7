package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OpenKeyring;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The mistakes that other vaults made on the command line, each with the test that we do not.
class MistakesOfOthersTest {

  @TempDir Path folder;

  @Test
  void exportDidNotAskForThePasswordAgain() throws Exception {
    Latchkey parts = new OpenKeyring().in(TestDesk.in(folder));
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
