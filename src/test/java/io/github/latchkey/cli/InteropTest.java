package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Tokens to and from jsonwebtoken (Node.js), PyJWT and ruby-jwt, for both algorithms and all three
/// systems.
///
/// Runs in the profile `interop`; `.ci/run` installs the libraries. A library that is not there
/// fails the test.
@Tag("interop")
class InteropTest {

  private static final Path NODE_MODULES =
      Path.of(System.getProperty("latchkey.build"), "interop", "node_modules");

  private enum Library {
    JSONWEBTOKEN(List.of("node"), "jsonwebtoken.cjs"),
    PYJWT(List.of("/usr/bin/python3"), "pyjwt.py"),
    RUBY_JWT(List.of("ruby"), "ruby-jwt.rb");

    private final List<String> command;
    private final String script;

    Library(List<String> command, String script) {
      this.command = command;
      this.script = script;
    }
  }

  private enum Platform {
    JIOMEET_ONE_STEP("jiomeet-one-step", "HS256", "app=app-id-1", List.of()),
    JIOMEET_TWO_STEP("jiomeet-two-step", "RS256", "app=app-id-2", List.of()),
    CLAN_MEETING("clan-meeting", "RS256", "consumerId=acme", List.of("--claim", "room=demo-room"));

    private final String id;
    private final String algorithm;
    private final String field;
    private final List<String> claims;

    Platform(String id, String algorithm, String field, List<String> claims) {
      this.id = id;
      this.algorithm = algorithm;
      this.field = field;
      this.claims = claims;
    }
  }

  @TempDir static Path folder;

  private static Latchkey parts;
  private static Path secret;
  private static Path privateKey;
  private static Path recovery;

  @BeforeAll
  static void storeOneCredentialForEachSystem() throws Exception {
    parts = TestDesk.at(folder, Clock.systemUTC());
    recovery = TestDesk.vault(parts).resolveSibling("recovery.txt");
    secret =
        Files.writeString(
            folder.resolve("secret.txt"),
            "a secret of more than thirty-two bytes, as HS256 asks for");
    privateKey = folder.resolve("key.pem");
    run(List.of("openssl", "genrsa", "-out", privateKey.toString(), "2048"), "");
    for (Platform system : Platform.values()) {
      boolean symmetric = system.algorithm.startsWith("HS");
      var terminal = FakeTerminal.silent();
      assertEquals(
          0,
          terminal.run(
              parts,
              "add",
              system.id,
              "--platform",
              system.id,
              "--field",
              system.field,
              symmetric ? "--secret-file" : "--private-key",
              keyOf(system).toString(),
              "--recovery-key-file",
              recovery.toString()),
          terminal.remarks());
    }
  }

  private static Path keyOf(Platform system) {
    return system.algorithm.startsWith("HS") ? secret : privateKey;
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Library.values())
        .flatMap(
            library -> Stream.of(Platform.values()).map(system -> Arguments.of(library, system)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void ourTokensVerifyThere(Library library, Platform system) throws Exception {
    var terminal = FakeTerminal.silent();
    var arguments =
        new java.util.ArrayList<>(
            List.of(
                "sign",
                system.id,
                "--expires-in",
                "5m",
                "--recovery-key-file",
                recovery.toString()));
    arguments.addAll(system.claims);
    assertEquals(0, terminal.run(parts, arguments.toArray(String[]::new)), terminal.remarks());
    String token = terminal.result().strip();
    JsonObject seen = json(call(library, "verify", system, token));
    JsonObject signed =
        json(
            new String(
                java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                StandardCharsets.UTF_8));
    assertEquals(signed.compact(), seen.compact());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aChangedTokenOfOursIsRefusedThere(Library library, Platform system) throws Exception {
    var terminal = FakeTerminal.silent();
    var arguments =
        new java.util.ArrayList<>(
            List.of(
                "sign",
                system.id,
                "--expires-in",
                "5m",
                "--recovery-key-file",
                recovery.toString()));
    arguments.addAll(system.claims);
    terminal.run(parts, arguments.toArray(String[]::new));
    String token = terminal.result().strip();
    int middle = token.lastIndexOf('.') + 10;
    String changed =
        token.substring(0, middle)
            + (token.charAt(middle) == 'A' ? 'B' : 'A')
            + token.substring(middle + 1);
    assertNotEquals(0, exit(command(library, "verify", system), changed));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theirTokensVerifyHere(Library library, Platform system) throws Exception {
    long now = Clock.systemUTC().instant().getEpochSecond();
    String wanted =
        switch (system) {
          case CLAN_MEETING ->
              "{\"header\":{\"typ\":\"JWT\",\"kid\":\"acme\"},\"payload\":{\"sub\":\"acme\",\"aud\":\"clanmeeting\",\"iss\":\"production\","
                  + "\"room\":\"demo-room\",\"exp\":"
                  + (now + 300)
                  + ",\"nbf\":"
                  + now
                  + ",\"context\":{}}}";
          case JIOMEET_ONE_STEP ->
              "{\"header\":{\"typ\":\"JWT\"},\"payload\":{\"app\":\"app-id-1\",\"iss\":\"acme\",\"exp\":"
                  + (now + 300)
                  + "}}";
          case JIOMEET_TWO_STEP ->
              "{\"header\":{\"typ\":\"JWT\"},\"payload\":{\"app\":\"app-id-2\",\"iss\":\"acme\",\"exp\":"
                  + (now + 300)
                  + "}}";
        };
    String token = call(library, "sign", system, wanted).strip();
    var terminal = FakeTerminal.silent();
    assertEquals(
        0,
        terminal.run(parts, "inspect", token, "--json", "--recovery-key-file", recovery.toString()),
        terminal.result());
    JsonObject document = json(terminal.result());
    assertEquals("accepted", document.text("verdict").orElseThrow());
    assertEquals(
        system.id, document.object("signature").orElseThrow().text("credential").orElseThrow());
  }

  private static JsonObject json(String text) throws Exception {
    return (JsonObject) Json.parse(text.strip(), JsonLimits.FOREIGN);
  }

  private static List<String> command(Library library, String action, Platform system)
      throws IOException {
    Path script = TestDesk.resource("/interop/" + library.script, folder);
    return Stream.concat(
            library.command.stream(),
            Stream.of(script.toString(), action, system.algorithm, keyOf(system).toString()))
        .toList();
  }

  private static String call(Library library, String action, Platform system, String input)
      throws Exception {
    return run(command(library, action, system), input);
  }

  private static String run(List<String> command, String input) throws Exception {
    Process process = start(command, input);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String trouble = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command.toString());
    assertEquals(0, process.exitValue(), command + "\n" + trouble);
    return output;
  }

  private static int exit(List<String> command, String input) throws Exception {
    Process process = start(command, input);
    process.getInputStream().readAllBytes();
    process.getErrorStream().readAllBytes();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), command.toString());
    return process.exitValue();
  }

  private static Process start(List<String> command, String input) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("NODE_PATH", NODE_MODULES.toString()));
    Process process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return process;
  }
}
