package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static io.github.latchkey.vault.SampleVault.reveal;
import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonMember;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaveTest {

  @TempDir Path temporary;
  Path folder;
  Path file;

  @BeforeEach
  void createVault() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault"));
  }

  @Test
  void refusesToSaveMoreThanAVaultCanHoldAndLosesNothing() throws Exception {
    var around = holdingAtMost(2 << 20);
    byte[] before = Files.readAllBytes(file);
    try (Vault vault = SampleVault.open(file, around)) {
      String large = add(vault, "too large", "x".repeat(2 << 20));
      VaultException fault = assertFault(Kind.VAULT_TOO_LARGE, vault::save);
      assertEquals(file, fault.facts().get("file"));
      assertEquals(2L, fault.facts().get("mostMiB"));
      assertArrayEquals(before, Files.readAllBytes(file));
      assertEquals(List.of(), new VaultFolder(file).temporaries());
      assertEquals(2 << 20, reveal(vault, large, "secret").length(), "it stays in the open vault");
      assertTrue(vault.hasUnsavedChanges());
      vault.discard(large);
      add(vault, "small", "x");
      vault.save();
    }
    assertEquals(Map.of("small", "x"), SampleVault.contents(file));
  }

  /// The rule of 1 GiB, with less to write.
  private static Surroundings holdingAtMost(long bytes) {
    return new Surroundings(
        new LocalDisk(), Patience.NONE, SampleVault.CLOCK, VaultLock.Attempt.SYSTEM, bytes);
  }

  @Test
  void aVaultCanHoldOneGibibyteAndNotMoreAndIsLargeFromHalfOfThat() {
    assertEquals(1L << 30, SampleVault.SURROUNDINGS.largest());
    assertEquals(1L << 30, Surroundings.of(SampleVault.CLOCK).largest());
    assertEquals(512L << 20, SampleVault.SURROUNDINGS.large());
    assertEquals(512L << 20, VaultSummary.LARGE_SIZE);
  }

  @Test
  void tellsOnceThatASaveMadeTheVaultLarge() throws Exception {
    var around = holdingAtMost(2 << 20);
    try (Vault vault = SampleVault.open(file, around)) {
      add(vault, "small", "x");
      assertEquals(Optional.empty(), vault.save().grownTo());
      String half = add(vault, "half", "x".repeat(1 << 20));
      Optional<Long> grown = vault.save().grownTo();
      assertEquals(Optional.of(Files.size(file)), grown);
      assertTrue(grown.orElseThrow() >= 1 << 20);
      add(vault, "more", "x");
      assertEquals(Optional.empty(), vault.save().grownTo(), "it was told");
      vault.moveToTrash(half);
      assertEquals(Optional.empty(), vault.removeForGood(List.of(half)).grownTo());
      add(vault, "half again", "x".repeat(1 << 20));
      assertTrue(vault.save().grownTo().isPresent(), "it had become small meanwhile");
    }
    try (Vault opened = SampleVault.open(file, around)) {
      add(opened, "even more", "x");
      assertEquals(Optional.empty(), opened.save().grownTo(), "opening it told that");
    }
  }

  @Test
  void aSaveThatTakesInAnotherTellsThatTheVaultGotLarge() throws Exception {
    var around = holdingAtMost(2 << 20);
    try (Vault ours = SampleVault.open(file, around);
        Vault theirs = SampleVault.open(file, around)) {
      add(theirs, "half", "x".repeat(1 << 20));
      theirs.save();
      ours.refresh();
      add(ours, "one", "x");
      assertTrue(ours.save().grownTo().isPresent());
    }
  }

  @Test
  void aSaveThatFailsTellsNothingAndTheNextOneDoes() throws Exception {
    var around = holdingAtMost(2 << 20);
    try (Vault vault = SampleVault.open(file, around)) {
      String tooLarge = add(vault, "too large", "x".repeat(2 << 20));
      assertFault(Kind.VAULT_TOO_LARGE, vault::save);
      vault.discard(tooLarge);
      add(vault, "half", "x".repeat(1 << 20));
      assertTrue(vault.save().grownTo().isPresent());
    }
  }

  @Test
  void keepsTheVersionBeforeAsACopyThatOpens() throws Exception {
    byte[] before = Files.readAllBytes(file);
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "one", "x");
      SaveOutcome outcome = vault.save();
      Path copy = outcome.copy().orElseThrow();
      assertEquals(
          new SaveOutcome(
              2,
              Optional.of(copy),
              true,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          outcome);
      assertTrue(copy.getFileName().toString().matches("vault\\.1-[0-9a-f]{8}\\.bak"));
      assertArrayEquals(before, Files.readAllBytes(copy));
    }
  }

  @Test
  void leavesNothingThatOthersMayReadAndNothingElse() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      vault.save();
      vault.save();
    }
    List<Path> files = files();
    assertEquals(4, files.size(), files.toString());
    for (Path each : files) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
          each.toString());
    }
  }

  @Test
  void writesTheTemporaryForTheOwnerAlone() throws Exception {
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("write")) {
                Path written = new VaultFolder(file).temporaries().getFirst();
                assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(written));
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      vault.save();
    }
  }

  @Test
  void mergesWhatAnotherSavedMeanwhile() throws Exception {
    try (Vault ours = SampleVault.open(file);
        Vault theirs = SampleVault.open(file)) {
      String mine = add(ours, "ours", "x");
      String yours = add(theirs, "theirs", "y");
      assertFalse(theirs.save().merged());
      SaveOutcome outcome = ours.save();
      assertTrue(outcome.merged());
      assertEquals(3, outcome.generation());
      assertEquals("x", reveal(ours, mine, "secret"));
      assertEquals("y", reveal(ours, yours, "secret"));
    }
    assertEquals(Map.of("ours", "x", "theirs", "y"), SampleVault.contents(file));
  }

  @Test
  void twoWritersInTurnLoseNothing() throws Exception {
    try (Vault one = SampleVault.open(file);
        Vault two = SampleVault.open(file)) {
      for (int i = 0; i < 10; i++) {
        add(one, "one " + i, "x");
        one.save();
        add(two, "two " + i, "y");
        two.save();
      }
      assertEquals(21, two.summary().generation());
    }
    assertEquals(20, SampleVault.contents(file).size());
  }

  @Test
  void twoThreadsOnOneVaultLoseNothing() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Stream.of("a", "b")
          .parallel()
          .forEach(
              name -> {
                try {
                  for (int i = 0; i < 10; i++) {
                    add(vault, name + i, name);
                    vault.save();
                  }
                } catch (VaultException failed) {
                  throw new AssertionError(failed);
                }
              });
    }
    assertEquals(20, SampleVault.contents(file).size());
  }

  @Test
  void twoProcessesThatSaveAtOnceLoseNothing() throws Exception {
    try (var one = ChildJvm.start(BusyWriter.class, file.toString(), "one");
        var two = ChildJvm.start(BusyWriter.class, file.toString(), "two")) {
      assertEquals("saved", one.line());
      assertEquals("saved", two.line());
    }
    assertEquals(2 * BusyWriter.SAVES, SampleVault.contents(file).size());
    assertEquals(1 + 2 * BusyWriter.SAVES, LockedVault.read(file).summary().generation());
  }

  @Test
  void theLaterOfTwoChangesIsCurrentForBoth() throws Exception {
    String id;
    try (Vault vault = SampleVault.open(file)) {
      id = add(vault, "first", "x");
      vault.save();
    }
    try (Vault ours = SampleVault.open(file);
        Vault theirs = SampleVault.open(file)) {
      theirs.change(id, Map.of("name", text("theirs 1")), Map.of());
      theirs.change(id, Map.of("name", text("theirs 2")), Map.of());
      theirs.save();
      ours.change(id, Map.of("name", text("ours")), Map.of());
      ours.save();
      assertEquals(text("theirs 2"), ours.entry(id).orElseThrow().fields().get("name"));
      theirs.save();
      assertEquals(ours.entries(), theirs.entries());
    }
  }

  @Test
  void takesTheSlotsOfTheSaveThatLiesThere() throws Exception {
    var keyring = new KeyringSlot(Randomness.text(8), Randomness.text(32), "A".repeat(64));
    try (Vault ours = SampleVault.open(file)) {
      rewrite(header -> with(header, header.slots(), keyring), new VaultContents());
      add(ours, "one", "x");
      ours.save();
      assertTrue(ours.summary().slots().contains(keyring));
    }
    assertEquals(2, LockedVault.read(file).summary().slots().size());
  }

  @Test
  void keepsSlotsThatItCannotOpenByteForByte() throws Exception {
    var cost = new ArgonCost(1 << 20, 16, 8);
    String salt = Randomness.text(16);
    String wrap = Randomness.text(48);
    KeySlot[] more = {
      new PasswordFileSlot(Randomness.text(8), cost, salt, Randomness.text(8), wrap),
      new KeyringSlot(Randomness.text(8), Randomness.text(32), wrap),
      new PasswordSlot(Randomness.text(8), cost, salt, wrap)
    };
    Path many = SampleVault.create(folder.resolve("many"), more);
    List<KeySlot> before = LockedVault.read(many).summary().slots();
    try (Vault vault = SampleVault.open(many)) {
      vault.save();
    }
    assertEquals(before, LockedVault.read(many).summary().slots());
    assertEquals(4, before.size());
  }

  @Test
  void keepsWhatALaterVersionAddedToTheManifest() throws Exception {
    var contents = new VaultContents();
    var added = new JsonMember("later", text("kept"));
    contents.addUnknown(added);
    var stamp = new Stamp(1, 1);
    contents.put(
        new StampedValue(
            "A".repeat(22), "name", stamp, 0, new FieldContent.Open(text("n")), List.of(added)));
    rewrite(header -> header, contents);
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
    }
    VaultContents read = contentsOf(file);
    assertEquals(List.of(added), List.copyOf(read.unknown()));
    assertEquals(List.of(added), read.values().getFirst().unknown());
  }

  @Test
  void remembersTheSavesThatItCameFrom() throws Exception {
    String first = VaultFile.state(file).header().ancestor();
    try (Vault one = SampleVault.open(file);
        Vault two = SampleVault.open(file)) {
      one.save();
      String second = VaultFile.state(file).header().ancestor();
      two.save();
      assertEquals(List.of(first, second), List.copyOf(contentsOf(file).ancestors()));
    }
  }

  @Test
  void refusesToSaveOverAnotherVault() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "one", "x");
      Files.delete(file);
      SampleVault.create(file);
      byte[] other = Files.readAllBytes(file);
      assertFault(Kind.ANOTHER_VAULT, vault::save);
      assertArrayEquals(other, Files.readAllBytes(file));
      assertTrue(vault.hasUnsavedChanges());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void setsAsideWhatIsNoVaultAndTellsWhere(boolean exchanging) throws Exception {
    try (Vault vault = SampleVault.open(file, over(new SteppedDisk(exchanging, (_, _) -> {})))) {
      add(vault, "one", "x");
      Files.writeString(file, "a text that somebody wrote here");
      Path foreign = vault.save().setAside().orElseThrow();
      assertTrue(foreign.getFileName().toString().matches("vault\\.foreign-[0-9a-f]{8}\\.bak"));
      assertEquals("a text that somebody wrote here", Files.readString(foreign));
      Files.writeString(file, "LATCHKEY/1\n and then nothing");
      Path damaged = vault.save().setAside().orElseThrow();
      assertTrue(damaged.getFileName().toString().matches("vault\\.damaged-[0-9a-f]{8}\\.bak"));
      assertEquals("LATCHKEY/1\n and then nothing", Files.readString(damaged));
      assertEquals(Optional.empty(), vault.save().setAside());
      assertTrue(Files.exists(foreign) && Files.exists(damaged));
    }
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @Test
  void refusesToReplaceAFolderOrAVaultOfANewerVersion() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      Files.delete(file);
      Files.createDirectory(file);
      assertFault(Kind.NOT_A_VAULT, vault::save);
      Files.delete(file);
      Files.writeString(file, "LATCHKEY/2\n");
      assertFault(Kind.VAULT_NEWER, vault::save);
      assertEquals("LATCHKEY/2\n", Files.readString(file));
    }
  }

  @Test
  void savesAgainWhereTheFileWasDeleted() throws Exception {
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "one", "x");
      Files.delete(file);
      assertEquals(Optional.empty(), vault.save().copy());
    }
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exchange", "link"})
  void mergesASaveThatSlippedInWithoutALock(String moment) throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      add(theirs, "theirs", "y");
      theirs.save();
    }
    var slipped = new boolean[1];
    var disk =
        new SteppedDisk(
            moment.equals("exchange"),
            (operation, _) -> {
              if (operation.equals(moment) && !slipped[0]) {
                slipped[0] = true;
                Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
              }
            });
    try (Vault ours = SampleVault.open(file, over(disk))) {
      add(ours, "ours", "x");
      assertTrue(ours.save().merged());
      assertEquals(List.of(), ours.unmerged());
    }
    assertEquals(Map.of("ours", "x", "theirs", "y"), SampleVault.contents(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exchange", "link"})
  void leavesAnotherVaultWhereItIsThoughItSlippedIn(String moment) throws Exception {
    Path elsewhere = SampleVault.create(folder.resolve("elsewhere"));
    byte[] another = Files.readAllBytes(elsewhere);
    var disk =
        new SteppedDisk(
            moment.equals("exchange"),
            (operation, _) -> {
              if (operation.equals(moment) && Files.exists(elsewhere)) {
                Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
              }
            });
    try (Vault ours = SampleVault.open(file, over(disk))) {
      add(ours, "ours", "x");
      assertFault(Kind.ANOTHER_VAULT, ours::save);
      assertTrue(ours.hasUnsavedChanges());
    }
    assertArrayEquals(another, Files.readAllBytes(file));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }

  @Test
  void saysThatOthersWereQuickerEveryTime() throws Exception {
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("link")) {
                saveWithoutLock();
              }
            });
    try (Vault ours = SampleVault.open(file, over(disk))) {
      add(ours, "ours", "x");
      VaultException fault = assertFault(Kind.VAULT_CONTENDED, ours::save);
      assertEquals(Map.of("file", file, "tries", 10), fault.facts());
      assertTrue(ours.hasUnsavedChanges());
    }
  }

  /// All of the ten were taken in; the last one, too, has to be known as an ancestor from then on.
  @Test
  void goesBackToEverySaveThatItLostARaceTo() throws Exception {
    Set<String> rivals = new HashSet<>();
    var disk =
        new SteppedDisk(
            true,
            (operation, _) -> {
              if (operation.equals("exchange") && rivals.size() < 10) {
                saveWithoutLock();
                rivals.add(ancestorInPlace());
              }
            });
    try (Vault ours = SampleVault.open(file, over(disk))) {
      add(ours, "ours", "x");
      assertFault(Kind.VAULT_CONTENDED, ours::save);
      ours.save();
      assertEquals(10, rivals.size());
      assertTrue(ours.ancestors().containsAll(rivals));
    }
  }

  private String ancestorInPlace() throws IOException {
    try {
      return VaultFile.state(file).header().ancestor();
    } catch (VaultException unreadable) {
      throw new IOException(unreadable);
    }
  }

  /// What a sync program does: the file is another from one moment to the next.
  private void saveWithoutLock() throws IOException {
    try {
      Path elsewhere =
          Files.copy(file, folder.resolve("elsewhere"), StandardCopyOption.REPLACE_EXISTING);
      try (Vault copy = SampleVault.open(elsewhere)) {
        copy.save();
      }
      Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (VaultException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void doesNotOverwriteAFileThatAppearedWhereThereWasNone() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("link") && Files.exists(elsewhere)) {
                Files.move(elsewhere, file);
              }
            });
    try (Vault ours =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      Files.delete(file);
      add(ours, "ours", "x");
      assertTrue(ours.save().copy().isPresent());
    }
  }

  @Test
  void saysWhenAnotherProcessHoldsTheLock() throws Exception {
    var around = new Surroundings(new LocalDisk(), new Patience(2, 1), SampleVault.CLOCK);
    try (Vault vault = SampleVault.open(file, around);
        var child = ChildJvm.start(LockHolder.class, file.toString())) {
      assertEquals("locked", child.line());
      add(vault, "one", "x");
      VaultException fault = assertFault(Kind.VAULT_BUSY, vault::save);
      assertEquals(Map.of("file", file, "seconds", 0L), fault.facts());
      child.kill();
      assertTrue(vault.save().locked());
    }
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @Test
  void holdsTenThousandCredentials() throws Exception {
    try (Vault vault = SampleVault.open(file);
        SecretBytes key = SecretBytes.copyOf(new byte[1_700])) {
      for (int i = 0; i < 10_000; i++) {
        vault.add(Map.of("name", text("credential " + i)), Map.of("key", key));
      }
      vault.save();
    }
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(10_000, vault.entries().size());
    }
  }

  private static Surroundings over(Disk disk) {
    return new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private VaultContents contentsOf(Path vault) throws VaultException {
    try (SecretBytes dataKey = dataKey();
        VaultFile opened = VaultFile.open(vault);
        ScratchMemory plain = opened.decrypt(dataKey)) {
      return Plaintext.read(plain.buffer(), vault);
    }
  }

  private SecretBytes dataKey() throws VaultException {
    VaultHeader header = VaultFile.state(file).header();
    try (RecoveryKey key = SampleVault.recovery()) {
      var slot = (RecoverySlot) header.slots().getLast();
      return RecoverySeal.open(slot, header.vault(), key).orElseThrow();
    }
  }

  /// Another program's save of the same vault.
  private void rewrite(UnaryOperator<VaultHeader> change, VaultContents contents)
      throws VaultException {
    FileState there = VaultFile.state(file);
    VaultHeader old = there.header();
    var next =
        new VaultHeader(
            old.vault(),
            old.generation() + 1,
            old.epoch(),
            old.commit(),
            Randomness.text(32),
            old.slots());
    try (SecretBytes dataKey = dataKey();
        ScratchMemory plain = Plaintext.write(contents, file)) {
      assertInstanceOf(
          Placing.Placed.class,
          new VaultStore(file, new LocalDisk())
              .place(change.apply(next), dataKey, plain.buffer(), new Found.Save(there)));
    }
  }

  private static VaultHeader with(VaultHeader header, List<KeySlot> slots, KeySlot first) {
    return new VaultHeader(
        header.vault(),
        header.generation(),
        header.epoch(),
        header.commit(),
        header.salt(),
        Stream.concat(Stream.of(first), slots.stream()).toList());
  }
}
