package io.github.latchkey.keyring;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Keyring;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/// The keyring of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), through the Secret Service
/// API over D-Bus: https://specifications.freedesktop.org/secret-service/0.2/
///
/// Never asks a person: a locked keyring is LOCKED, and unlocked with the desktop's own means. The
/// session is a plain one; the bus is a Unix socket of the same user, whose other programs could
/// ask the keyring themselves.
public final class SecretServiceKeyring implements Keyring {

  private static final DBusPath SERVICE = new DBusPath("/org/freedesktop/secrets");
  private static final DBusPath DEFAULT = new DBusPath("/org/freedesktop/secrets/aliases/default");
  private static final String NOTHING = "/";
  private static final long LONGEST_SECONDS = 8;

  private final String address;

  private SecretServiceKeyring(String address) {
    this.address = address;
  }

  /// The keyring on the session bus that the process's variables name; one that is always missing
  /// where they name none, as on macOS and Windows.
  public static Keyring of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("DBUS_SESSION_BUS_ADDRESS"))
        .filter(address -> !address.isBlank())
        .<Keyring>map(SecretServiceKeyring::new)
        .orElseGet(Keyring::none);
  }

  @Override
  public Optional<SecretBytes> find(String name) throws Trouble {
    return within(
        bus -> {
          Optional<DBusPath> item = item(bus, name);
          return item.isEmpty()
              ? Optional.empty()
              : Optional.of(secret(bus, item.get(), session(bus)));
        });
  }

  @Override
  public void store(String name, SecretBytes bytes) throws Trouble {
    SecretBytes copy = bytes.copy(); // the call's own: it may go on when nobody waits for it
    within(
        bus -> {
          DBusPath session = session(bus);
          Map<String, Variant<?>> properties =
              Map.of(
                  "org.freedesktop.Secret.Item.Label",
                  new Variant<>("Latchkey"),
                  "org.freedesktop.Secret.Item.Attributes",
                  new Variant<>(attributes(name), "a{ss}"));
          Object[] made =
              copy.lend(
                      secret ->
                          attempt(
                              () ->
                                  bus.call(
                                      DEFAULT,
                                      "Collection",
                                      "CreateItem",
                                      "a{sv}(oayays)b",
                                      properties,
                                      new Object[] {
                                        session, new byte[0], secret, "application/octet-stream"
                                      },
                                      true)))
                  .get();
          if (isNothing(made[0])) {
            throw new Trouble(Reason.LOCKED); // it would ask first
          }
          return made;
        },
        copy::close);
  }

  @Override
  public void remove(String name) throws Trouble {
    within(
        bus -> {
          Optional<DBusPath> item = item(bus, name);
          if (item.isPresent() && !isNothing(bus.call(item.get(), "Item", "Delete", "")[0])) {
            throw new Trouble(Reason.LOCKED); // it would ask first
          }
          return item;
        });
  }

  private static Map<String, String> attributes(String name) {
    return Map.of("application", "Latchkey", "name", name);
  }

  private static Optional<DBusPath> item(SecretServiceBus bus, String name) throws Trouble {
    Object[] found = bus.call(SERVICE, "Service", "SearchItems", "a{ss}", attributes(name));
    if (first(found[0]).isEmpty() && first(found[1]).isPresent()) {
      throw new Trouble(Reason.LOCKED);
    }
    return first(found[0]);
  }

  private static Optional<DBusPath> first(Object paths) {
    return paths instanceof Collection<?> list
        ? list.stream().map(SecretServiceKeyring::path).findFirst()
        : Optional.empty();
  }

  private static DBusPath session(SecretServiceBus bus) throws Trouble {
    return path(bus.call(SERVICE, "Service", "OpenSession", "sv", "plain", new Variant<>(""))[1]);
  }

  private static SecretBytes secret(SecretServiceBus bus, DBusPath item, DBusPath session)
      throws Trouble {
    Object[] answer = bus.call(item, "Item", "GetSecret", "o", session);
    if (answer[0] instanceof Object[] parts && parts.length == 4) {
      return SecretBytes.take(bytes(parts[2]));
    }
    throw new Trouble(Reason.FAILED);
  }

  private static byte[] bytes(Object value) throws Trouble {
    return switch (value) {
      case byte[] array -> array;
      case List<?> list -> {
        byte[] array = new byte[list.size()];
        for (int i = 0; i < array.length; i++) {
          array[i] = ((Number) list.get(i)).byteValue();
        }
        yield array;
      }
      default -> throw new Trouble(Reason.FAILED);
    };
  }

  private static boolean isNothing(Object path) {
    return NOTHING.equals(path(path).getPath());
  }

  private static DBusPath path(Object value) {
    return value instanceof DBusPath path ? path : new DBusPath(String.valueOf(value));
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(SecretServiceBus bus) throws Trouble;
  }

  @FunctionalInterface
  private interface Call<T> {
    T make() throws Trouble;
  }

  /// A call's answer or its trouble, out of where neither can be thrown.
  private record Attempted<T>(Optional<T> answer, Optional<Trouble> trouble) {
    T get() throws Trouble {
      if (trouble.isPresent()) {
        throw trouble.get();
      }
      return answer.orElseThrow();
    }
  }

  private static <T> Attempted<T> attempt(Call<T> call) {
    try {
      return new Attempted<>(Optional.of(call.make()), Optional.empty());
    } catch (Trouble trouble) {
      return new Attempted<>(Optional.empty(), Optional.of(trouble));
    }
  }

  /// On a thread of its own, since a bus that accepts and then says nothing would hold this one for
  /// ever. An answer that comes when nobody waits any more is closed.
  private <T> T within(Use<T> use) throws Trouble {
    return within(use, () -> {});
  }

  /// The same, and `afterwards` when the call has come to its end.
  private <T> T within(Use<T> use, Runnable afterwards) throws Trouble {
    var answer = new CompletableFuture<Attempted<T>>();
    Thread.ofPlatform()
        .daemon()
        .name("latchkey-keyring")
        .start(() -> answer(answer, () -> connected(use), afterwards));
    try {
      return answer.completeOnTimeout(failed(), LONGEST_SECONDS, TimeUnit.SECONDS).get().get();
    } catch (ExecutionException failed) {
      throw new Trouble(Reason.FAILED, failed);
    } catch (InterruptedException stop) {
      answer.complete(failed());
      Thread.currentThread().interrupt();
      throw new Trouble(Reason.FAILED, stop);
    }
  }

  private <T> T connected(Use<T> use) throws Trouble {
    try (var bus = SecretServiceBus.connect(address)) {
      return use.of(bus);
    }
  }

  private static <T> void answer(
      CompletableFuture<Attempted<T>> answer, Call<T> call, Runnable afterwards) {
    try {
      Attempted<T> made = attempt(call);
      if (!answer.complete(made)
          && made.answer().orElse(null) instanceof Optional<?> found
          && found.orElse(null) instanceof SecretBytes late) {
        late.close();
      }
    } catch (RuntimeException unforeseen) {
      answer.completeExceptionally(unforeseen);
    } finally {
      afterwards.run();
    }
  }

  private static <T> Attempted<T> failed() {
    return new Attempted<>(Optional.empty(), Optional.of(new Trouble(Reason.FAILED)));
  }
}
