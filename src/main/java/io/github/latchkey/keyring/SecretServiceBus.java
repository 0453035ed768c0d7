package io.github.latchkey.keyring;

import io.github.latchkey.vault.Keyring.Reason;
import io.github.latchkey.vault.Keyring.Trouble;
import java.io.File;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/// One connection to the session bus, and calls of the Secret Service on it, each with a limit of
/// time. Only a Unix socket is ever opened.
final class SecretServiceBus implements AutoCloseable {

  private static final String SOCKET = "unix:path=";
  private static final String DESTINATION = "org.freedesktop.secrets";
  private static final String LOCKED = "org.freedesktop.Secret.Error.IsLocked";
  private static final String UNKNOWN = "org.freedesktop.DBus.Error.ServiceUnknown";
  private static final long PATIENCE_MS = 4_000;

  private final DBusConnection connection;

  private SecretServiceBus(DBusConnection connection) {
    this.connection = connection;
  }

  /// Connects to the bus at this address.
  static SecretServiceBus connect(String address) throws Trouble {
    String socket = socket(address).orElseThrow(() -> new Trouble(Reason.MISSING));
    try {
      return new SecretServiceBus(
          DBusConnectionBuilder.forAddress(socket).withShared(false).build());
    } catch (DBusException | RuntimeException noBus) {
      throw new Trouble(Reason.MISSING, noBus);
    }
  }

  /// The first address of a list that is a socket in the file system and there; no other is tried,
  /// so that nothing goes online, and nothing waits for a bus that has ended.
  private static Optional<String> socket(String addresses) {
    return Stream.of(addresses.split(";"))
        .filter(address -> address.startsWith(SOCKET))
        .filter(address -> isThere(new File(path(address))))
        .findFirst();
  }

  private static boolean isThere(File socket) {
    return socket.isAbsolute() && socket.exists();
  }

  /// Values are escaped as in URIs (D-Bus specification, "Server Addresses").
  private static String path(String address) {
    String value = address.substring(SOCKET.length()).split(",", 2)[0];
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEscaped) {
      return value;
    }
  }

  /// What a method answers; MISSING, LOCKED or FAILED where it does not.
  Object[] call(DBusPath object, String type, String method, String signature, Object... arguments)
      throws Trouble {
    try {
      MethodCall call =
          connection
              .getMessageFactory()
              .createMethodCall(
                  DESTINATION,
                  object.getPath(),
                  "org.freedesktop.Secret." + type,
                  method,
                  (byte) 0,
                  signature,
                  arguments);
      connection.sendMessage(call);
      Message reply = call.getReply(PATIENCE_MS);
      if (reply == null) {
        throw new Trouble(Reason.FAILED);
      }
      if (reply instanceof org.freedesktop.dbus.messages.Error) {
        throw new Trouble(
            switch (reply.getName()) {
              case LOCKED -> Reason.LOCKED;
              case UNKNOWN -> Reason.MISSING;
              case null, default -> Reason.FAILED;
            });
      }
      return reply.getParameters();
    } catch (DBusException | RuntimeException failed) {
      throw new Trouble(Reason.FAILED, failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException alreadyClosed) {
      // nothing waits for it
    }
  }
}
