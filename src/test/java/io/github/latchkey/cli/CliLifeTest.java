package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
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

/// A credential's life on the command line: changed, renamed, thrown away, taken back, looked over.
class CliLifeTest {

  private static final String SECRET = "a secret that is long enough for HS256";

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;

  @BeforeEach
  void makeAVaultWithOneCredential() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.jioMeet(session, parts, "jio", SECRET);
    }
  }

  private FakeTerminal run(int expected, String... arguments) {
    return run(FakeTerminal.silent(), expected, arguments);
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--recovery-key-file");
    all.add(vault.resolveSibling("recovery.txt").toString());
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    assertFalse((terminal.result() + terminal.remarks()).contains(SECRET));
    return terminal;
  }

  private JsonObject shown(String name) throws Exception {
    return (JsonObject) parsed(run(0, "show", name, "--json"));
  }

  private static Json parsed(FakeTerminal terminal) throws Exception {
    return Json.parse(terminal.result().strip(), JsonLimits.FOREIGN);
  }

  private static JsonObject first(FakeTerminal terminal) throws Exception {
    return (JsonObject) ((JsonArray) parsed(terminal)).elements().getFirst();
  }

  @Test
  void editsAndTakesAway() throws Exception {
    run(0, "edit", "jio", "--note", "a note", "--tag", "live", "--rotate-by", "2023-01-31");
    run(0, "edit", "jio", "--environment", "production", "--field", "app=app-id-2");
    JsonObject after = shown("jio");
    assertEquals("a note", after.text("note").orElseThrow());
    assertEquals("2023-01-31", after.text("rotateBy").orElseThrow());
    assertEquals("production", after.text("environment").orElseThrow());
    assertEquals("app-id-2", after.object("fields").orElseThrow().text("app").orElseThrow());
    assertTrue(run(0, "list").result().contains("new key due since 31 Jan 2023"));
    run(0, "edit", "jio", "--note", "", "--no-tag", "live", "--rotate-by", "");
    after = shown("jio");
    assertEquals("null", after.get("note").orElseThrow().compact());
    assertEquals("[]", after.get("tags").orElseThrow().compact());
    assertEquals("null", after.get("rotateBy").orElseThrow().compact());
    assertTrue(run(0, "edit", "jio", "--environment", "production").remarks().contains("already"));
    assertTrue(run(2, "edit", "jio", "--rotate-by", "soon").remarks().contains("soon"));
    assertTrue(run(2, "edit", "jio", "--field", "nonsense=1").remarks().contains("nonsense"));
    run(1, "edit", "nobody", "--note", "x");
  }

  @Test
  void renamesUnlessTheNameIsTaken() throws Exception {
    run(0, "rename", "jio", "jio-prod");
    run(1, "show", "jio");
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.jioMeet(session, parts, "other", SECRET + " too");
    }
    assertTrue(run(1, "rename", "other", "jio-prod").remarks().contains("jio-prod"));
  }

  @Test
  void removesRestoresAndEmptiesTheTrash() throws Exception {
    run(0, "remove", "jio");
    assertEquals("[]", run(0, "list", "--json").result().strip());
    assertTrue(run(0, "trash").result().startsWith("jio   JioMeet"));
    JsonObject trashed = first(run(0, "trash", "--json"));
    assertEquals("jio", trashed.object("credential").orElseThrow().text("name").orElseThrow());
    run(0, "restore", "jio");
    shown("jio");
    assertTrue(run(1, "restore", "jio").remarks().contains("latchkey trash"));
    run(0, "remove", "jio");
    assertTrue(run(0, "trash", "--empty").result().contains("for good"));
    assertEquals("[]", run(0, "trash", "--json").result().strip());
    run(1, "restore", "jio");
  }

  @Test
  void emptiesTheTrashOfOneAlone() throws Exception {
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.jioMeet(session, parts, "other", SECRET + " too");
    }
    run(0, "remove", "jio");
    run(0, "remove", "other");
    run(0, "trash", "jio", "--empty");
    run(0, "restore", "other");
    run(1, "restore", "jio");
  }

  @Test
  void listsEarlierValuesBringsOneBackAndForgetsThem() throws Exception {
    run(0, "edit", "jio", "--note", "first");
    run(0, "edit", "jio", "--note", "second");
    JsonObject earlier = first(run(0, "show", "jio", "--history", "--json"));
    assertEquals("first", earlier.text("value").orElseThrow());
    assertEquals("note", earlier.text("field").orElseThrow());
    assertTrue(run(0, "show", "jio", "--history").result().contains("Note: first"));
    run(0, "restore", "jio", "--value", earlier.text("id").orElseThrow());
    assertEquals("first", shown("jio").text("note").orElseThrow());
    run(1, "restore", "jio", "--value", "99-0000000000000000");
    assertTrue(run(0, "forget", "jio").remarks().contains(": 2."));
    assertEquals("[]", run(0, "show", "jio", "--history", "--json").result().strip());
    run(0, "edit", "jio", "--note", "third");
    run(0, "forget", "--all");
    assertEquals("[]", run(0, "show", "jio", "--history", "--json").result().strip());
    run(2, "forget");
  }

  @Test
  void tellsTheHealthAndEndsWithOneWhereSomethingIsBroken() throws Exception {
    JsonArray healthy = (JsonArray) parsed(run(0, "health", "--json"));
    assertTrue(
        healthy.elements().stream()
            .allMatch(finding -> ((JsonObject) finding).text("id").orElse("").contains("backup")),
        healthy.compact());
    run(0, "edit", "jio", "--rotate-by", "2023-01-31");
    FakeTerminal overdue = run(0, "health");
    assertTrue(overdue.result().contains("jio should have had a new key by 31 Jan 2023"));
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.keyless(session, "broken");
    }
    FakeTerminal broken = run(1, "health");
    assertTrue(broken.result().startsWith("error"), broken.result());
    assertTrue(broken.result().contains("broken: there is no key"), broken.result());
  }

  @Test
  void mergesAFileThatWentApart() throws Exception {
    Path apart = Files.copy(vault, folder.resolve("apart.latchkey"));
    run(0, "edit", "jio", "--note", "here");
    Path usual = vault;
    try (VaultSession session = TestDesk.open(parts, apart)) {
      session.editing().rename(session.named("jio"), "jio-apart");
    }
    FakeTerminal merged = run(0, "vault", "merge", apart.toString());
    assertTrue(merged.remarks().contains("Name"), merged.remarks());
    assertEquals("here", shown("jio-apart").text("note").orElseThrow());
    assertTrue(run(0, "vault", "merge", apart.toString()).remarks().contains("nothing new"));
    assertTrue(Files.exists(usual));
  }

  @Test
  void refusesToMergeAnotherVaultAndWhatIsNone() throws Exception {
    Path other = folder.resolve("other.latchkey");
    try (var password = TestDesk.password();
        var made = VaultSession.create(other, password, parts)) {
      assertEquals(other, made.session().file());
    }
    assertTrue(run(4, "vault", "merge", other.toString()).remarks().contains("another vault"));
    Path text = Files.writeString(folder.resolve("text"), "a text");
    run(4, "vault", "merge", text.toString());
    run(5, "vault", "merge", folder.resolve("missing").toString());
  }

  @Test
  void replacesAKeyAndBringsTheOneBeforeBack() throws Exception {
    Path another =
        Files.writeString(folder.resolve("new.txt"), "another secret, as long as the first");
    Path wrong = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    String before = run(0, "sign", "jio", "--issued-at", "1700000000").result();
    FakeTerminal replaced = run(0, "edit", "jio", "--secret-file", another.toString());
    assertTrue(replaced.remarks().contains("tested"), replaced.remarks());
    String after = run(0, "sign", "jio", "--issued-at", "1700000000").result();
    assertFalse(before.equals(after));
    assertTrue(
        run(0, "edit", "jio", "--secret-file", another.toString()).remarks().contains("already"));
    assertTrue(
        run(4, "edit", "jio", "--private-key", wrong.toString()).remarks().contains("JioMeet"));
    JsonObject earlier = first(run(0, "show", "jio", "--history", "--json"));
    assertEquals("true", earlier.get("secret").orElseThrow().compact());
    assertEquals("null", earlier.get("value").orElseThrow().compact());
    run(0, "restore", "jio", "--value", earlier.text("id").orElseThrow());
    assertEquals(before, run(0, "sign", "jio", "--issued-at", "1700000000").result());
  }

  @Test
  void namesTheCredentialWhoseEarlierKeySignedAToken() throws Exception {
    Path another =
        Files.writeString(folder.resolve("new.txt"), "another secret, as long as the first");
    String token = run(0, "sign", "jio", "--issued-at", "1700000000").result().strip();
    run(0, "edit", "jio", "--secret-file", another.toString());
    JsonObject inspected =
        (JsonObject) parsed(run(0, "inspect", token, "--at", "1700000001", "--json"));
    JsonObject signature = inspected.object("signature").orElseThrow();
    assertEquals("valid", signature.text("status").orElseThrow());
    assertEquals("jio", signature.text("credential").orElseThrow());
    assertTrue(
        inspected.get("findings").orElseThrow().compact().contains("\"earlier-key\""),
        inspected.compact());
  }

  @Test
  void tellsNamesThatAreNotUniqueWithTheirIdsAndTakesAnId() throws Exception {
    String id;
    try (VaultSession session = TestDesk.open(parts)) {
      TestCredentials.keyless(session, "jio");
      id = session.find("jio").getFirst().id();
    }
    FakeTerminal ambiguous = run(1, "show", "jio");
    assertTrue(ambiguous.remarks().contains(id), ambiguous.remarks());
    run(0, "rename", id, "jio-2");
    shown("jio");
  }
}
