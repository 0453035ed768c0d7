package io.github.latchkey.keyring;

import io.github.latchkey.vault.Keyring;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A session bus of the test's own, with a GNOME Keyring on it or without, over folders of the
/// test's own.
final class DesktopSession implements AutoCloseable {

  private final Path home;
  private final List<Process> processes = new ArrayList<>();
  private String address;

  private DesktopSession(Path home) {
    this.home = home;
  }

  static DesktopSession start(Path home, boolean withKeyring) throws Exception {
    var session = new DesktopSession(home);
    Path config =
        Files.writeString(
            home.resolve("bus.conf"),
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
              "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """
                .formatted(home.resolve("bus")));
    Process bus =
        session.run("dbus-daemon", "--nofork", "--print-address", "--config-file=" + config);
    session.address = new BufferedReader(bus.inputReader(StandardCharsets.UTF_8)).readLine();
    if (withKeyring) {
      Files.createDirectories(home.resolve("run"));
      Process daemon =
          session.run("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
      try (var password = daemon.getOutputStream()) {
        password.write("test".getBytes(StandardCharsets.US_ASCII));
      }
      session.awaitName();
    }
    return session;
  }

  Keyring keyring() {
    return SecretServiceKeyring.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address));
  }

  String address() {
    return address;
  }

  /// As another program sees it.
  String labelOf(String name) throws Exception {
    String found = ask("secret-tool", "search", "application", "Latchkey", "name", name);
    return found
        .lines()
        .filter(line -> line.startsWith("label = "))
        .findFirst()
        .orElse("")
        .substring(8);
  }

  void lock() throws Exception {
    ask(
        "dbus-send",
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/collection/login");
  }

  /// The daemon has the name as soon as it can be asked; until then the bus says so.
  private void awaitName() throws Exception {
    for (int tries = 0; tries < 100; tries++) {
      Process asked =
          run(
              "dbus-send",
              "--session",
              "--print-reply",
              "--dest=org.freedesktop.secrets",
              "/org/freedesktop/secrets",
              "org.freedesktop.Secret.Service.ReadAlias",
              "string:default");
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() == 0 && said.contains("/collection/")) {
        return;
      }
    }
    throw new IllegalStateException("no keyring on the test's bus");
  }

  private String ask(String... command) throws Exception {
    Process asked = run(command);
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asked.waitFor() != 0) {
      throw new IllegalStateException(command[0] + ": " + said);
    }
    return said;
  }

  private Process run(String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(!command[0].endsWith("daemon"));
    if (command[0].endsWith("daemon")) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Map<String, String> environment = builder.environment();
    environment.put("HOME", home.toString());
    environment.put("XDG_RUNTIME_DIR", home.resolve("run").toString());
    environment.put("XDG_DATA_HOME", home.resolve("data").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
    environment.remove("DISPLAY");
    if (address == null) {
      environment.remove("DBUS_SESSION_BUS_ADDRESS");
    } else {
      environment.put("DBUS_SESSION_BUS_ADDRESS", address);
    }
    Process process = builder.start();
    if (command[0].endsWith("daemon")) {
      processes.add(process);
    }
    return process;
  }

  @Override
  public void close() {
    processes.reversed().forEach(process -> process.destroyForcibly().onExit().join());
  }
}
