package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestCredentials;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.VaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `latchkey vault password|recovery-key|key-file|slots`, as an admin uses them.
class VaultAccessCliTest {

  private static final String NEW = "a lantern under seven bridges";

  @TempDir Path folder;

  private Latchkey parts;
  private Path recovery;
  private Path password;
  private Path fresh;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    recovery = TestDesk.vault(parts).resolveSibling("recovery.txt");
    password = Files.writeString(folder.resolve("password"), TestDesk.PASSWORD + "\n");
    fresh = Files.writeString(folder.resolve("fresh"), NEW + "\n");
  }

  @Test
  void changesThePasswordAndLeavesTheRecoveryKeyAsItIs() throws Exception {
    var terminal =
        run(
            FakeTerminal.silent(),
            0,
            with(password),
            "vault",
            "password",
            "--new-password-file",
            fresh + "");
    assertTrue(terminal.remarks().contains("The password was changed"), terminal.remarks());
    assertTrue(terminal.remarks().contains("create new keys at the platforms"));
    assertEquals("", terminal.result());
    run(FakeTerminal.silent(), 3, with(password), "list");
    run(FakeTerminal.silent(), 0, with(fresh), "list");
    run(FakeTerminal.silent(), 0, recovery(), "list");
  }

  @Test
  void asksForTheNewPasswordTwiceAtTheTerminal() throws Exception {
    var differing = FakeTerminal.typing(TestDesk.PASSWORD, NEW, "another " + NEW);
    run(differing, 2, List.of(), "vault", "password");
    assertTrue(differing.remarks().contains("Nothing was changed"), differing.remarks());
    run(FakeTerminal.typing(TestDesk.PASSWORD, NEW, NEW), 0, List.of(), "vault", "password");
    run(FakeTerminal.typing(NEW), 0, List.of(), "list");
  }

  private FakeTerminal typingNewPassword(Callable<?> meanwhile) {
    return FakeTerminal.typing(NEW, NEW).meanwhile(meanwhile);
  }

  private Callable<?> addedElsewhere(String name) {
    return () -> {
      try (VaultSession other = TestDesk.open(parts)) {
        TestDesk.addSecret(other, name);
        return name;
      }
    };
  }

  @Test
  void aPasswordChangeTellsWhatItMerged() throws Exception {
    var terminal =
        run(
            typingNewPassword(addedElsewhere("from elsewhere")),
            0,
            with(password),
            "vault",
            "password");
    assertTrue(terminal.remarks().contains("both changes were kept"), terminal.remarks());
    assertTrue(
        terminal.remarks().contains("from elsewhere was added elsewhere and came in"),
        terminal.remarks());
  }

  @Test
  void aNewWayInTellsWhatItsSaveMerged() throws Exception {
    var terminal =
        run(
            typingNewPassword(addedElsewhere("from elsewhere")),
            0,
            with(password),
            "vault",
            "slots",
            "add",
            "password");
    assertTrue(
        terminal.remarks().contains("from elsewhere was added elsewhere and came in"),
        terminal.remarks());
  }

  @Test
  void aPasswordChangeNamesWhereAFileLiesThatWasNoVault() throws Exception {
    Path vault = TestDesk.vault(parts);
    var terminal =
        run(
            typingNewPassword(() -> Files.writeString(vault, "somebody's text")),
            0,
            with(password),
            "vault",
            "password");
    Path aside = beside(vault, ".foreign-");
    assertEquals("somebody's text", Files.readString(aside));
    assertTrue(terminal.remarks().contains("lies at " + aside), terminal.remarks());
  }

  @Test
  void aNewWayInNamesTheFileOfAnEarlierPasswordThatGaveWay() throws Exception {
    Path vault = TestDesk.vault(parts);
    byte[] stolen = Files.readAllBytes(vault);
    run(typingNewPassword(() -> null), 0, with(password), "vault", "password");
    List<Path> before = beside(vault);
    var terminal =
        run(
            FakeTerminal.typing("another " + NEW, "another " + NEW)
                .meanwhile(() -> Files.write(vault, stolen)),
            0,
            with(fresh),
            "vault",
            "slots",
            "add",
            "password");
    List<Path> kept = beside(vault);
    kept.removeAll(before);
    assertTrue(
        kept.stream().anyMatch(file -> terminal.remarks().contains("kept as " + file)),
        terminal.remarks());
  }

  private FakeTerminal removeTheRecoveryKey(Callable<?> meanwhile) throws Exception {
    addAPassword();
    return run(
        FakeTerminal.typing(NEW).meanwhile(meanwhile),
        0,
        with(password),
        "vault",
        "slots",
        "remove",
        slotOf("recovery"));
  }

  private String slotOf(String type) throws Exception {
    return slots().stream()
        .filter(slot -> slot.text("type").orElseThrow().equals(type))
        .findFirst()
        .flatMap(slot -> slot.text("id"))
        .orElseThrow();
  }

  @Test
  void endingAWayInTellsWhatItsSaveMerged() throws Exception {
    var terminal = removeTheRecoveryKey(addedElsewhere("from elsewhere"));
    assertTrue(
        terminal.remarks().contains("from elsewhere was added elsewhere and came in"),
        terminal.remarks());
  }

  @Test
  void endingAWayInNamesWhereAFileLiesThatWasNoVault() throws Exception {
    Path vault = parts.folders().usualVault();
    var terminal = removeTheRecoveryKey(() -> Files.writeString(vault, "somebody's text"));
    assertTrue(
        terminal.remarks().contains("lies at " + beside(vault, ".foreign-")), terminal.remarks());
  }

  @Test
  void theFirstRecoveryKeyTellsWhatItsSaveSetAside() throws Exception {
    Path vault = parts.folders().usualVault();
    run(FakeTerminal.silent(), 0, with(password), "vault", "slots", "remove", slotOf("recovery"));
    assertEquals(1, slots().size());
    var terminal =
        run(
            FakeTerminal.silent()
                .meanwhilePrinting(() -> Files.writeString(vault, "somebody's text")),
            0,
            with(password),
            "vault",
            "recovery-key");
    assertTrue(
        terminal.remarks().contains("lies at " + beside(vault, ".foreign-")), terminal.remarks());
    Files.writeString(recovery, terminal.result());
    run(FakeTerminal.silent(), 0, recovery(), "list");
  }

  private static Path beside(Path vault, String mark) throws Exception {
    return beside(vault).stream()
        .filter(file -> file.getFileName().toString().contains(mark))
        .findFirst()
        .orElseThrow();
  }

  private static List<Path> beside(Path vault) throws Exception {
    try (var files = Files.list(vault.getParent())) {
      return new ArrayList<>(files.toList());
    }
  }

  @Test
  void refusesANewPasswordThatWouldBeGuessedAndOneThatNobodyGave() throws Exception {
    Path weak = Files.writeString(folder.resolve("weak"), "password1\n");
    run(
        FakeTerminal.silent(),
        2,
        recovery(),
        "vault",
        "password",
        "--new-password-file",
        weak + "");
    run(FakeTerminal.silent(), 3, recovery(), "vault", "password");
    run(FakeTerminal.silent(), 5, recovery(), "vault", "password", "--new-password-file", "gone");
  }

  @Test
  void setsANewPasswordWithTheRecoveryKeyWhenTheOldOneIsForgotten() throws Exception {
    String id = slots().get(0).text("id").orElseThrow();
    var terminal =
        run(
            FakeTerminal.silent(),
            0,
            recovery(),
            "vault",
            "password",
            "--new-password-file",
            fresh.toString(),
            "--json");
    assertTrue(terminal.remarks().contains(id + " has ended"), terminal.remarks());
    JsonObject done = json(terminal);
    assertEquals(List.of(), ((JsonArray) done.get("lost").orElseThrow()).elements());
    run(FakeTerminal.silent(), 0, with(fresh), "list");
    run(FakeTerminal.silent(), 3, with(password), "list");
  }

  @Test
  void wantsAKeyFileOnceThePasswordWasChangedToOne() throws Exception {
    Path keyFile = folder.resolve("key file");
    run(FakeTerminal.silent(), 0, List.of(), "vault", "key-file", keyFile.toString());
    run(FakeTerminal.silent(), 1, List.of(), "vault", "key-file", keyFile.toString());
    run(
        FakeTerminal.silent(),
        0,
        with(password),
        "vault",
        "password",
        "--new-password-file",
        fresh.toString(),
        "--new-key-file",
        keyFile.toString());

    var needed = run(FakeTerminal.typing(NEW), 3, List.of(), "list");
    assertTrue(needed.remarks().contains("--unlock-key-file"), needed.remarks());
    Path other = folder.resolve("other");
    run(FakeTerminal.silent(), 0, List.of(), "vault", "key-file", other.toString());
    List<String> right = List.of("--unlock-key-file", keyFile.toString());
    run(FakeTerminal.typing(NEW), 0, right, "list");
    var wrong =
        run(FakeTerminal.typing(NEW), 3, List.of("--unlock-key-file", other.toString()), "list");
    assertTrue(wrong.remarks().contains("not the key file"), wrong.remarks());
    run(FakeTerminal.typing(NEW), 4, List.of("--unlock-key-file", fresh.toString()), "list");
    run(FakeTerminal.typing(NEW), 5, List.of("--unlock-key-file", "gone"), "list");
    run(FakeTerminal.typing(TestDesk.PASSWORD), 3, right, "list");
  }

  @Test
  void printsANewRecoveryKeyOnceAndTheOldOneOpensNothing() throws Exception {
    var terminal = run(FakeTerminal.silent(), 0, with(password), "vault", "recovery-key");
    assertTrue(terminal.result().strip().matches("([0-9A-Z]{7}-){7}[0-9A-Z]{7}"));
    assertFalse(terminal.remarks().contains(terminal.result().strip()));
    run(FakeTerminal.silent(), 3, recovery(), "list");
    Files.writeString(recovery, terminal.result());
    run(FakeTerminal.silent(), 0, recovery(), "list");
    run(FakeTerminal.silent(), 0, with(password), "list");
  }

  @Test
  void keepsTheOldRecoveryKeyWhereTheNewOneCouldNotBeWritten() throws Exception {
    run(FakeTerminal.deaf(TestDesk.PASSWORD), 5, List.of(), "vault", "recovery-key");
    run(FakeTerminal.silent(), 0, recovery(), "list");
  }

  @Test
  void addsListsAndRemovesWaysIn() throws Exception {
    JsonObject added =
        json(
            run(
                FakeTerminal.silent(),
                0,
                recovery(),
                "vault",
                "slots",
                "add",
                "password",
                "--new-password-file",
                fresh.toString(),
                "--json"));
    String id = added.text("id").orElseThrow();
    assertEquals("password", added.text("type").orElseThrow());
    run(FakeTerminal.silent(), 0, with(fresh), "list");

    var listed = run(FakeTerminal.silent(), 0, recovery(), "vault", "slots");
    assertEquals(3, listed.result().lines().count());
    assertTrue(listed.result().contains(id + "  opens with a password"), listed.result());
    assertTrue(listed.result().contains("(in use)"));

    var needed =
        run(
            FakeTerminal.silent(),
            3,
            with(password),
            "vault",
            "slots",
            "remove",
            slots().get(1).text("id").orElseThrow());
    assertTrue(needed.remarks().contains("--drop " + id), needed.remarks());
    run(
        FakeTerminal.silent(),
        0,
        with(password),
        "vault",
        "slots",
        "remove",
        slots().get(1).text("id").orElseThrow(),
        "--slot-password-file",
        id + "=" + fresh);
    run(FakeTerminal.silent(), 3, recovery(), "list");
    run(FakeTerminal.silent(), 0, with(fresh), "list");

    run(
        FakeTerminal.silent(),
        0,
        with(fresh),
        "vault",
        "slots",
        "remove",
        slots().get(0).text("id").orElseThrow());
    run(FakeTerminal.silent(), 3, with(password), "list");
    var last = run(FakeTerminal.silent(), 1, with(fresh), "vault", "slots", "remove", id);
    assertTrue(last.remarks().contains("no way into this vault"), last.remarks());
    run(FakeTerminal.silent(), 1, with(fresh), "vault", "slots", "remove", "AAAAAAAAAAA");
  }

  @Test
  void endsNoWayInWhereItsPasswordIsNotAnswered() throws Exception {
    addAPassword();
    for (String[] command :
        List.of(
            new String[] {"vault", "password", "--new-password-file", password.toString()},
            new String[] {"vault", "slots", "remove", slots().get(1).text("id").orElseThrow()},
            new String[] {"vault", "recovery-key"})) {
      run(
          FakeTerminal.typing(TestDesk.PASSWORD, FakeTerminal.GIVES_UP, "still there"),
          3,
          List.of(),
          command);
      run(
          FakeTerminal.typing(TestDesk.PASSWORD, "x".repeat(1025), "still there"),
          3,
          List.of(),
          command);
    }
    assertEquals(3, slots().size());
    run(FakeTerminal.silent(), 0, with(fresh), "list");
    run(FakeTerminal.silent(), 0, recovery(), "list");
  }

  @Test
  void endsAWayInByAnEmptyLineAndSaysSo() throws Exception {
    String id = addAPassword();
    var terminal =
        run(
            FakeTerminal.typing(TestDesk.PASSWORD, "", "still there"),
            0,
            List.of(),
            "vault",
            "password",
            "--new-password-file",
            password.toString());
    assertTrue(terminal.remarks().contains(id + " has ended"), terminal.remarks());
    run(FakeTerminal.silent(), 3, with(fresh), "list");
  }

  private String addAPassword() throws Exception {
    var added =
        run(
            FakeTerminal.silent(),
            0,
            recovery(),
            "vault",
            "slots",
            "add",
            "password",
            "--new-password-file",
            fresh.toString(),
            "--json");
    return json(added).text("id").orElseThrow();
  }

  @Test
  void namesTheCopiesThatStillOpenWithTheOldPassword() throws Exception {
    var kept =
        run(
            FakeTerminal.silent(),
            0,
            with(password),
            "vault",
            "password",
            "--new-password-file",
            fresh.toString(),
            "--copies",
            "keep");
    assertTrue(kept.remarks().contains("still opens with an earlier"), kept.remarks());
    JsonObject listed = json(run(FakeTerminal.silent(), 0, recovery(), "vault", "slots", "--json"));
    assertEquals(1, ((JsonArray) listed.get("earlierCopies").orElseThrow()).elements().size());
    assertEquals(0, ((JsonArray) listed.get("rivalCopies").orElseThrow()).elements().size());
  }

  @Test
  void saysThatThereIsNoKeyring() throws Exception {
    var terminal = run(FakeTerminal.silent(), 3, recovery(), "vault", "slots", "add", "keyring");
    assertTrue(terminal.remarks().contains("no keyring"), terminal.remarks());
    run(FakeTerminal.silent(), 3, List.of("--keyring"), "list");
    run(FakeTerminal.silent(), 2, recovery(), "vault", "slots", "add", "key-file");
  }

  private List<JsonObject> slots() throws Exception {
    JsonObject info = json(run(FakeTerminal.silent(), 0, List.of(), "vault", "info", "--json"));
    return ((JsonArray) info.get("slots").orElseThrow())
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private List<String> recovery() {
    return List.of("--recovery-key-file", recovery.toString());
  }

  private static List<String> with(Path passwordFile) {
    return List.of("--password-file", passwordFile.toString());
  }

  private FakeTerminal run(
      FakeTerminal terminal, int expected, List<String> opening, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(opening);
    int code = new CommandLineFace(parts, terminal, Map.of()).run(all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }

  private static JsonObject json(FakeTerminal terminal) throws Exception {
    return (JsonObject) Json.parse(terminal.result().strip(), JsonLimits.FOREIGN);
  }

  @Test
  void afterAPasswordChangeElsewhereTheAdviceHelps() throws Exception {
    VaultException late;
    try (VaultSession slow = TestDesk.open(parts)) {
      TestCredentials.jioMeet(slow, parts, "jio", "a secret that is long enough for HS256");
      run(
          FakeTerminal.silent(),
          0,
          with(password),
          "vault",
          "password",
          "--new-password-file",
          fresh + "");
      late =
          assertThrows(
              VaultException.class,
              () -> slow.editing().rename(slow.named("jio"), "renamed meanwhile"));
    }
    assertEquals(VaultException.Kind.VAULT_REKEYED, late.kind());
    String advice = parts.forCommandLine().wording().error(late).advice();
    Path copy = (Path) late.facts().get("copy");
    assertTrue(advice.contains("Run the command again"), advice);
    assertTrue(advice.contains("latchkey vault merge " + copy), advice);

    run(FakeTerminal.typing(NEW, TestDesk.PASSWORD), 0, List.of(), "vault", "merge", copy + "");
    String listed = run(FakeTerminal.silent(), 0, with(fresh), "list").result();
    assertTrue(listed.contains("renamed meanwhile"), listed);
  }
}
