package io.github.latchkey.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.Keyring.Reason;
import io.github.latchkey.vault.Keyring.Trouble;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real GNOME Keyring on a session bus of its own.
@Tag("interop")
class GnomeKeyringTest {

  @TempDir Path home;

  @Test
  void keepsFindsReplacesAndForgets() throws Exception {
    try (var session = DesktopSession.start(home, true)) {
      Keyring keyring = session.keyring();
      assertTrue(keyring.find("vault/slot").isEmpty());
      byte[] bytes = new byte[32];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (i * 8); // zeros and bytes above 127 among them
      }
      try (SecretBytes first = SecretBytes.copyOf(bytes);
          SecretBytes second = SecretBytes.copyOf(new byte[] {1, 2, 3})) {
        keyring.store("vault/slot", first);
        keyring.store("vault/other", second);
        assertTrue(sameAs(keyring, "vault/slot", first));
        assertTrue(sameAs(keyring, "vault/other", second));
        keyring.store("vault/slot", second);
        assertTrue(sameAs(keyring, "vault/slot", second));
        assertEquals("Latchkey", session.labelOf("vault/slot"));
      }
      keyring.remove("vault/slot");
      keyring.remove("vault/slot");
      assertTrue(keyring.find("vault/slot").isEmpty());
      assertTrue(keyring.find("vault/other").isPresent());
    }
  }

  @Test
  void saysThatItIsLockedAndAsksNobody() throws Exception {
    try (var session = DesktopSession.start(home, true);
        SecretBytes secret = SecretBytes.copyOf(new byte[32])) {
      Keyring keyring = session.keyring();
      keyring.store("vault/slot", secret);
      session.lock();
      assertEquals(Reason.LOCKED, reason(() -> keyring.find("vault/slot")));
      assertEquals(Reason.LOCKED, reason(() -> keyring.store("vault/new", secret)));
      assertEquals(Reason.LOCKED, reason(() -> keyring.remove("vault/slot")));
    }
  }

  @Test
  void isMissingOnABusWithoutOne() throws Exception {
    try (var session = DesktopSession.start(home, false)) {
      Keyring keyring = session.keyring();
      assertEquals(Reason.MISSING, reason(() -> keyring.find("vault/slot")));
    }
  }

  @Test
  void givesUpOnABusThatSaysNothing() throws Exception {
    Path socket = home.resolve("silent");
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      Keyring keyring =
          SecretServiceKeyring.of(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket));
      assertEquals(Reason.FAILED, reason(() -> keyring.find("vault/slot")));
    }
  }

  private static boolean sameAs(Keyring keyring, String name, SecretBytes expected) throws Trouble {
    try (SecretBytes found = keyring.find(name).orElseThrow()) {
      return found.sameAs(expected);
    }
  }

  private static Reason reason(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(Trouble.class, call).reason();
  }
}
