package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.ProducedTokens;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyWriter;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The admin's, QA's and support's way through the command line, with the vendors' own tokens as
/// the measure.
class CliWalkTest {

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
  }

  private FakeTerminal open(int expected, String... arguments) {
    return run(FakeTerminal.silent(), expected, arguments);
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--recovery-key-file");
    all.add(vault.resolveSibling("recovery.txt").toString());
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }

  private void addJioMeet() throws Exception {
    Path secret =
        Files.writeString(
            folder.resolve("secret.txt"), ProducedTokens.secret("jiomeet-one-step") + "\n");
    open(
        0,
        "add",
        "jio-demo",
        "--platform",
        "jiomeet-one-step",
        "--secret-file",
        secret.toString(),
        "--field",
        "app=app-id-1",
        "--field",
        "iss=acme",
        "--environment",
        "staging",
        "--tag",
        "demo");
  }

  private void addClanMeeting() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    open(
        0,
        "add",
        "clan-prod",
        "--platform",
        "clan-meeting",
        "--private-key",
        key.toString(),
        "--field",
        "consumerId=acme",
        "--field",
        "domain=meet.example",
        "--rotate-by",
        "2027-11-03");
  }

  private static JsonObject json(String text) throws Exception {
    return (JsonObject) Json.parse(text.strip(), JsonLimits.FOREIGN);
  }

  @Test
  void makesTheTokenOfJioMeetsOwnSampleByteForByte() throws Exception {
    addJioMeet();
    var terminal = open(0, "sign", "jio-demo", "--issued-at", "1700000000", "--expires-in", "5m");
    assertEquals(ProducedTokens.of("jiomeet-one-step"), terminal.result().strip());
    assertEquals("", terminal.remarks());
  }

  @Test
  void makesTheTwoStepTokenOfJioMeetsOwnSampleByteForByte() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    open(
        0,
        "add",
        "jio-two",
        "--platform",
        "jiomeet-two-step",
        "--private-key",
        key.toString(),
        "--field",
        "app=app-id-2",
        "--field",
        "iss=acme");
    var terminal = open(0, "sign", "jio-two", "--issued-at", "1700000000", "--expires-in", "5m");
    assertEquals(ProducedTokens.of("jiomeet-two-step"), terminal.result().strip());
  }

  @Test
  void makesTheTokenOfClanMeetingsOwnSampleByteForByte() throws Exception {
    addClanMeeting();
    var terminal =
        open(
            0,
            "sign",
            "clan-prod",
            "--claim",
            "room=demo-room",
            "--issued-at",
            "1700000000",
            "--not-before",
            "1700000000",
            "--expires-in",
            "5m");
    assertEquals(ProducedTokens.of("clan-meeting"), terminal.result().strip());
    assertTrue(terminal.remarks().contains("Whoever holds a Clan Meeting token is a host."));
  }

  @Test
  void shapesATokenAsThePlatformTakesIt() throws Exception {
    addClanMeeting();
    addJioMeet();
    String link = open(0, "sign", "clan-prod", "--claim", "room=stand up", "--as", "url").result();
    assertTrue(link.startsWith("https://meet.example/acme/stand%20up?jwt=ey"), link);
    assertTrue(
        open(0, "sign", "jio-demo", "--as", "bearer")
            .result()
            .startsWith("Authorization: Bearer ey"));
    var refused = open(2, "sign", "jio-demo", "--as", "url");
    assertEquals("", refused.result());
    assertTrue(refused.remarks().contains("JioMeet One-Step has no join link."), refused.remarks());
    JsonObject document = json(open(0, "sign", "jio-demo", "--as", "json").result());
    assertEquals("2023-11-14T22:18:20Z", document.text("expiresAt").orElseThrow());
  }

  @Test
  void givesTypedClaimsTheirTypeAndKeepsTheOrderOfOnesOwn() throws Exception {
    addClanMeeting();
    JsonObject document =
        json(
            open(
                    0,
                    "sign",
                    "clan-prod",
                    "--claim",
                    "room=r",
                    "--as",
                    "json",
                    "--claim",
                    "own=1",
                    "--claim-json",
                    "list=[1,2.50]",
                    "--claim",
                    "context.user.name=Ana")
                .result());
    assertEquals(
        "{\"sub\":\"acme\",\"aud\":\"clanmeeting\",\"iss\":\"production\",\"room\":\"r\",\"exp\":1700000900,"
            + "\"nbf\":1700000000,\"context\":{\"user\":{\"name\":\"Ana\"}},\"iat\":1700000000,\"own\":\"1\","
            + "\"list\":[1,2.50]}",
        document.object("payload").orElseThrow().compact());
  }

  @Test
  void printsNoTokenWhenStrictAndSomethingIsUnwise() throws Exception {
    addClanMeeting();
    for (String[] unwise :
        List.of(
            new String[] {"--claim", "room=*"},
            new String[] {"--claim", "room=r", "--no-expiry"},
            new String[] {"--claim", "room=r", "--expires-in", "3h"},
            new String[] {"--claim", "room=Stand Up"},
            new String[] {
              "--claim", "room=r", "--issued-at", "now+1h", "--claim-json", "nbf=1700000000"
            },
            new String[] {})) {
      List<String> arguments = new ArrayList<>(List.of("sign", "clan-prod", "--strict"));
      arguments.addAll(List.of(unwise));
      var terminal = open(1, arguments.toArray(String[]::new));
      assertEquals("", terminal.result(), List.of(unwise).toString());
    }
    assertTrue(
        open(0, "sign", "clan-prod", "--strict", "--claim", "room=r").result().startsWith("ey"));
  }

  @Test
  void saysWithTheExitCodeWhatATokenIs() throws Exception {
    addJioMeet();
    String token = ProducedTokens.of("jiomeet-one-step");
    var accepted = open(0, "inspect", "Authorization: Bearer " + token, "--at", "1700000010");
    assertTrue(accepted.result().startsWith("✓ Accepted"), accepted.result());
    assertTrue(accepted.result().contains("signed by jio-demo"));
    var expired = open(1, "inspect", token, "--at", "1700011820");
    assertTrue(expired.result().contains("Expired 3 h 12 min ago"), expired.result());
    String changed = token.substring(0, token.length() - 2) + (token.endsWith("8c") ? "9c" : "8c");
    var mismatch = open(1, "inspect", changed, "--at", "1700000010");
    assertTrue(mismatch.result().contains("jio-demo should have signed"), mismatch.result());
    var unverified = FakeTerminal.silent();
    assertEquals(6, unverified.run(parts, "inspect", token, "--no-vault", "--at", "1700000010"));
    var none = FakeTerminal.silent();
    assertEquals(1, none.run(parts, "inspect", "hello there", "--no-vault"));
    assertTrue(none.result().contains("There is no token in this text."), none.result());
  }

  @Test
  void inspectsLineByLineAsJson() throws Exception {
    addJioMeet();
    String token = ProducedTokens.of("jiomeet-one-step");
    var terminal =
        run(
            FakeTerminal.piped(token + "\n\nnothing\n"),
            1,
            "inspect",
            "--lines",
            "--json",
            "--at",
            "1700000010");
    String[] lines = terminal.result().strip().split("\n");
    assertEquals(2, lines.length);
    assertEquals("accepted", json(lines[0]).text("verdict").orElseThrow());
    JsonObject signature = json(lines[0]).object("signature").orElseThrow();
    assertEquals("valid", signature.text("status").orElseThrow());
    assertEquals("jio-demo", signature.text("credential").orElseThrow());
    assertEquals("jiomeet-one-step", json(lines[0]).text("platform").orElseThrow());
    assertEquals("refused", json(lines[1]).text("verdict").orElseThrow());
  }

  @Test
  void verifiesWithAKeyThatIsGivenAndNoVault() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    var terminal = FakeTerminal.silent();
    assertEquals(
        0,
        terminal.run(
            parts,
            "inspect",
            "--no-vault",
            "--key",
            key.toString(),
            "--at",
            "1700000010",
            ProducedTokens.of("clan-meeting")),
        terminal.result());
    Path secret = Files.writeString(folder.resolve("other.txt"), "another secret");
    var refused = FakeTerminal.silent();
    assertEquals(
        1,
        refused.run(
            parts,
            "inspect",
            "--no-vault",
            "--secret-file",
            secret.toString(),
            "--at",
            "1700000010",
            ProducedTokens.of("jiomeet-one-step")));
  }

  @Test
  void verifiesWithWhicheverKeyOfASetFits() throws Exception {
    List<byte[]> halves = new ArrayList<>();
    for (String name : List.of("/keys/other2048.pkcs8.pem", "/tokens/rfc7515-a2-pkcs8.pem")) {
      Path file = TestDesk.resource(name, folder);
      try (KeyReading reading = KeyReader.read(file, KeyRequest.anything())) {
        halves.add(((KeyMaterial.PrivateKey) reading.material().orElseThrow()).spki());
      }
    }
    Path set =
        Files.writeString(folder.resolve("jwks.json"), KeyWriter.publicJwks(halves).compact());
    var terminal = FakeTerminal.silent();
    String token = ProducedTokens.of("clan-meeting");
    int code =
        terminal.run(
            parts, "inspect", "--no-vault", "--key", set.toString(), "--at", "1700000010", token);
    assertEquals(0, code, terminal.result() + terminal.remarks());
  }

  @Test
  void listsAndShowsWithoutEverPrintingASecret() throws Exception {
    addJioMeet();
    addClanMeeting();
    String all =
        open(0, "list").result()
            + open(0, "list", "--json").result()
            + open(0, "show", "jio-demo").result()
            + open(0, "show", "clan-prod", "--json").result();
    assertFalse(all.contains(ProducedTokens.secret("jiomeet-one-step")));
    assertFalse(all.contains("MIIEv"));
    assertTrue(open(0, "list", "acme", "CLAN").result().startsWith("clan-prod"));
    assertEquals("", open(0, "list", "nowhere").result());
    assertEquals(
        2,
        ((JsonArray) Json.parse(open(0, "list", "--json").result().strip(), JsonLimits.FOREIGN))
            .elements()
            .size());
    JsonObject shown = json(open(0, "show", "clan-prod", "--json").result());
    assertEquals("2027-11-03", shown.text("rotateBy").orElseThrow());
    assertEquals(64, shown.object("key").orElseThrow().text("fingerprint").orElseThrow().length());
    assertTrue(
        open(1, "show", "nobody").remarks().contains("There is no credential called nobody."));
  }

  @Test
  void deletesTheDownloadedFilesOnlyWhenTheKeyIsStored() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    open(
        2,
        "add",
        "a",
        "--platform",
        "clan-meeting",
        "--private-key",
        key.toString(),
        "--delete-source");
    assertTrue(Files.exists(key));
    open(
        0,
        "add",
        "a",
        "--platform",
        "clan-meeting",
        "--private-key",
        key.toString(),
        "--delete-source",
        "--field",
        "consumerId=acme");
    assertFalse(Files.exists(key));
    assertTrue(open(0, "sign", "a", "--claim", "room=r").result().startsWith("ey"));
  }

  @Test
  void takesASecretFromStandardInput() throws Exception {
    run(
        FakeTerminal.piped("jio-app-secret\n"),
        0,
        "add",
        "j",
        "--platform",
        "jiomeet-one-step",
        "--secret-stdin",
        "--field",
        "app=app-id-1",
        "--field",
        "iss=acme");
    assertEquals(
        ProducedTokens.of("jiomeet-one-step"),
        open(0, "sign", "j", "--issued-at", "1700000000", "--expires-in", "5m").result().strip());
  }

  @Test
  void tellsAboutPlatformsKeysAndTheVaultWithoutAPassword() throws Exception {
    for (String[] command :
        List.of(
            new String[] {"platforms"},
            new String[] {"platforms", "clan-meeting"},
            new String[] {"platforms", "--json"},
            new String[] {"vault", "info"},
            new String[] {"vault", "info", "--json"})) {
      var terminal = FakeTerminal.silent();
      assertEquals(0, terminal.run(parts, command), terminal.remarks());
      assertFalse(terminal.result().isBlank());
    }
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    var terminal = FakeTerminal.silent();
    assertEquals(0, terminal.run(parts, "key", "--json", key.toString()));
    JsonObject document = json(terminal.result());
    assertEquals("usable", document.text("verdict").orElseThrow());
    assertEquals("RSA private key", document.text("kind").orElseThrow());
    assertEquals("PKCS#8 PEM", document.text("container").orElseThrow());
    assertEquals("2048", document.number("bits").orElseThrow().text());
  }

  @Test
  void saysWhyItPrintsNoTokenEvenAsJson() throws Exception {
    addClanMeeting();
    var refused = open(1, "sign", "clan-prod", "--claim", "room=*", "--strict", "--as", "json");
    assertEquals("", refused.result());
    assertTrue(refused.remarks().contains("Opens every room"), refused.remarks());
  }

  @Test
  void keepsAnEmptyTextThatIsGivenAsJsonAndLeavesOutAnEmptyField() throws Exception {
    addJioMeet();
    String payload =
        json(open(
                    0,
                    "sign",
                    "jio-demo",
                    "--claim",
                    "none=",
                    "--claim-json",
                    "empty=\"\"",
                    "--as",
                    "json")
                .result())
            .object("payload")
            .orElseThrow()
            .compact();
    assertTrue(payload.endsWith(",\"empty\":\"\"}"), payload);
    assertFalse(payload.contains("none"));
  }

  @Test
  void tellsAGivenKeyFromAStoredOne() throws Exception {
    addJioMeet();
    Path secret =
        Files.writeString(folder.resolve("secret"), ProducedTokens.secret("jiomeet-one-step"));
    JsonObject document =
        json(
            open(
                    0,
                    "inspect",
                    "--json",
                    "--secret-file",
                    secret.toString(),
                    "--at",
                    "1700000010",
                    ProducedTokens.of("jiomeet-one-step"))
                .result());
    assertEquals("given key", document.object("signature").orElseThrow().text("how").orElseThrow());
  }

  @Test
  void readsARecoveryKeyAndAPasswordFromAFileWithAByteOrderMark() throws Exception {
    Path recovery = vault.resolveSibling("recovery.txt");
    Files.writeString(recovery, "\uFEFF" + Files.readString(recovery) + "\r\n");
    open(0, "list");
    Path password =
        Files.writeString(folder.resolve("pw.txt"), "\uFEFF" + TestDesk.PASSWORD + "\r\n");
    assertEquals(
        0, FakeTerminal.silent().run(parts, "list", "--password-file", password.toString()));
  }
}
