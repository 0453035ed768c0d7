package io.github.latchkey.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.vault.Keyring;
import io.github.latchkey.vault.Keyring.Reason;
import io.github.latchkey.vault.Keyring.Trouble;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretServiceKeyringTest {

  @Test
  void isMissingWithoutASessionBus() {
    assertMissing(SecretServiceKeyring.of(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "unix:path=/nowhere/at/all",
        "unix:",
        "unix:path=",
        "unix:path=%",
        "unix:abstract=/tmp/bus",
        "tcp:host=127.0.0.1,port=1",
        "nonce-tcp:host=127.0.0.1,port=1",
        "autolaunch:",
        "unixexec:path=/bin/true",
        "nonsense"
      })
  void isMissingWhereTheBusIsAwayAndNeverGoesOnline(String address) {
    assertMissing(SecretServiceKeyring.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address)));
  }

  private static void assertMissing(Keyring keyring) {
    assertEquals(Reason.MISSING, assertThrows(Trouble.class, () -> keyring.find("a/b")).reason());
  }
}
