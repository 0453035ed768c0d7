package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static io.github.latchkey.vault.SampleVault.reveal;
import static io.github.latchkey.vault.SampleVault.secret;
import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.json.JsonNumber;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  @TempDir Path folder;
  Path file;

  @BeforeEach
  void createVault() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault.latchkey"));
  }

  @Test
  void opensWithItsPasswordAndWithItsRecoveryKey() throws Exception {
    Path made = folder.resolve("made");
    try (Passphrase password = SampleVault.password("पासवर्ड and spaces ");
        RecoveryKey recovery = RecoveryKey.random()) {
      String id;
      try (Vault vault =
          Vault.create(made, password, ArgonCost.least(), recovery, SampleVault.CLOCK)) {
        id = add(vault, "JioMeet", "s3cret");
        assertEquals(2, vault.save().generation());
      }
      LockedVault locked = LockedVault.read(made);
      try (Vault vault = locked.unlock(password, SampleVault.CLOCK)) {
        assertEquals("s3cret", reveal(vault, id, "secret"));
      }
      try (Vault vault = locked.unlock(recovery, SampleVault.CLOCK)) {
        assertEquals("s3cret", reveal(vault, id, "secret"));
      }
      try (Passphrase trimmed = SampleVault.password("पासवर्ड and spaces")) {
        assertFault(Kind.WRONG_PASSWORD, () -> locked.unlock(trimmed, SampleVault.CLOCK));
      }
      try (RecoveryKey other = RecoveryKey.random()) {
        assertFault(Kind.WRONG_RECOVERY_KEY, () -> locked.unlock(other, SampleVault.CLOCK));
      }
    }
  }

  @Test
  void keepsWhatWasAddedOnceItIsSaved() throws Exception {
    String id;
    try (Vault vault = SampleVault.open(file)) {
      try (SecretBytes key = secret("key");
          SecretBytes none = secret("")) {
        Json tags = JsonArray.of(text("a"), JsonNumber.of(7), JsonObject.empty());
        id =
            vault.add(
                Map.of("name", text("Clan \uD83D\uDD11"), "tags", tags),
                Map.of("key", key, "none", none));
      }
      assertTrue(vault.hasUnsavedChanges());
      vault.save();
      assertFalse(vault.hasUnsavedChanges());
    }
    try (Vault vault = SampleVault.open(file)) {
      VaultEntry entry = vault.entry(id).orElseThrow();
      assertEquals(List.of(entry), vault.entries());
      assertEquals(text("Clan \uD83D\uDD11"), entry.fields().get("name"));
      assertEquals(Set.of("key", "none"), entry.secretFields());
      assertEquals(SampleVault.NOW, entry.changed());
      assertEquals("key", reveal(vault, id, "key"));
      assertEquals("", reveal(vault, id, "none"));
      assertFalse(vault.hasUnsavedChanges());
    }
  }

  @Test
  void forgetsWhatWasNotSaved() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "never saved", "x");
    }
    assertEquals(Map.of(), SampleVault.contents(file));
  }

  @Test
  void changesAFieldAndLeavesTheOthers() throws Exception {
    try (Vault vault = SampleVault.open(file);
        SecretBytes second = secret("second")) {
      String id = add(vault, "one", "first");
      vault.change(id, Map.of("name", text("two"), "note", text("n")), Map.of());
      vault.change(id, Map.of(), Map.of("secret", second));
      vault.save();
      VaultEntry entry = vault.entry(id).orElseThrow();
      assertEquals(Map.of("name", text("two"), "note", text("n")), entry.fields());
      assertEquals("second", reveal(vault, id, "secret"));
    }
    assertEquals(Map.of("two", "second"), SampleVault.contents(file));
  }

  @Test
  void doesNotWriteAgainWhatIsEqual() throws Exception {
    try (Vault vault = SampleVault.open(file);
        SecretBytes same = secret("first")) {
      String id = add(vault, "one", "first");
      vault.save();
      vault.change(id, Map.of("name", text("one")), Map.of("secret", same));
      assertFalse(vault.hasUnsavedChanges());
    }
  }

  @Test
  void takesAFieldAwayWithNullAndGivesItBack() throws Exception {
    try (Vault vault = SampleVault.open(file);
        SecretBytes again = secret("again")) {
      String id = add(vault, "one", "first");
      vault.change(id, Map.of("secret", new JsonNull()), Map.of());
      assertEquals(Set.of(), vault.entry(id).orElseThrow().secretFields());
      assertThrows(IllegalArgumentException.class, () -> vault.secret(id, "secret"));
      vault.change(id, Map.of(), Map.of("secret", again));
      assertEquals("again", reveal(vault, id, "secret"));
    }
  }

  @Test
  void tellsWhenAnEntryWasMadeAndWhenItWasChanged() throws Exception {
    String id;
    try (Vault vault = SampleVault.open(file)) {
      id = add(vault, "one", "x");
      vault.save();
    }
    Clock later = Clock.offset(SampleVault.CLOCK, Duration.ofDays(3));
    try (Vault vault =
        SampleVault.open(file, new Surroundings(new LocalDisk(), Patience.NONE, later))) {
      vault.change(id, Map.of("name", text("two")), Map.of());
      VaultEntry entry = vault.entry(id).orElseThrow();
      assertEquals(SampleVault.NOW.plus(Duration.ofDays(3)), entry.changed());
    }
  }

  @Test
  void aClockBefore1970DoesNotKeepAVaultFromBeingRead() throws Exception {
    Clock wrong = Clock.offset(SampleVault.CLOCK, Duration.ofDays(-40_000));
    try (Vault vault =
        SampleVault.open(file, new Surroundings(new LocalDisk(), Patience.NONE, wrong))) {
      add(vault, "one", "x");
      vault.save();
    }
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @Test
  void discardsOnlyWhatWasNeverSaved() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      String kept = add(vault, "kept", "x");
      vault.save();
      String given = add(vault, "given up", "y");
      vault.discard(given);
      assertFalse(vault.hasUnsavedChanges());
      assertEquals(Optional.empty(), vault.entry(given));
      assertThrows(IllegalArgumentException.class, () -> vault.discard(kept));
      assertThrows(IllegalArgumentException.class, () -> vault.discard(given));
      vault.change(kept, Map.of("name", text("kept, changed")), Map.of());
      assertThrows(IllegalArgumentException.class, () -> vault.discard(kept));
    }
  }

  @Test
  void copiesSecretsSoThatTheCallersCanDie() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      String id = add(vault, "one", "mine");
      SecretBytes lent = vault.secret(id, "secret");
      lent.close();
      assertEquals("mine", reveal(vault, id, "secret"));
    }
  }

  @Test
  void refusesFieldsThatItCouldNotReadBack() throws Exception {
    Json deep = text("bottom");
    for (int i = 0; i < 33; i++) {
      deep = JsonArray.of(deep);
    }
    Json twice =
        new JsonObject(
            List.of(
                new io.github.latchkey.json.JsonMember("a", text("1")),
                new io.github.latchkey.json.JsonMember("a", text("2"))));
    try (Vault vault = SampleVault.open(file);
        SecretBytes secret = secret("x")) {
      for (Json bad : List.of(deep, twice, new JsonNumber("1".repeat(101)))) {
        assertThrows(IllegalArgumentException.class, () -> vault.add(Map.of("f", bad), Map.of()));
      }
      for (String name : List.of("", "trash", "n".repeat(257))) {
        assertThrows(
            IllegalArgumentException.class, () -> vault.add(Map.of(name, text("x")), Map.of()));
        assertThrows(
            IllegalArgumentException.class, () -> vault.add(Map.of(), Map.of(name, secret)));
      }
      assertThrows(
          IllegalArgumentException.class,
          () -> vault.add(Map.of("both", text("x")), Map.of("both", secret)));
      assertThrows(IllegalArgumentException.class, () -> vault.add(Map.of(), Map.of()));
      assertThrows(
          IllegalArgumentException.class, () -> vault.change("nobody", Map.of(), Map.of()));
      assertThrows(IllegalArgumentException.class, () -> vault.secret("nobody", "secret"));
      assertFalse(vault.hasUnsavedChanges());
    }
  }

  @Test
  void keepsHalfSurrogatesAndOddNumbersAsTheyAre() throws Exception {
    Map<String, Json> odd =
        Map.of("half", text("\uD83D"), "number", new JsonNumber("1e5"), "", text("x"));
    Map<String, Json> fields = Map.of("half", odd.get("half"), "number", odd.get("number"));
    String id;
    try (Vault vault = SampleVault.open(file)) {
      id = vault.add(fields, Map.of());
      vault.save();
    }
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(fields, vault.entry(id).orElseThrow().fields());
    }
  }

  @Test
  void listsItemsOfOtherKindsApart() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      String plain = add(vault, "plain", "x");
      String said = vault.add(Map.of("kind", text("credential")), Map.of());
      String preset = vault.add(Map.of("kind", text("preset")), Map.of());
      vault.add(Map.of("kind", JsonNumber.of(1)), Map.of());
      vault.save();
      try (Vault again = SampleVault.open(file)) {
        assertEquals(
            Set.of(plain, said), Set.copyOf(again.entries().stream().map(VaultEntry::id).toList()));
        assertEquals(
            List.of(preset), again.entries("preset").stream().map(VaultEntry::id).toList());
        assertTrue(again.entry(preset).isPresent());
      }
    }
  }

  @Test
  void isOfNoUseOnceItIsClosed() throws Exception {
    Vault vault = SampleVault.open(file);
    String id = add(vault, "one", "x");
    vault.close();
    vault.close();
    assertThrows(IllegalStateException.class, vault::entries);
    assertThrows(IllegalStateException.class, () -> vault.entry(id));
    assertThrows(IllegalStateException.class, () -> vault.secret(id, "secret"));
    assertThrows(IllegalStateException.class, () -> add(vault, "two", "y"));
    assertThrows(IllegalStateException.class, () -> vault.change(id, Map.of(), Map.of()));
    assertThrows(IllegalStateException.class, () -> vault.discard(id));
    assertThrows(IllegalStateException.class, vault::hasUnsavedChanges);
    assertThrows(IllegalStateException.class, vault::save);
    assertEquals(1, vault.summary().generation());
  }

  @Test
  void neverUsesASaltTwice() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
      byte[] first = Files.readAllBytes(file);
      vault.save();
      VaultSummary summary = vault.summary();
      assertEquals(3, summary.generation());
      assertEquals(first.length, summary.size());
      assertNotEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(file)));
    }
  }

  @Test
  void createsMissingFoldersForTheOwnerAlone() throws Exception {
    Path deep = folder.resolve("a b/ключи").resolve("my vault ü.latchkey");
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery()) {
      Vault.create(deep, password, ArgonCost.least(), recovery, SampleVault.CLOCK).close();
      assertEquals("rwx------", permissions(deep.getParent()));
      assertEquals("rwx------", permissions(deep.getParent().getParent()));
      assertEquals("rw-------", permissions(deep));
      assertEquals(Map.of(), SampleVault.contents(deep));
      assertFault(
          Kind.VAULT_EXISTS,
          () -> Vault.create(deep, password, ArgonCost.least(), recovery, SampleVault.CLOCK));
    }
  }

  @Test
  void refusesToCreateWhereAnythingHasTheName() throws Exception {
    Path dangling = folder.resolve("dangling");
    Files.createSymbolicLink(dangling, folder.resolve("nowhere"));
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery()) {
      for (Path taken : List.of(dangling, folder, file)) {
        assertFault(
            Kind.VAULT_EXISTS,
            () -> Vault.create(taken, password, ArgonCost.least(), recovery, SampleVault.CLOCK));
      }
    }
  }

  private static String permissions(Path path) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path));
  }

  @Test
  void sealsADraftThatOpensOnceTheVaultIsOpenAgain() throws Exception {
    SealedDraft draft;
    try (Vault vault = SampleVault.open(file);
        SecretBytes typed = secret("half a note")) {
      draft = vault.draftKey().seal(typed);
    }
    try (Vault vault = SampleVault.open(file);
        SecretBytes back = vault.open(draft).orElseThrow();
        SecretBytes typed = secret("half a note")) {
      assertTrue(back.sameAs(typed));
    }
  }

  @Test
  void itsVersionGrowsWithEveryChange() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      long before = vault.version();
      String id = add(vault, "one", "x");
      long added = vault.version();
      assertTrue(added > before);
      vault.discard(id);
      assertTrue(vault.version() > added);
    }
  }

  @Test
  void checksACopyWithItsKey() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Path copy = vault.save().copy().orElseThrow();
      assertEquals(VaultCopy.Soundness.SOUND, vault.check(copy).soundness());
      Path other = SampleVault.create(file.resolveSibling("other"));
      assertEquals(VaultCopy.Soundness.OTHER_VAULT, vault.check(other).soundness());
      byte[] bytes = Files.readAllBytes(copy);
      bytes[40_000] ^= 1;
      var sum = new CRC32();
      sum.update(bytes, 0, bytes.length - 4);
      ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) sum.getValue());
      Files.write(copy, bytes);
      assertEquals(VaultCopy.Soundness.SOUND, LockedVault.look(copy, file).soundness());
      assertEquals(VaultCopy.Soundness.DAMAGED, vault.check(copy).soundness());
    }
  }

  @Test
  void takesNamesOfFieldsUpTo256Characters() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      String id = vault.add(Map.of("n".repeat(256), text("x")), Map.of());
      assertEquals(1, vault.entry(id).orElseThrow().fields().size());
      assertThrows(
          IllegalArgumentException.class,
          () -> vault.add(Map.of("n".repeat(257), text("x")), Map.of()));
    }
  }

  @Test
  void keepsWhatACrashOfAnotherLeftSinceItWasOpenedWhenItSaves() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Path leftover = Files.writeString(new VaultFolder(file).temporary(), "half a save");
      vault.save();
      assertFalse(Files.exists(leftover));
      Path kept = new VaultFolder(file).unfinished(leftover);
      assertEquals("half a save", Files.readString(kept));
    }
  }

  @Test
  void knowsTheSaveThatItWasOpenedFromAfterItTookInAnother() throws Exception {
    Path elsewhere = Files.copy(file, file.resolveSibling("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      theirs.save();
      add(theirs, "theirs", "y");
      theirs.save();
    }
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
      SaveMark ours = vault.mark();
      Files.move(elsewhere, file, StandardCopyOption.REPLACE_EXISTING);
      assertTrue(vault.refresh().isPresent());
      assertTrue(vault.comesFrom(ours));
    }
  }

  @Test
  void comesFromWhatWasMergedIntoIt() throws Exception {
    Path elsewhere = Files.copy(file, file.resolveSibling("elsewhere"));
    SaveMark theirs;
    try (Vault other = SampleVault.open(elsewhere)) {
      add(other, "theirs", "y");
      other.save();
      theirs = other.mark();
    }
    try (Vault vault = SampleVault.open(file)) {
      assertFalse(vault.comesFrom(theirs));
      vault.merge(elsewhere);
      assertTrue(vault.comesFrom(theirs));
    }
  }
}
