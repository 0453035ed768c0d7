package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Small parts of the vault, each held to what its documentation says.
class VaultPiecesTest {

  private static final RecoverySlot SLOT = new RecoverySlot("a slot", "", "");
  private static final VaultHeader HEADER =
      new VaultHeader("a vault", 1, 0, "a commit", "a salt", List.of(SLOT));

  @TempDir Path folder;

  private static KeyFile keyFile() {
    return new KeyFile("a file", SecretBytes.copyOf(new byte[32]));
  }

  private static void assertOpen(Passphrase password) {
    assertTrue(password.utf8().length() > 0);
  }

  private static void assertWiped(SecretBytes secret) {
    assertThrows(IllegalStateException.class, () -> secret.lend(byte[]::clone));
  }

  @Test
  void aConfirmationKeepsThePasswordOfItsOwnForItsOwnSlotUntilItIsClosed() {
    Confirmation confirmation;
    try (Passphrase typed = SampleVault.password("a password")) {
      confirmation = Confirmation.of(SLOT, HEADER, new Unlocking.Password(typed));
    }
    assertEquals(
        Optional.empty(), confirmation.reentered(new RecoverySlot("another slot", "", "")));
    var kept = (Unlocking.Password) confirmation.reentered(SLOT).orElseThrow();
    assertOpen(kept.password());
    SecretBytes utf8 = kept.password().utf8();
    confirmation.close();
    assertWiped(utf8);
  }

  @Test
  void aConfirmationKeepsAKeyFileTooAndNoRecoveryKey() {
    Confirmation confirmation;
    try (Passphrase typed = SampleVault.password("a password");
        KeyFile file = keyFile()) {
      confirmation = Confirmation.of(SLOT, HEADER, new Unlocking.PasswordAndFile(typed, file));
    }
    var kept = (Unlocking.PasswordAndFile) confirmation.reentered(SLOT).orElseThrow();
    assertOpen(kept.password());
    assertArrayEquals(new byte[32], kept.keyFile().key().lend(byte[]::clone));
    SecretBytes utf8 = kept.password().utf8();
    confirmation.close();
    assertWiped(utf8);
    assertWiped(kept.keyFile().key());
    try (RecoveryKey key = SampleVault.recovery();
        var printed = Confirmation.of(SLOT, HEADER, new Unlocking.Recovery(key))) {
      assertEquals(Optional.empty(), printed.reentered(SLOT));
    }
  }

  @Test
  void aLaneThatFailsFailsTheDerivation() {
    var memory = new ArgonMemory(64, 2);
    memory.close();
    try (var lanes = new ArgonLanes(2)) {
      assertThrows(IllegalStateException.class, () -> lanes.fill(memory, 1));
    }
  }

  @Test
  void scratchMemoryIsGoneOnceItIsClosed() throws Exception {
    ByteBuffer kept;
    try (var scratch = new ScratchMemory(16)) {
      kept = scratch.buffer();
      kept.put(0, (byte) 1);
    }
    assertThrows(IllegalStateException.class, () -> kept.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01",
        "00",
        "-1",
        "+1",
        "1a",
        "1 ",
        "1.0",
        "/",
        ":",
        "9007199254740992",
        "12345678901234567"
      })
  void aNumberOfAnotherFormIsNone(String text) {
    assertEquals(OptionalLong.empty(), PlainInteger.read(text));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9, 9", "10, 10", "9007199254740991, 9007199254740991"})
  void aPlainNumberIsRead(String text, long number) {
    assertEquals(OptionalLong.of(number), PlainInteger.read(text));
  }

  @Test
  void nothingIsSealedToWhatIsNoPublicKey() {
    try (SecretBytes dataKey = SecretBytes.copyOf(new byte[32])) {
      assertThrows(
          IllegalArgumentException.class,
          () -> RecoverySeal.seal(dataKey, "a vault", new byte[32]));
    }
  }

  @Test
  void aSlotOfAKeyFileIsSealedAgainForAnotherDataKeyUnderItsId() throws Exception {
    String vault = Randomness.text(VaultHeader.VAULT);
    try (Passphrase typed = SampleVault.password("a password");
        KeyFile file = keyFile();
        SecretBytes before = Randomness.secret(32);
        SecretBytes after = Randomness.secret(32);
        var first = new SlotSealer(before, vault, Optional.empty());
        var second = new SlotSealer(after, vault, Optional.empty())) {
      var with = new Unlocking.PasswordAndFile(typed, file);
      var slot =
          (PasswordFileSlot)
              first.seal(new NewSlot.PasswordAndFile(typed, file, ArgonCost.least()));
      var again = (PasswordFileSlot) second.sealAgain(slot, with);
      assertEquals(slot.id(), again.id());
      assertNotEquals(slot.salt(), again.salt());
      try (SecretBytes opened = KeyFileSeal.open(again, vault, with).orElseThrow()) {
        assertTrue(opened.sameAs(after));
      }
    }
  }

  @Test
  void aFileThatWasSeenIsReadAgainOnlyWhereItChangedOrAllIsForgotten() throws Exception {
    Path vault = folder.resolve("vault");
    SampleVault.create(vault);
    var seen = new SeenFiles();
    FileState state = seen.state(vault);
    FileTime written = Files.getLastModifiedTime(vault);
    byte[] other = Files.readAllBytes(vault);
    other[0]++;
    Files.write(vault, other);
    Files.setLastModifiedTime(vault, written);
    assertEquals(state, seen.state(vault));
    seen.forget();
    SampleVault.assertFault(Kind.NOT_A_VAULT, () -> seen.state(vault));
  }

  @Test
  void aFileOfAnotherTimeIsReadAgain() throws Exception {
    Path vault = folder.resolve("vault");
    SampleVault.create(vault);
    var seen = new SeenFiles();
    seen.state(vault);
    byte[] other = Files.readAllBytes(vault);
    other[0]++;
    Files.write(vault, other);
    Files.setLastModifiedTime(vault, FileTime.fromMillis(1_000));
    SampleVault.assertFault(Kind.NOT_A_VAULT, () -> seen.state(vault));
  }

  @Test
  void aNewVaultTidiesWhatAKilledSaveOfItsNameLeft() throws Exception {
    Path vault = folder.toRealPath().resolve("vault");
    Path left = Files.createFile(new VaultFolder(vault).temporary());
    try (Passphrase password = SampleVault.password("a password");
        RecoveryKey recovery = RecoveryKey.random();
        Vault made =
            Vault.create(vault, password, ArgonCost.least(), recovery, SampleVault.CLOCK)) {
      assertFalse(Files.exists(left), made.summary().toString());
    }
  }

  @Test
  void aFolderThatCannotBeLookedAtIsNotTakenForAFullDisk() {
    Path nowhere = folder.resolve("gone").resolve("vault");
    VaultException fault = FileTrouble.of(new IOException("no known words"), nowhere, 1 << 20);
    assertEquals(Kind.FILE_TROUBLE, fault.kind());
  }

  @Test
  void aFileSystemWithoutOwnersIsAskedForNone() throws Exception {
    URI zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
    try (FileSystem without = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path file = without.getPath("/vault");
      assertEquals(0, OwnerOnly.file(file).length);
      OwnerOnly.set(Files.createFile(file));
    }
    assertEquals(1, OwnerOnly.file(folder.resolve("vault")).length);
  }

  @Test
  void whoIsInterruptedWhileHeWaitsForALockIsToldThatItIsBusyAndStaysInterrupted()
      throws Exception {
    Path vault = folder.resolve("vault");
    try (VaultLock held = VaultLock.acquire(vault, Patience.NONE)) {
      assertTrue(held.isHeld());
      var interrupted = new boolean[1];
      Thread waiting =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    SampleVault.assertFault(
                        Kind.VAULT_BUSY, () -> VaultLock.acquire(vault, Patience.NONE));
                    interrupted[0] = Thread.currentThread().isInterrupted();
                  });
      waiting.join();
      assertTrue(interrupted[0]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "VAULT_REKEYED, true, true",
    "VAULT_KEY_RIVAL, true, true",
    "VAULT_REKEYED, false, false",
    "VAULT_KEY_RIVAL, false, false",
    "VAULT_DAMAGED, true, false"
  })
  void aChangeIsKeptAsideOnlyWhereAFaultNamesTheFile(Kind kind, boolean copied, boolean kept) {
    VaultException fault = VaultException.of(kind, folder);
    assertEquals(kept, (copied ? fault.with("copy", folder) : fault).isKeptAside());
  }

  @ParameterizedTest
  @CsvSource({"134217728, 128", "1048576, 1", "100, 1"})
  void whatMemoryWasMissingIsToldInMebibytes(long bytes, long told) {
    VaultException fault = VaultException.outOfMemory(bytes);
    assertEquals(Kind.OUT_OF_MEMORY, fault.kind());
    assertEquals(told, fault.facts().get("memoryMiB"));
  }

  @Test
  void aMergeThatWouldUndoARotationNamesBothFiles() {
    Path other = folder.resolve("other");
    VaultException fault = VaultException.rotationUndone(folder, other);
    assertEquals(Kind.MERGE_UNDOES_ROTATION, fault.kind());
    assertEquals(Map.of("file", folder, "other", other), fault.facts());
  }

  @Test
  void aSaveSealedAgainHasANewSaltByWhichItsAncestorIsKnown() throws Exception {
    Path vault = SampleVault.create(folder.resolve("vault"));
    VaultHeader header = VaultFile.state(vault).header();
    String renewed = header.saltOfTheSameAncestor();
    assertNotEquals(header.salt(), renewed);
    assertNotEquals(renewed, header.saltOfTheSameAncestor());
    assertEquals(header.ancestor(), VaultHeader.ancestor(renewed));
  }

  @Test
  void anAncestorIsKnownByItsSaltAndAnOtherSaveIsNot() throws Exception {
    VaultHeader one = VaultFile.state(SampleVault.create(folder.resolve("one"))).header();
    VaultHeader other = VaultFile.state(SampleVault.create(folder.resolve("other"))).header();
    var ancestry = new Ancestry(one, List.of());
    assertTrue(ancestry.includes(one));
    assertFalse(ancestry.includes(other));
    assertFalse(ancestry.mayInclude(new VaultFolder(folder).copy(other)));
  }

  @ParameterizedTest
  @CsvSource({"244, true", "245, false"})
  void aFullListMayHaveForgottenSavesOf256GenerationsAgo(long generation, boolean may)
      throws Exception {
    VaultHeader header = VaultFile.state(SampleVault.create(folder.resolve("v"))).header();
    var now =
        new VaultHeader(header.vault(), 500, 1, header.commit(), header.salt(), header.slots());
    List<String> ancestors =
        Stream.generate(() -> Randomness.text(8)).limit(VaultContents.MOST_ANCESTORS).toList();
    Path copy = new VaultFolder(folder.resolve("v")).copyOfAnyName(generation);
    assertEquals(may, new Ancestry(now, ancestors).mayInclude(copy));
    assertFalse(new Ancestry(now, ancestors.subList(1, 1_024)).mayInclude(copy));
  }

  @Test
  void whatIsSecretSaysNothingOfItself() throws Exception {
    try (Passphrase typed = SampleVault.password("a password");
        Confirmation confirmation = Confirmation.of(SLOT, HEADER, new Unlocking.Password(typed));
        KeyFile file = keyFile();
        SecretBytes dataKey = Randomness.secret(32);
        DraftKey draft = DraftKey.of(dataKey, "a vault")) {
      assertEquals("Confirmation[a slot]", confirmation.toString());
      assertEquals("KeyFile[a file]", file.toString());
      assertEquals("DraftKey", draft.toString());
    }
  }

  @Test
  void aCopyUnderAnotherDataKeyOrThatDoesNotOpenIsNeverDispensable() throws Exception {
    Path vault = SampleVault.create(folder.resolve("vault"));
    FileState state = VaultFile.state(vault);
    try (SecretBytes wrong = Randomness.secret(32);
        var contents = new VaultContents()) {
      var dispensable = new DispensableCopies(state.header(), contents, wrong);
      assertFalse(dispensable.includes(vault, state));
      Files.writeString(vault, "no vault");
      assertFalse(dispensable.includes(vault, state));
      contents.hold(state.header().salt());
      assertTrue(dispensable.includes(vault, state));
    }
  }

  @Test
  void memoryThatNobodyTookInTimeIsNotHeldAnyMore() throws Exception {
    ArgonPages.hold(1 << 10, Duration.ZERO);
    assertEquals(Optional.empty(), ArgonPages.takeHeld(1 << 10));
  }

  @Test
  void whereThereIsNoKeyringEveryCallSaysSo() {
    Keyring none = Keyring.none();
    try (SecretBytes bytes = SecretBytes.copyOf(new byte[32])) {
      for (Executable call :
          List.<Executable>of(
              () -> none.find("a name"),
              () -> none.store("a name", bytes),
              () -> none.remove("a name"))) {
        assertEquals(Keyring.Reason.MISSING, assertThrows(Keyring.Trouble.class, call).reason());
      }
    }
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    Patience.pause(600_000);
    assertTrue(Thread.interrupted());
  }

  @Test
  void aRestoredVaultIsClosedWithItsRestoring() throws Exception {
    Path vault = SampleVault.create(folder.resolve("vault"));
    Vault restored;
    try (Vault open = SampleVault.open(vault);
        RestoredVault restoring = open.restore(vault, folder.resolve("target"))) {
      restored = restoring.vault();
      restored.entries();
    }
    assertThrows(IllegalStateException.class, restored::entries);
  }

  @Test
  void aChangeThatWroteNothingHasNothingToUndo() throws Exception {
    try (Vault vault = SampleVault.open(SampleVault.create(folder.resolve("vault")))) {
      String id = SampleVault.add(vault, "one", "x");
      assertTrue(vault.change(id, Map.of("name", SampleVault.text("one")), Map.of()).isEmpty());
      assertFalse(vault.change(id, Map.of("name", SampleVault.text("two")), Map.of()).isEmpty());
    }
  }

  @Test
  void anItemIsACredentialUnlessItSaysWhatElseItIs() throws Exception {
    try (Vault vault = SampleVault.open(SampleVault.create(folder.resolve("vault")))) {
      for (String kind : List.of("", "credential", "preset")) {
        String id =
            vault.add(
                kind.isEmpty()
                    ? Map.of("name", SampleVault.text("x"))
                    : Map.of("kind", SampleVault.text(kind)),
                Map.of());
        assertEquals(!kind.equals("preset"), vault.entry(id).orElseThrow().isCredential());
      }
    }
  }

  @Test
  void whatTwoMergesChangedIsToldOneAfterTheOther() {
    var first = new MergeReport(List.of());
    assertEquals(Optional.empty(), MergeReport.both(Optional.empty(), Optional.empty()));
    assertEquals(Optional.of(first), MergeReport.both(Optional.of(first), Optional.empty()));
    assertEquals(Optional.of(first), MergeReport.both(Optional.empty(), Optional.of(first)));
    assertEquals(Optional.of(first), MergeReport.both(Optional.of(first), Optional.of(first)));
  }
}
