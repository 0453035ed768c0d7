package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.VaultCopy.Soundness;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedVaultTest {

  private static final String WRAP = "A".repeat(64);
  private static final String SALT = "A".repeat(22);

  @TempDir Path temporary;
  Path folder;

  @BeforeEach
  void resolveFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void tellsWhatTheFileSaysWithoutAKey() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    VaultSummary summary = LockedVault.read(file).summary();
    assertEquals(file, summary.file());
    assertEquals(22, summary.vaultId().length());
    assertEquals(1, summary.generation());
    assertEquals(1, summary.epoch());
    assertEquals(Files.size(file), summary.size());
    assertEquals(List.of("recovery"), summary.slots().stream().map(KeySlot::type).toList());
  }

  @Test
  void saysWhenThereIsNoFile() {
    Path file = folder.resolve("nothing");
    assertEquals(
        Map.of("file", file),
        assertFault(Kind.VAULT_NOT_FOUND, () -> LockedVault.read(file)).facts());
    assertFault(Kind.VAULT_NOT_FOUND, () -> LockedVault.read(folder.resolve("no/such/folder")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "LATCHKEY-KEY-FILE/1 a b c\n",
        "{\"json\":true}",
        "latchkey/1\n",
        "LATCHKEY/0\n",
        "LATCHKEY/x\n"
      })
  void saysWhenTheFileIsSomethingElse(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("other"), content.repeat(10));
    assertFault(Kind.NOT_A_VAULT, () -> LockedVault.read(file));
  }

  @Test
  void readsNeitherAFolderNorAPipe() throws Exception {
    assertFault(Kind.NOT_A_VAULT, () -> LockedVault.read(folder));
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    assertFault(Kind.NOT_A_VAULT, () -> LockedVault.read(pipe));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LATCHKEY/2\nwhatever comes then", "LATCHKEY/10\n", "LATCHKEY/9\n"})
  void saysWhenTheFileIsOfALaterVersion(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("later"), content);
    assertFault(Kind.VAULT_NEWER, () -> LockedVault.read(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "L", "LATCHKEY/1", "LATCHKEY/1\n", "LATCHKEY/1\n\0\0\0\2{}"})
  void takesABrokenOffVaultForADamagedOneAndNamesTheNewestSoundCopy(String content)
      throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    Path copy;
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
      copy = vault.save().copy().orElseThrow();
    }
    Files.writeString(folder.resolve("v.99-00000000.bak"), "a copy that is damaged too");
    Files.writeString(file, content);
    VaultException fault = assertFault(Kind.VAULT_DAMAGED, () -> LockedVault.read(file));
    assertEquals(Map.of("file", file, "copy", copy), fault.facts());
    Files.delete(file);
    fault = assertFault(Kind.VAULT_NOT_FOUND, () -> LockedVault.read(file));
    assertEquals(Map.of("file", file, "copy", copy), fault.facts());
  }

  @Test
  void refusesAnEndlessFileBeforeItReadsIt() throws Exception {
    Path file = folder.resolve("sparse");
    Files.writeString(file, "LATCHKEY/1\n");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength((1L << 30) + (64 << 10) + 1);
    }
    VaultException fault = assertFault(Kind.VAULT_TOO_LARGE, () -> LockedVault.read(file));
    assertEquals((1L << 30) + (64 << 10) + 1, fault.facts().get("size"));
  }

  @ParameterizedTest
  @ValueSource(ints = {65_537, 65_600, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void refusesAHugeHeader(int length) throws Exception {
    byte[] bytes = ByteBuffer.allocate(200_000).put(VaultHeader.MAGIC).putInt(length).array();
    assertFault(Kind.VAULT_TOO_LARGE, () -> LockedVault.read(write(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 59_985, 65_536})
  void refusesAHeaderThatIsNone(int length) throws Exception {
    byte[] bytes = ByteBuffer.allocate(60_000).put(VaultHeader.MAGIC).putInt(length).array();
    assertFault(Kind.VAULT_DAMAGED, () -> LockedVault.read(write(bytes)));
  }

  @Test
  void refusesALengthThatNoSaveHas() throws Exception {
    byte[] sound = Files.readAllBytes(SampleVault.create(folder.resolve("v")));
    for (int more : new int[] {-1, 1, 16, 2047, 2049}) {
      byte[] other = Arrays.copyOf(sound, sound.length + more);
      assertFault(Kind.VAULT_DAMAGED, () -> LockedVault.read(write(other)));
    }
    LockedVault.read(write(Arrays.copyOf(sound, sound.length + 2048)));
    assertFault(Kind.VAULT_DAMAGED, () -> SampleVault.open(folder.resolve("hostile")));
  }

  @Test
  void saysWhenThereIsNoSlotOfTheKind() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    try (Passphrase password = SampleVault.password("p")) {
      assertFault(
          Kind.NO_SUCH_SLOT, () -> LockedVault.read(file).unlock(password, SampleVault.CLOCK));
    }
    Path noRecovery = hostile(passwordSlot(new ArgonCost(65536, 3, 1)));
    try (RecoveryKey key = SampleVault.recovery()) {
      assertFault(
          Kind.NO_SUCH_SLOT, () -> LockedVault.read(noRecovery).unlock(key, SampleVault.CLOCK));
    }
  }

  @Test
  void asksBeforeItDerivesADearKey() throws Exception {
    var memory = new ArgonCost((256 << 10) + 1, 3, 1);
    var work = new ArgonCost(256 << 10, 6, 4);
    try (Passphrase password = SampleVault.password("p")) {
      for (var slots :
          List.of(
              List.of(passwordSlot(memory)),
              List.of(passwordSlot(work), passwordSlot(work), passwordSlot(work)))) {
        LockedVault vault = LockedVault.read(hostile(slots.toArray(KeySlot[]::new)));
        VaultException fault =
            assertFault(Kind.VAULT_COST_HIGH, () -> vault.unlock(password, SampleVault.CLOCK));
        assertEquals(256, fault.facts().get("memoryMiB"));
        assertEquals(slots.size() == 1 ? 3 : 6, fault.facts().get("passes"));
        assertEquals(slots.size() == 1 ? 1 : 4, fault.facts().get("lanes"));
      }
    }
  }

  @Test
  void derivesADearKeyOnceThatWasAccepted() throws Exception {
    LockedVault vault =
        LockedVault.read(hostile(passwordSlot(new ArgonCost((256 << 10) + 8, 3, 1))));
    try (Passphrase password = SampleVault.password("p")) {
      assertFault(
          Kind.WRONG_PASSWORD, () -> vault.acceptingCost().unlock(password, SampleVault.CLOCK));
    }
  }

  @Test
  void saysSoWhenTheSystemRefusesTheMemoryThatAKeyDerivationNeeds() throws Exception {
    Path file = hostile(passwordSlot(new ArgonCost(128 << 10, 3, 1)));
    try (ChildJvm child = ChildJvm.limited(3 << 20, OutOfMemoryOpening.class, file.toString())) {
      assertEquals("OUT_OF_MEMORY {memoryMiB=128}", child.line());
    }
  }

  @Test
  void opensTheSaveThatLiesThereByNow() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    LockedVault before = LockedVault.read(file);
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "new", "x");
      vault.save();
    }
    try (RecoveryKey key = SampleVault.recovery();
        Vault vault = before.unlock(key, SampleVault.CLOCK)) {
      assertEquals(1, vault.entries().size());
      assertEquals(2, vault.summary().generation());
    }
  }

  @Test
  void saysWhenAnotherVaultLiesThereByNow() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    LockedVault before = LockedVault.read(file);
    Files.delete(file);
    SampleVault.create(file);
    try (RecoveryKey key = SampleVault.recovery()) {
      assertFault(Kind.VAULT_CHANGED, () -> before.unlock(key, SampleVault.CLOCK));
    }
  }

  @Test
  void refusesADataKeyThatTheHeaderIsNotCommittedTo() throws Exception {
    Path file = folder.resolve("uncommitted");
    try (SecretBytes dataKey = Randomness.secret(32);
        RecoveryKey recovery = SampleVault.recovery();
        VaultContents contents = new VaultContents();
        ScratchMemory plain = Plaintext.write(contents, file)) {
      String id = Randomness.text(16);
      KeySlot slot = RecoverySeal.seal(dataKey, id, RecoverySeal.publicKey(recovery, id));
      String commit = Randomness.text(32);
      var header = new VaultHeader(id, 1, 1, commit, Randomness.text(32), List.of(slot));
      new VaultStore(file, new LocalDisk()).placeNew(header, dataKey, plain.buffer()).orElseThrow();
    }
    assertFault(Kind.VAULT_DAMAGED, () -> SampleVault.open(file));
  }

  @Test
  void resolvesLinks() throws Exception {
    Path file = SampleVault.create(folder.resolve("ключ ü and spaces"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file.getFileName());
    assertEquals(file, LockedVault.read(link).summary().file());
    try (Vault vault = SampleVault.open(link)) {
      SampleVault.add(vault, "one", "x");
      vault.save();
    }
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @Test
  void namesItsSaveAsTheOpenVaultDoes() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    try (Vault vault = SampleVault.open(file)) {
      assertEquals(vault.mark(), LockedVault.read(file).mark());
    }
  }

  @Test
  void saysWhatStandsInTheWayOfAPasswordBeforeOneIsTyped() throws Exception {
    Path none = SampleVault.create(folder.resolve("v"));
    assertFault(
        Kind.NO_SUCH_SLOT, () -> LockedVault.read(none).requirePasswordSlot(Optional.empty()));
    try (var file = new KeyFile("a file", SecretBytes.copyOf(new byte[32]))) {
      assertFault(
          Kind.NO_SUCH_SLOT, () -> LockedVault.read(none).requirePasswordSlot(Optional.of(file)));
      var with =
          new PasswordFileSlot("AAAAAAAAAAE", ArgonCost.standard(), SALT, "AAAAAAAAAAA", WRAP);
      LockedVault needing = LockedVault.read(hostile(with));
      assertFault(Kind.KEY_FILE_NEEDED, () -> needing.requirePasswordSlot(Optional.empty()));
      assertFault(Kind.WRONG_KEY_FILE, () -> needing.requirePasswordSlot(Optional.of(file)));
    }
    var dear = new ArgonCost((256 << 10) + 1, 3, 1);
    LockedVault asking = LockedVault.read(hostile(passwordSlot(dear)));
    assertFault(Kind.VAULT_COST_HIGH, () -> asking.requirePasswordSlot(Optional.empty()));
    asking.acceptingCost().requirePasswordSlot(Optional.empty());
  }

  @Test
  void doesNotAskForWhatIsJustWithinTheBounds() throws Exception {
    var most = new ArgonCost(256 << 10, 16, 1);
    LockedVault.read(hostile(passwordSlot(most))).requirePasswordSlot(Optional.empty());
    var more = new ArgonCost((256 << 10) - 8, 16, 1);
    LockedVault two = LockedVault.read(hostile(passwordSlot(more), passwordSlot(most)));
    assertFault(Kind.VAULT_COST_HIGH, () -> two.requirePasswordSlot(Optional.empty()));
  }

  @Test
  void listsWhatLiesBesideAVaultAndComparesIt() throws Exception {
    Path file = SampleVault.create(folder.resolve("v"));
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
      Path other = SampleVault.create(folder.resolve("other"));
      Files.move(other, new VaultFolder(file).copyOfAnyName(7));
      Files.writeString(file, "no vault");
      Path aside = vault.save().setAside().orElseThrow();
      Path link = Files.createSymbolicLink(folder.resolve("link"), file);
      List<VaultCopy> copies = LockedVault.copies(link);
      assertEquals(
          List.of(Soundness.OTHER_VAULT, Soundness.SOUND, Soundness.DAMAGED),
          copies.stream().map(VaultCopy::soundness).toList());
      assertEquals(aside, copies.getLast().file());
    }
  }

  /// Whatever comes of it, no channel stays open.
  @Test
  void closesEveryFileThatItReadOnLinux() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "another system than Linux");
    Path file = SampleVault.create(folder.resolve("v"));
    Path damaged = write(Arrays.copyOf(Files.readAllBytes(file), 10_000));
    LockedVault.read(file);
    SampleVault.open(file).close();
    assertFault(Kind.VAULT_DAMAGED, () -> LockedVault.read(damaged));
    assertEquals(List.of(), openFilesIn(folder));
  }

  private static List<Path> openFilesIn(Path folder) throws IOException {
    List<Path> open = new ArrayList<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          Path opened = Files.readSymbolicLink(descriptor);
          if (opened.startsWith(folder)) {
            open.add(opened);
          }
        } catch (NoSuchFileException closedMeanwhile) {
          // by another thread
        }
      }
    }
    return open;
  }

  private static PasswordSlot passwordSlot(ArgonCost cost) {
    return new PasswordSlot(Randomness.text(8), cost, SALT, WRAP);
  }

  /// A file whose outside is right and whose inside is nothing.
  private Path hostile(KeySlot... slots) throws IOException {
    var header =
        new VaultHeader(SALT, 1, 1, Randomness.text(32), Randomness.text(32), List.of(slots));
    byte[] prefix = header.prefix();
    return write(ByteBuffer.allocate(prefix.length + 65_536 + 20).put(prefix).array());
  }

  /// With the CRC repaired.
  private Path write(byte[] bytes) throws IOException {
    var crc = new CRC32();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
    return Files.write(folder.resolve("hostile"), bytes);
  }
}
