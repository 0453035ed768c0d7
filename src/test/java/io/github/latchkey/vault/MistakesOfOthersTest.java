package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What other password managers did to their people's files, each named after what happened there.
/// Those about passwords are in `PasswordChangeTest` (a change kept the data key, voided the
/// printed recovery key, did not ask again), `DataKeyConflictTest` and `RestoreAfterRotationTest`
/// (an old password came back); the window's own in `desktop`, the command line's in `cli`.
class MistakesOfOthersTest {

  @TempDir Path temporary;
  Path folder;
  Path file;
  byte[] before;

  @BeforeEach
  void makeAVaultWithOneCredential() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault"));
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "old", "x");
      vault.save();
    }
    before = Files.readAllBytes(file);
  }

  private static Surroundings over(Disk disk) {
    return new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void diskFullLeftAnEmptyDatabase(boolean exchanging) throws Exception {
    var disk =
        new SteppedDisk(
            exchanging,
            (operation, _) -> {
              if (operation.equals("write") || operation.equals("force")) {
                throw new IOException("No space left on device");
              }
            });
    try (Vault vault = SampleVault.open(file, over(disk))) {
      add(vault, "new", "y");
      assertFault(Kind.DISK_FULL, vault::save);
      assertTrue(vault.hasUnsavedChanges());
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void deleteThenRenameAcrossFileSystemsDeletedIt() throws Exception {
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("move")) {
                throw new AtomicMoveNotSupportedException("a", "b", "Invalid cross-device link");
              }
            });
    try (Vault vault = SampleVault.open(file, over(disk))) {
      add(vault, "new", "y");
      assertFault(Kind.FILE_TROUBLE, vault::save);
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saveAfterResumeWroteZeroBytes(boolean exchanging) throws Exception {
    var disk =
        new SteppedDisk(
            exchanging,
            (operation, _) -> {
              if (operation.equals("force")) {
                Path written = new VaultFolder(file).temporaries().getFirst();
                try (var channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
                  channel.truncate(0);
                }
              }
            });
    try (Vault vault = SampleVault.open(file, over(disk))) {
      add(vault, "new", "y");
      assertFault(Kind.FILE_TROUBLE, vault::save);
    }
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void anOpenEditorOverwroteAnExternalChange() throws Exception {
    try (Vault open = SampleVault.open(file)) {
      add(open, "typed before lunch", "y");
      try (Vault other = SampleVault.open(file)) {
        add(other, "saved elsewhere", "z");
        other.save();
      }
      assertTrue(open.save().merged());
    }
    assertEquals(
        Map.of("old", "x", "typed before lunch", "y", "saved elsewhere", "z"),
        SampleVault.contents(file));
  }

  @Test
  void inASyncFolderTheLastWriterWon() throws Exception {
    try (Vault here = SampleVault.open(file)) {
      Path there = Files.copy(file, folder.resolve("on the other computer"));
      try (Vault elsewhere = SampleVault.open(there)) {
        add(elsewhere, "from there", "z");
        elsewhere.save();
      }
      add(here, "from here", "y");
      here.save();
      // The sync program brings the other computer's file, which knows nothing of ours.
      Files.copy(there, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      here.change(
          here.entries().getFirst().id(), Map.of("name", SampleVault.text("renamed")), Map.of());
      assertTrue(here.save().merged());
    }
    assertEquals(
        Map.of("renamed", "x", "from here", "y", "from there", "z"), SampleVault.contents(file));
  }

  @Test
  void aClockSetTo2099WonEveryMerge() throws Exception {
    Path there = Files.copy(file, folder.resolve("wrong clock"));
    var in2099 = Clock.fixed(Instant.parse("2099-01-01T00:00:00Z"), ZoneOffset.UTC);
    var wrong = new Surroundings(new LocalDisk(), Patience.NONE, in2099);
    try (Vault here = SampleVault.open(file);
        Vault elsewhere = SampleVault.open(there, wrong)) {
      String id = here.entries().getFirst().id();
      elsewhere.change(id, Map.of("name", SampleVault.text("from 2099")), Map.of());
      elsewhere.save();
      here.change(id, Map.of("name", SampleVault.text("first")), Map.of());
      here.change(id, Map.of("name", SampleVault.text("later, by counting")), Map.of());
      here.merge(there);
      here.save();
    }
    assertEquals(Map.of("later, by counting", "x"), SampleVault.contents(file));
  }

  @Test
  void aCrashBetweenTwoRenamesLeftOnlyABackupThatNobodyOffered() throws Exception {
    Files.move(file, new VaultFolder(file).copy(VaultFile.state(file).header()));
    Path first = new VaultFolder(file).copies().getFirst();
    VaultException fault = assertFault(Kind.VAULT_NOT_FOUND, () -> LockedVault.read(file));
    Path offered = (Path) fault.facts().get("copy");
    assertArrayEquals(before, Files.readAllBytes(offered), first.toString());
    try (Vault copy = SampleVault.open(offered);
        RestoredVault restored = copy.restore(offered, file)) {
      assertEquals(3, restored.vault().mark().generation());
    }
    assertEquals(Map.of("old", "x"), SampleVault.contents(file));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMoveReplaced0600ByTheTemporarys0644(boolean exchanging) throws Exception {
    try (Vault vault = SampleVault.open(file, over(new SteppedDisk(exchanging, (_, _) -> {})))) {
      vault.save();
      // A wider mode is not taken over either: neither by the vault nor by what is kept of it.
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      vault.save();
    }
    try (var files = Files.list(folder)) {
      for (Path each : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
            each.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMoveReplacedALinkByAFile(boolean exchanging) throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
    var around = over(new SteppedDisk(exchanging, (_, _) -> {}));
    try (Vault vault = SampleVault.open(link, around)) {
      add(vault, "new", "y");
      vault.save();
      // Moved away while it is open, with a link left in its place.
      Path moved =
          Files.move(file, Files.createDirectory(folder.resolve("moved")).resolve("vault"));
      Files.createSymbolicLink(file, moved);
      add(vault, "newer", "z");
      vault.save();
      assertEquals(moved, vault.summary().file());
    }
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(file));
    assertEquals(3, SampleVault.contents(link).size());
  }

  /// The cost is in the header, which anybody can write: what is too much is refused before any
  /// memory is taken, what is much waits for a person.
  @ParameterizedTest
  @CsvSource({
    "16777216, 3, 1, VAULT_COST_REFUSED",
    "65536, 4294967295, 1, VAULT_COST_REFUSED",
    "65536, 3, 255, VAULT_COST_REFUSED",
    "1048576, 16, 8, VAULT_COST_HIGH",
    "262145, 3, 1, VAULT_COST_HIGH"
  })
  void aFileChoseArgonParametersThatFrozeTheMachine(long kib, long passes, long lanes, Kind said)
      throws Exception {
    String slot =
        "{\"id\":\"%s\",\"type\":\"password\",\"v\":19,\"m\":%d,\"t\":%d,\"p\":%d,\"salt\":\"%s\",\"wrap\":\"%s\"}"
            .formatted(
                Randomness.text(8), kib, passes, lanes, Randomness.text(16), Randomness.text(48));
    Path hostile = withSlots(slot + ",");
    long before = AllocatedBytes.offHeap();
    try (Passphrase password = SampleVault.password("p")) {
      assertFault(said, () -> LockedVault.read(hostile).unlock(password, SampleVault.CLOCK));
    }
    assertTrue(AllocatedBytes.offHeap() - before < 1 << 20, "no key was derived");
  }

  /// The vault with this text in front of its slots, and its checksum repaired.
  private Path withSlots(String more) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(before);
    int start = VaultHeader.MAGIC.length;
    int length = bytes.getInt(start);
    String header =
        new String(before, start + Integer.BYTES, length, StandardCharsets.US_ASCII)
            .replace("\"slots\":[", "\"slots\":[" + more);
    int rest = start + Integer.BYTES + length;
    ByteBuffer changed = ByteBuffer.allocate(before.length + more.length());
    changed.put(before, 0, start).putInt(header.length());
    changed.put(header.getBytes(StandardCharsets.US_ASCII));
    changed.put(before, rest, before.length - rest - VaultFile.CRC);
    var crc = new CRC32();
    crc.update(changed.array(), 0, changed.position());
    changed.putInt((int) crc.getValue());
    return Files.write(folder.resolve("hostile"), changed.array());
  }

  /// By then a later version has saved there: this one neither writes over it nor turns it back.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSaveSilentlyWroteAnOlderFormat(boolean exchanging) throws Exception {
    byte[] later =
        "LATCHKEY/2\nwhat only a later version can read".getBytes(StandardCharsets.UTF_8);
    try (Vault vault = SampleVault.open(file, over(new SteppedDisk(exchanging, (_, _) -> {})))) {
      add(vault, "new", "y");
      Files.write(file, later);
      assertFault(Kind.VAULT_NEWER, vault::save);
      assertTrue(vault.hasUnsavedChanges());
    }
    assertArrayEquals(later, Files.readAllBytes(file));
  }

  /// What a later version added within this format is written again, too.
  @Test
  void aSaveSilentlyDroppedWhatALaterVersionHadAdded() throws Exception {
    var added = new JsonMember("addedLater", new JsonString("kept"));
    try (VaultContents contents = new VaultContents()) {
      contents.addUnknown(added);
      try (ScratchMemory plain = Plaintext.write(contents, file);
          VaultContents read = Plaintext.read(plain.buffer(), file);
          ScratchMemory again = Plaintext.write(read, file)) {
        assertEquals(List.of(added), List.copyOf(read.unknown()));
        assertEquals(plain.buffer(), again.buffer());
      }
    }
  }
}
