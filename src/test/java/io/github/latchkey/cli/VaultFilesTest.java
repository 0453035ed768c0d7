package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.OpenKeyring;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.secret.Passphrase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups, copies and their checks at the command line.
class VaultFilesTest {

  @TempDir Path temporary;
  Path folder;
  Latchkey parts;
  Path vault;
  Path recovery;

  @BeforeEach
  void makeAVault() throws Exception {
    folder = temporary.toRealPath();
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    recovery = vault.resolveSibling("recovery.txt");
    add("one");
  }

  private void add(String name) throws Exception {
    try (VaultSession session = TestDesk.open(parts)) {
      TestDesk.addSecret(session, name);
    }
  }

  private FakeTerminal run(int expected, String... arguments) {
    var terminal = FakeTerminal.silent();
    assertEquals(expected, terminal.run(parts, arguments), terminal.remarks());
    return terminal;
  }

  private FakeTerminal open(int expected, String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--recovery-key-file", recovery.toString()));
    return run(expected, all.toArray(String[]::new));
  }

  @Test
  void backsUpTheSealedVaultForItsOwnerAlone() throws Exception {
    Path place = folder.resolve("stick/weekly backup ü.latchkey");
    assertEquals(place + "\n", run(0, "vault", "backup", place.toString()).result());
    assertArrayEquals(Files.readAllBytes(vault), Files.readAllBytes(place));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
    try (var files = Files.list(place.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void namesABackupInAFolderAfterTheVaultAndTheDay() throws Exception {
    Path stick = Files.createDirectory(folder.resolve("stick"));
    String place = stick.resolve("vault-2023-11-14.latchkey").toString();
    assertEquals(place + "\n", run(0, "vault", "backup", stick.toString()).result());
    add("two");
    assertEquals(place + "\n", run(0, "vault", "backup", stick.toString()).result());
    assertArrayEquals(Files.readAllBytes(vault), Files.readAllBytes(Path.of(place)));
  }

  @Test
  void replacesNothingButAnOlderBackupOfTheSameVaultUnlessForced() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "precious");
    assertTrue(run(1, "vault", "backup", note.toString()).remarks().contains("--force"));
    assertEquals("precious", Files.readString(note));

    Path newer = folder.resolve("newer");
    Files.copy(vault, newer);
    byte[] old = Files.readAllBytes(vault);
    add("two");
    run(0, "vault", "backup", newer.toString());
    byte[] kept = Files.readAllBytes(newer);
    Files.write(vault, old);
    run(1, "vault", "backup", newer.toString());
    assertArrayEquals(kept, Files.readAllBytes(newer));

    run(0, "vault", "backup", "--force", note.toString());
    assertArrayEquals(old, Files.readAllBytes(note));
  }

  @Test
  void keepsABackupThatMayHaveGoneApartFromTheVault() throws Exception {
    byte[] common = Files.readAllBytes(vault);
    add("ours");
    byte[] ours = Files.readAllBytes(vault);
    Files.write(vault, common);
    add("theirs");
    Path place = Files.copy(vault, folder.resolve("went apart"));
    byte[] theirs = Files.readAllBytes(place);
    Files.write(vault, ours);
    for (Path copy : copies()) {
      Files.delete(copy);
    }
    run(1, "vault", "backup", place.toString());
    assertArrayEquals(theirs, Files.readAllBytes(place), "as many saves, and another one");

    add("ours too");
    run(0, "vault", "backup", place.toString());
    assertArrayEquals(Files.readAllBytes(vault), Files.readAllBytes(place));
    Path kept;
    try (var files = Files.list(folder)) {
      kept = files.filter(f -> f.getFileName().toString().endsWith(".bak")).findFirst().get();
    }
    assertTrue(kept.getFileName().toString().startsWith("went apart.3-"), kept.toString());
    assertArrayEquals(theirs, Files.readAllBytes(kept));
  }

  @Test
  void neverReplacesTheVaultByItself() throws Exception {
    byte[] before = Files.readAllBytes(vault);
    run(1, "vault", "backup", "--force", vault.toString());
    Path link = Files.createSymbolicLink(folder.resolve("link"), vault);
    run(1, "vault", "backup", "--force", link.toString());
    assertArrayEquals(before, Files.readAllBytes(vault));
  }

  @Test
  void refusesToBackUpADamagedVault() throws Exception {
    byte[] bytes = Files.readAllBytes(vault);
    bytes[bytes.length / 2] ^= 1;
    Files.write(vault, bytes);
    Path place = folder.resolve("backup");
    assertTrue(run(4, "vault", "backup", place.toString()).remarks().contains("damaged"));
    assertFalse(Files.exists(place));
  }

  @Test
  void listsCopiesAndBackupsWithoutAPassword() throws Exception {
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    add("two");
    String list = run(0, "vault", "restore").result();
    assertTrue(list.contains("Copies beside the vault"), list);
    assertTrue(list.contains(".2-") && list.contains(".1-"), list);
    assertTrue(list.indexOf(".2-") < list.indexOf(".1-"), list);
    assertTrue(list.contains(place + ": save 2 of"), list);
    Files.delete(place);
    String json = run(0, "vault", "restore", "--json").result();
    assertTrue(
        json.contains("\"kind\":\"backup\"") && json.contains("\"state\":\"missing\""), json);
    assertTrue(json.contains("\"kind\":\"copy\",\"generation\":2"), json);
  }

  @Test
  void restoresACopyAndKeepsWhatWasThere() throws Exception {
    Path copy = copies().getLast();
    add("two");
    byte[] before = Files.readAllBytes(vault);
    String said = open(0, "vault", "restore", copy.toString()).remarks();
    Path displaced =
        copies().stream().filter(kept -> sameBytes(kept, before)).findFirst().orElseThrow();
    assertTrue(said.contains("is kept as " + displaced), said);
    var list = open(0, "list");
    assertEquals("", list.result());
    assertFalse(list.remarks().contains("old copy"), list.remarks());
    String info = run(0, "vault", "info", "--json").result();
    assertTrue(info.contains("\"generation\":4"), info);
  }

  private Path beside(String mark) throws Exception {
    try (var files = Files.list(vault.getParent())) {
      return files
          .filter(file -> file.getFileName().toString().contains(mark))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void restoresABackupOnAComputerThatHasNothing() throws Exception {
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    Path elsewhere = folder.resolve("new computer/vault.latchkey");
    open(0, "vault", "restore", place.toString(), "--vault", elsewhere.toString());
    assertTrue(open(0, "list", "--vault", elsewhere.toString()).result().contains("one"));
  }

  @Test
  void restoresInThePlaceOfADamagedVaultAndSetsThatAside() throws Exception {
    Path copy = copies().getLast();
    Files.writeString(vault, "rotten");
    String said = open(0, "vault", "restore", copy.toString()).remarks();
    open(0, "list");
    Path aside = beside(".foreign-");
    assertEquals("rotten", Files.readString(aside));
    assertTrue(said.contains("lies at " + aside), said);
    assertFalse(said.contains("What lay there before"), said);
  }

  @Test
  void restoresNothingOverAnotherVault() throws Exception {
    Path copy = copies().getLast();
    byte[] another = another();
    Files.write(vault, another);
    assertTrue(open(4, "vault", "restore", copy.toString()).remarks().contains("another vault"));
    assertArrayEquals(another, Files.readAllBytes(vault));
  }

  @Test
  void restoringACopyFromBeforeAPasswordChangeLeavesThePasswordOfNow() throws Exception {
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    changePassword();
    byte[] before = Files.readAllBytes(vault);

    String refused = open(3, "vault", "restore", place.toString()).remarks();
    assertTrue(refused.contains("was changed after " + place + " was written"), refused);
    assertTrue(refused.contains("--current-password-file"), refused);
    assertArrayEquals(before, Files.readAllBytes(vault));

    String said =
        open(0, "vault", "restore", place.toString(), "--current-password-file", fresh().toString())
            .remarks();
    assertTrue(said.contains("its passwords go on counting"), said);
    assertEquals("one\n", names(run(0, "list", "--password-file", fresh().toString())));
    run(3, "list", "--password-file", earlier().toString());
  }

  @Test
  void restoringWithAnEarlierPasswordHasToBeAskedForAndIsTold() throws Exception {
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    changePassword();
    byte[] before = Files.readAllBytes(vault);
    String said = open(0, "vault", "restore", place.toString(), "--earlier-password").remarks();
    assertTrue(said.contains("count again"), said);
    Path outvoted =
        copies().stream().filter(kept -> sameBytes(kept, before)).findFirst().orElseThrow();
    assertTrue(said.contains("gave way. It is kept as " + outvoted), said);
    run(0, "list", "--password-file", earlier().toString());
    run(3, "list", "--password-file", fresh().toString());
  }

  @Test
  void theKeyringAloneMakesNoEarlierPasswordCountAgain() throws Exception {
    Latchkey withKeyring = new OpenKeyring().in(parts);
    try (VaultSession session = TestDesk.open(withKeyring);
        var confirmation = session.access().confirmedByRecoveryKey().orElseThrow()) {
      session.access().addQuickUnlock(confirmation);
    }
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    changePassword();
    byte[] before = Files.readAllBytes(vault);
    var terminal = FakeTerminal.silent();
    String[] restore = {"vault", "restore", place.toString(), "--keyring", "--earlier-password"};
    assertEquals(2, terminal.run(withKeyring, restore), terminal.remarks());
    assertTrue(terminal.remarks().contains("Leave --keyring away"), terminal.remarks());
    assertArrayEquals(before, Files.readAllBytes(vault));
    open(0, "vault", "restore", place.toString(), "--earlier-password");
  }

  @Test
  void mergesNothingIntoAVaultWhosePasswordWasGivenUp() throws Exception {
    Path old = folder.resolve("old");
    run(0, "vault", "backup", old.toString());
    changePassword();
    String refused =
        open(
                3,
                "vault",
                "merge",
                vault.toString(),
                "--vault",
                old.toString(),
                "--merge-password-file",
                fresh().toString())
            .remarks();
    assertTrue(refused.contains("was changed after " + old + " was written"), refused);
  }

  private void changePassword() throws Exception {
    open(0, "vault", "password", "--new-password-file", fresh().toString());
  }

  private Path fresh() throws Exception {
    return Files.writeString(folder.resolve("fresh"), "wandering otter plays cello quietly\n");
  }

  private Path earlier() throws Exception {
    return Files.writeString(folder.resolve("earlier"), TestDesk.PASSWORD + "\n");
  }

  private static String names(FakeTerminal list) {
    return list.result().lines().map(line -> line.split(" ")[0] + "\n").reduce("", String::concat);
  }

  private byte[] another() throws Exception {
    Path file = folder.resolve("another.latchkey");
    try (Passphrase password = TestDesk.password()) {
      VaultSession.create(file, password, parts).close();
    }
    return Files.readAllBytes(file);
  }

  @Test
  void checksTheVaultItsCopiesAndItsBackups() throws Exception {
    Path place = folder.resolve("backup");
    run(0, "vault", "backup", place.toString());
    add("two");
    String sound = open(0, "vault", "check").result();
    assertTrue(sound.contains(vault + " opens: save 3"), sound);
    assertTrue(sound.contains(place + ": save 2"), sound);

    Path copy = copies().getFirst();
    byte[] bytes = Files.readAllBytes(copy);
    bytes[40_000] ^= 1;
    Files.write(copy, bytes);
    Files.write(vault.resolveSibling(vault.getFileName() + ".9-00000000.bak"), another());
    String report = open(4, "vault", "check").result();
    assertTrue(report.contains(copy + ": damaged"), report);
    assertTrue(report.contains("another vault"), report);
  }

  @Test
  void checksCopiesAlsoWhereTheVaultIsDamagedOrGone() throws Exception {
    Path copy = copies().getLast();
    Files.writeString(vault, "LATCHKEY/1\nrotten");
    FakeTerminal damaged = run(4, "vault", "check");
    assertTrue(damaged.result().contains(copy + ": save 1"), damaged.result());
    assertTrue(damaged.remarks().contains("Its newest good copy is " + copy), damaged.remarks());
    Files.delete(vault);
    assertTrue(run(5, "vault", "check", "--json").result().contains("\"state\":\"sound\""));
  }

  @Test
  void warnsOfAnOldCopyPutBackOnStandardError() throws Exception {
    byte[] old = Files.readAllBytes(vault);
    add("two");
    Files.write(vault, old);
    FakeTerminal list = open(0, "list");
    assertTrue(list.remarks().contains("old copy back"), list.remarks());
    assertTrue(list.remarks().contains("save 2, and 3 was seen"), list.remarks());
  }

  private List<Path> copies() throws Exception {
    try (var files = Files.list(vault.getParent())) {
      return files.filter(file -> file.toString().endsWith(".bak")).sorted().toList().reversed();
    }
  }

  private static boolean sameBytes(Path file, byte[] bytes) {
    try {
      return java.util.Arrays.equals(bytes, Files.readAllBytes(file));
    } catch (java.io.IOException unreadable) {
      return false;
    }
  }
}
