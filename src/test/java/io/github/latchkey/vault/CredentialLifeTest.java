package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static io.github.latchkey.vault.SampleVault.reveal;
import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonNull;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.MergedField.Fate;
import io.github.latchkey.vault.MergedItem.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an item was, is, and can be again.
class CredentialLifeTest {

  @TempDir Path folder;
  private Path file;
  private Vault vault;
  private String id;

  @BeforeEach
  void openAVaultWithOneItem() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault"));
    vault = SampleVault.open(file);
    id = add(vault, "first", "secret 1");
    vault.save();
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private static Undo change(Vault vault, String id, String field, String value) {
    return vault.change(id, Map.of(field, text(value)), Map.of());
  }

  private static void replaceSecret(Vault vault, String id, String value) {
    try (SecretBytes secret = SampleVault.secret(value)) {
      vault.change(id, Map.of("key", text("about " + value)), Map.of("secret", secret));
    }
  }

  private static Json current(Vault vault, String id, String field) {
    return vault.entry(id).orElseThrow().fields().getOrDefault(field, new JsonNull());
  }

  @Test
  void tellsEarlierValuesTheNewestFirst() throws Exception {
    change(vault, id, "name", "second");
    List<FieldVersion> history = vault.history(id);
    assertEquals(
        List.of("name", "secret", "name"), history.stream().map(FieldVersion::field).toList());
    assertEquals(Optional.of(text("second")), history.getFirst().value());
    assertEquals(Optional.empty(), history.get(1).value());
    assertTrue(history.get(1).secret());
    assertEquals(List.of(true, true, false), history.stream().map(FieldVersion::current).toList());
    assertTrue(history.stream().allMatch(FieldVersion::ours));
    vault.save();
    try (Vault another = SampleVault.open(file)) {
      assertTrue(another.history(id).stream().noneMatch(FieldVersion::ours));
    }
  }

  @Test
  void bringsEarlierValuesBackAsNewOnes() throws Exception {
    replaceSecret(vault, id, "secret 2");
    FieldVersion earlier =
        vault.history(id).stream()
            .filter(v -> v.secret() && !v.current())
            .findFirst()
            .orElseThrow();
    try (SecretBytes secret = vault.secret(id, earlier.stamp())) {
      assertEquals("secret 1", secret.lend(bytes -> new String(bytes, StandardCharsets.UTF_8)));
    }
    vault.bringBack(id, List.of(earlier.stamp()));
    assertEquals("secret 1", reveal(vault, id, "secret"));
    vault.save();
    try (Vault again = SampleVault.open(file)) {
      assertEquals("secret 1", reveal(again, id, "secret"));
      assertEquals(3, again.history(id).stream().filter(FieldVersion::secret).count());
    }
    assertThrows(
        IllegalArgumentException.class, () -> vault.bringBack(id, List.of(new Stamp(99, 9))));
  }

  @Test
  void forgetsEarlierValuesForGoodAndKeepsTheCurrentOnes() throws Exception {
    replaceSecret(vault, id, "secret 2");
    change(vault, id, "name", "second");
    vault.save();
    assertEquals(2, vault.forgetEarlier(List.of(id)));
    assertTrue(vault.hasUnsavedChanges());
    vault.save();
    try (Vault again = SampleVault.open(file)) {
      assertEquals(3, again.history(id).size());
      assertEquals("secret 2", reveal(again, id, "secret"));
      assertEquals(text("second"), current(again, id, "name"));
    }
    assertEquals(0, vault.forgetEarlier(List.of(id)));
    assertFalse(vault.hasUnsavedChanges());
  }

  @Test
  void whatWasForgottenDoesNotComeBackFromAnOldCopy() throws Exception {
    Path copy = java.nio.file.Files.copy(file, file.resolveSibling("copy"));
    change(vault, id, "name", "second");
    vault.forgetEarlier(List.of(id));
    vault.save();
    assertTrue(vault.merge(copy).isEmpty());
    assertEquals(2, vault.history(id).size());
  }

  @Test
  void movesToTheTrashAndOut() throws Exception {
    vault.moveToTrash(id);
    assertEquals(List.of(), vault.entries());
    assertEquals(id, vault.trash().getFirst().id());
    assertTrue(vault.moveToTrash(id).isEmpty());
    vault.save();
    try (Vault again = SampleVault.open(file)) {
      assertEquals(1, again.trash().size());
      again.takeOutOfTrash(id);
      assertEquals("secret 1", reveal(again, id, "secret"));
      assertTrue(again.takeOutOfTrash(id).isEmpty());
    }
    assertThrows(IllegalArgumentException.class, () -> vault.moveToTrash("nobody"));
  }

  @Test
  void removesForGoodOnlyWhatIsInTheTrash() throws Exception {
    vault.removeForGood(List.of(id));
    assertEquals(1, vault.entries().size());
    vault.moveToTrash(id);
    vault.removeForGood(List.of(id));
    try (Vault again = SampleVault.open(file)) {
      assertEquals(List.of(), again.trash());
      assertThrows(IllegalArgumentException.class, () -> again.history(id));
    }
  }

  @Test
  void removesAndForgetsManyInOneChangeThatLeavesTheOthersAlone() throws Exception {
    var contents = new VaultContents();
    var edits = new VaultEdits(contents, SampleVault.CLOCK);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String each = edits.add(Map.of("name", text("a")), Map.of());
      edits.change(each, Map.of("name", text("b")), Map.of());
      ids.add(each);
    }
    List<String> some = ids.subList(0, 60);
    long before = contents.version();
    assertEquals(60, edits.forgetEarlier(some));
    assertEquals(before + 1, contents.version());
    some.forEach(edits::moveToTrash);
    before = contents.version();
    assertEquals(120, edits.removeForGood(ids).size());
    assertEquals(before + 1, contents.version());
    assertEquals(ids.subList(60, 100), contents.items().stream().map(Item::id).toList());
    assertEquals(2, edits.history(ids.getLast()).size());
    assertEquals(180, contents.removed().size());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void emptyingTheTrashSparesWhatAnotherTookOutMeanwhile(boolean withoutALock) throws Exception {
    vault.moveToTrash(id);
    String second = add(vault, "second", "x");
    vault.moveToTrash(second);
    vault.save();
    Path elsewhere = Files.copy(file, folder.toRealPath().resolve("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      theirs.takeOutOfTrash(id);
      theirs.save();
    }
    Path theirs = Files.move(elsewhere, folder.toRealPath().resolve("saved elsewhere"));
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("link") && Files.exists(theirs)) {
                Files.move(theirs, file, StandardCopyOption.ATOMIC_MOVE);
              }
            });
    var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
    try (Vault open = SampleVault.open(file, around)) {
      if (!withoutALock) {
        Files.move(theirs, file, StandardCopyOption.ATOMIC_MOVE);
      }
      open.removeForGood(List.of(id, second));
      assertEquals(List.of(), open.trash());
    }
    try (Vault again = SampleVault.open(file)) {
      assertEquals(List.of(id), again.entries().stream().map(VaultEntry::id).toList());
      assertEquals("secret 1", reveal(again, id, "secret"));
    }
  }

  @Test
  void whatCouldNotBeRemovedOnDiskIsInTheTrashAgain() throws Exception {
    var fullDisk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("write")) {
                throw new IOException("No space left on device");
              }
            });
    try (Vault full =
        SampleVault.open(file, new Surroundings(fullDisk, Patience.NONE, SampleVault.CLOCK))) {
      full.moveToTrash(id);
      assertFault(VaultException.Kind.DISK_FULL, () -> full.removeForGood(List.of(id)));
      assertEquals(id, full.trash().getFirst().id());
      assertEquals("secret 1", reveal(full, id, "secret"));
    }
  }

  @Test
  void comesOutOfTheTrashWhenAnotherChangedIt() throws Exception {
    try (Vault theirs = SampleVault.open(file)) {
      change(theirs, id, "note", "still needed");
      theirs.save();
    }
    vault.moveToTrash(id);
    MergedItem item = vault.save().merge().orElseThrow().items().getFirst();
    assertEquals(Place.IN_TRASH, item.before());
    assertEquals(Place.LISTED, item.after());
    assertEquals(text("still needed"), current(vault, id, "note"));
  }

  @Test
  void undoesARemovalAlsoAfterAMerge() throws Exception {
    Undo undo = vault.moveToTrash(id);
    vault.save();
    try (Vault theirs = SampleVault.open(file)) {
      add(theirs, "another", "y");
      theirs.save();
    }
    vault.refresh();
    vault.undo(undo);
    vault.save();
    assertEquals(2, vault.entries().size());
    assertTrue(vault.undo(undo).isEmpty());
  }

  @Test
  void undoOfWhatWasNotThereBeforeTakesItAway() throws Exception {
    Undo undo = change(vault, id, "note", "oops");
    Undo redo = vault.undo(undo);
    assertEquals(new JsonNull(), current(vault, id, "note"));
    vault.undo(redo);
    assertEquals(text("oops"), current(vault, id, "note"));
  }

  @Test
  void undoDoesNotTakeAwayAValueWhoseEarlierOnesWereForgotten() throws Exception {
    Undo undo = change(vault, id, "name", "second");
    vault.forgetEarlier(List.of(id));
    assertTrue(vault.undo(undo).isEmpty());
    assertEquals(text("second"), current(vault, id, "name"));
    vault.moveToTrash(id);
    vault.removeForGood(List.of(id));
    assertTrue(vault.undo(undo).isEmpty());
  }

  @Test
  void undoesAReplacedKeyWithItsDescription() throws Exception {
    replaceSecret(vault, id, "secret 2");
    Undo undo;
    try (SecretBytes secret = SampleVault.secret("secret 3")) {
      undo = vault.change(id, Map.of("key", text("about secret 3")), Map.of("secret", secret));
    }
    vault.undo(undo);
    assertEquals("secret 2", reveal(vault, id, "secret"));
    assertEquals(text("about secret 2"), current(vault, id, "key"));
  }

  @Test
  void aKeyAndItsDescriptionStayTogetherWhoeverWins() throws Exception {
    try (Vault theirs = SampleVault.open(file)) {
      replaceSecret(vault, id, "same length A");
      replaceSecret(theirs, id, "same length B");
      theirs.save();
      vault.save();
    }
    String secret = reveal(vault, id, "secret");
    assertEquals(text("about " + secret), current(vault, id, "key"));
  }

  @Test
  void writesTheDescriptionAgainWithANewSecretThoughItIsEqual() throws Exception {
    vault.change(id, Map.of("key", text("256 bits")), Map.of());
    try (SecretBytes secret = SampleVault.secret("other")) {
      Undo undo = vault.change(id, Map.of("key", text("256 bits")), Map.of("secret", secret));
      assertEquals(List.of("key", "secret"), undo.steps().stream().map(Undo.Step::field).toList());
      assertTrue(
          vault.change(id, Map.of("key", text("256 bits")), Map.of("secret", secret)).isEmpty());
    }
  }

  @Test
  void tellsWhatCameInWhatWonAndWhatLost() throws Exception {
    try (Vault theirs = SampleVault.open(file)) {
      change(theirs, id, "note", "only theirs");
      change(theirs, id, "name", "theirs, twice");
      change(theirs, id, "name", "theirs, thrice");
      replaceSecret(theirs, id, "theirs");
      theirs.save();
    }
    change(vault, id, "name", "ours");
    MergedItem item = vault.save().merge().orElseThrow().items().getFirst();
    Map<String, Fate> fates =
        item.fields().stream()
            .collect(java.util.stream.Collectors.toMap(MergedField::field, MergedField::fate));
    assertEquals(
        Map.of(
            "name", Fate.THEIRS_WON,
            "note", Fate.CAME_IN,
            "key", Fate.CAME_IN,
            "secret", Fate.CAME_IN),
        fates);
    MergedField name =
        item.fields().stream().filter(f -> f.field().equals("name")).findFirst().orElseThrow();
    assertEquals(Optional.of(text("theirs, thrice")), name.current());
    assertEquals(Optional.of(text("ours")), name.other());
    MergedField secret =
        item.fields().stream().filter(MergedField::secret).findFirst().orElseThrow();
    assertEquals(Optional.empty(), secret.current());
    assertEquals(Optional.empty(), secret.other());
  }

  @Test
  void tellsWhenOursWonOverTheirs() throws Exception {
    try (Vault theirs = SampleVault.open(file)) {
      change(theirs, id, "name", "theirs");
      theirs.save();
    }
    change(vault, id, "note", "counts the stamp up");
    change(vault, id, "name", "ours");
    MergedItem item = vault.save().merge().orElseThrow().items().getFirst();
    assertEquals(1, item.fields().size());
    assertEquals(Fate.OURS_WON, item.fields().getFirst().fate());
    assertEquals(Optional.of(text("theirs")), item.fields().getFirst().other());
  }

  @Test
  void doesNotTellOfTwoWhoWroteTheSame() throws Exception {
    try (Vault theirs = SampleVault.open(file)) {
      change(theirs, id, "name", "same");
      replaceSecret(theirs, id, "same");
      theirs.save();
    }
    change(vault, id, "name", "same");
    replaceSecret(vault, id, "same");
    assertTrue(vault.save().merge().orElseThrow().isEmpty());
  }

  @Test
  void tellsOfItemsThatCameWentAndWereForgotten() throws Exception {
    String second = add(vault, "second", "x");
    change(vault, id, "name", "renamed");
    vault.save();
    try (Vault theirs = SampleVault.open(file)) {
      theirs.forgetEarlier(List.of(id));
      theirs.moveToTrash(second);
      theirs.removeForGood(List.of(second));
      add(theirs, "third", "y");
      theirs.save();
    }
    List<MergedItem> items = vault.refresh().orElseThrow().items();
    assertEquals(
        Set.of("renamed/LISTED/LISTED/1", "second/LISTED/ABSENT/0", "third/ABSENT/LISTED/0"),
        items.stream()
            .map(
                item ->
                    ((io.github.latchkey.json.JsonString) item.entry().fields().get("name")).value()
                        + "/"
                        + item.before()
                        + "/"
                        + item.after()
                        + "/"
                        + item.forgotten())
            .collect(java.util.stream.Collectors.toSet()));
  }

  /// Named after the mistake that others made.
  @Test
  void aClockSetTo2099DoesNotWinEveryMerge() throws Exception {
    Clock wrong = Clock.fixed(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC);
    try (Vault future =
        SampleVault.open(file, new Surroundings(new LocalDisk(), Patience.NONE, wrong))) {
      change(future, id, "name", "from 2099");
      future.save();
    }
    vault.refresh();
    assertEquals(text("from 2099"), current(vault, id, "name"));
    change(vault, id, "name", "newer, by a clock that is right");
    vault.save();
    try (Vault future =
        SampleVault.open(file, new Surroundings(new LocalDisk(), Patience.NONE, wrong))) {
      assertEquals(text("newer, by a clock that is right"), current(future, id, "name"));
    }
  }

  @Test
  void keepsWhatALaterVersionWroteThroughMergesAndEdits() throws Exception {
    var member = new JsonMember("later", text("kept"));
    var theirs = new VaultContents();
    theirs.addUnknown(new JsonMember("laterSection", text("kept")));
    theirs.put(
        new StampedValue(
            "B".repeat(22),
            "laterField",
            new Stamp(50, 5),
            0,
            new FieldContent.Open(text("v")),
            List.of(member)));
    var ours = new VaultContents();
    ours.merge(theirs);
    var edits = new VaultEdits(ours, SampleVault.CLOCK);
    edits.change("B".repeat(22), Map.of("name", text("n")), Map.of());
    assertEquals(List.of(member), ours.values().getFirst().unknown());
    assertEquals(1, ours.unknown().size());
  }

  @Test
  void findsEqualSecretsAndNoOthers() throws Exception {
    String twin = add(vault, "twin", "secret 1");
    String other = add(vault, "other", "secret 2");
    assertEquals(
        List.of(Set.of(id, twin)),
        vault.equalSecrets(List.of(id, twin, other), "secret").stream().map(Set::copyOf).toList());
    assertEquals(List.of(), vault.equalSecrets(List.of(id, other), "secret"));
    assertEquals(List.of(), vault.equalSecrets(List.of(id, twin), "name"));
  }

  @Test
  void refusesAChangeThatSaysAFieldIsBothOpenAndSecret() {
    try (SecretBytes secret = SampleVault.secret("x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> vault.change(id, Map.of("a", text("x")), Map.of("a", secret)));
      assertThrows(
          IllegalArgumentException.class,
          () -> vault.change(id, Map.of(Item.TRASH, text("x")), Map.of()));
    }
    assertFalse(vault.hasUnsavedChanges());
  }

  @Test
  void bringingBackCanBeUndone() {
    change(vault, id, "name", "second");
    Stamp first = vault.history(id).getLast().stamp();
    Undo broughtBack = vault.bringBack(id, List.of(first));
    assertEquals(text("first"), current(vault, id, "name"));
    vault.undo(broughtBack);
    assertEquals(text("second"), current(vault, id, "name"));
  }

  @Test
  void whatLiesInTheTrashIsNoValueToBringBack() {
    Undo thrown = vault.moveToTrash(id);
    List<Stamp> trash = thrown.steps().stream().map(Undo.Step::written).toList();
    assertEquals(1, trash.size());
    assertThrows(IllegalArgumentException.class, () -> vault.bringBack(id, trash));
  }

  @Test
  void nothingIsUnsavedOnceTheTrashWasEmptied() throws Exception {
    vault.moveToTrash(id);
    assertTrue(vault.hasUnsavedChanges());
    assertEquals(3, vault.removeForGood(List.of(id)).generation());
    assertFalse(vault.hasUnsavedChanges());
  }

  @Test
  void aStampHasOneWord() {
    var stamp = new Stamp(12, -2);
    assertEquals("12-fffffffffffffffe", stamp.text());
    assertEquals(Optional.of(stamp), Stamp.parse(stamp.text()));
    assertEquals(Optional.empty(), Stamp.parse("0-fffffffffffffffe"));
    assertEquals(Optional.empty(), Stamp.parse("12-FF"));
  }
}
