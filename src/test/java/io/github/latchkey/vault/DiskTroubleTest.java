package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The disk fails at every step of a save: the file stays as it was, the change stays in the open
/// vault, and the save works once the disk does.
class DiskTroubleTest {

  private static final int STEPS_OF_A_SAVE = 11;

  @TempDir Path temporary;
  Path folder;

  enum Trouble {
    FULL(Kind.DISK_FULL) {
      @Override
      IOException exception() {
        return new IOException("No space left on device");
      }
    },
    READ_ONLY(Kind.NO_PERMISSION) {
      @Override
      IOException exception() {
        return new FileSystemException("f", null, "Read-only file system");
      }
    },
    FORBIDDEN(Kind.NO_PERMISSION) {
      @Override
      IOException exception() {
        return new AccessDeniedException("f");
      }
    },
    BROKEN(Kind.FILE_TROUBLE) {
      @Override
      IOException exception() {
        return new IOException("Input/output error");
      }
    };

    final Kind kind;

    Trouble(Kind kind) {
      this.kind = kind;
    }

    abstract IOException exception();
  }

  @BeforeEach
  void resolveFolder() throws IOException {
    folder = temporary.toRealPath();
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void losesNothingWhenTheDiskFailsFromAnyStepOn(Trouble trouble) throws Exception {
    assertEquals(
        Set.of("create", "exchange", "force", "write"),
        failedSteps(trouble, true, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void losesNothingWhenTheDiskFailsAtOneStep(Trouble trouble) throws Exception {
    // What came out of an exchange may keep its name, and a folder that cannot be forced is still
    // saved in.
    assertEquals(Set.of("create", "exchange", "force", "write"), failedSteps(trouble, true, 0));
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void losesNothingWhereNamesCannotBeSwappedAndTheDiskFailsFromAnyStepOn(Trouble trouble)
      throws Exception {
    assertEquals(
        Set.of("create", "force", "link", "move", "write"),
        failedSteps(trouble, false, Integer.MAX_VALUE));
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void losesNothingWhereNamesCannotBeSwappedAndTheDiskFailsAtOneStep(Trouble trouble)
      throws Exception {
    // Without links the version before is copied.
    assertEquals(Set.of("create", "force", "move", "write"), failedSteps(trouble, false, 0));
  }

  private Set<String> failedSteps(Trouble trouble, boolean exchanging, int more) throws Exception {
    Set<String> failed = new TreeSet<>();
    for (int first = 0; first <= STEPS_OF_A_SAVE; first++) {
      int last = more == 0 ? first : more;
      saveWithTrouble(exchanging, trouble, first, last, failed);
    }
    return failed;
  }

  private void saveWithTrouble(
      boolean exchanging, Trouble trouble, int first, int last, Set<String> failed)
      throws Exception {
    Path file = SampleVault.create(folder.resolve("vault " + first + " " + last));
    byte[] before = Files.readAllBytes(file);
    var troubled = new boolean[] {true};
    var failedAt = new String[1];
    var disk =
        new SteppedDisk(
            exchanging,
            (operation, number) -> {
              boolean canDelete = operation.equals("delete") && trouble != Trouble.READ_ONLY;
              if (troubled[0] && number >= first && number <= last && !canDelete) {
                failedAt[0] = failedAt[0] == null ? operation : failedAt[0];
                throw trouble.exception();
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      String id = SampleVault.add(vault, "kept", "x");
      Optional<VaultException> fault = faultOfSaving(vault);
      if (fault.isPresent()) {
        failed.add(failedAt[0]);
        assertEquals(trouble.kind, fault.get().kind(), failedAt[0]);
        assertEquals(file, fault.get().facts().get("file"));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertTrue(vault.hasUnsavedChanges());
        assertEquals("x", SampleVault.reveal(vault, id, "secret"));
        troubled[0] = false;
        assertEquals(2, vault.save().generation());
      }
      assertFalse(vault.hasUnsavedChanges());
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }

  private static Optional<VaultException> faultOfSaving(Vault vault) {
    try {
      vault.save();
      return Optional.empty();
    } catch (VaultException fault) {
      return Optional.of(fault);
    }
  }

  @Test
  void putsTheCopyBackWhenAMoveDeletedTheVaultAndFailed() throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    byte[] before = Files.readAllBytes(file);
    var moves = new int[1];
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("move") && moves[0]++ == 0) {
                Files.delete(file);
                throw new IOException("Input/output error");
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      SampleVault.add(vault, "kept", "x");
      SampleVault.assertFault(Kind.FILE_TROUBLE, vault::save);
      assertArrayEquals(before, Files.readAllBytes(file));
      vault.save();
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
  }

  @Test
  void putsWhatWasNoVaultBackWhenNothingCouldTakeItsPlace() throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    var moves = new int[1];
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              if (operation.equals("link") || operation.equals("move") && ++moves[0] == 2) {
                throw new IOException("Input/output error");
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      SampleVault.add(vault, "kept", "x");
      Files.writeString(file, "somebody's text");
      SampleVault.assertFault(Kind.FILE_TROUBLE, vault::save);
      assertEquals("somebody's text", Files.readString(file));
      assertEquals(List.of(), new VaultFolder(file).setAside());
      Path aside = vault.save().setAside().orElseThrow();
      assertEquals("somebody's text", Files.readString(aside), "and its place is told");
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
  }

  @ParameterizedTest
  @CsvSource({"move, false", "exchange, true", "forceFolder, true", "forceFolder, false"})
  void believesTheDiskMoreThanTheErrorOfWhatWasDone(String operation, boolean exchanging)
      throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    byte[] before = Files.readAllBytes(file);
    Disk disk = complaining(operation, exchanging);
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      SampleVault.add(vault, "kept", "x");
      SaveOutcome outcome = vault.save();
      assertEquals(2, outcome.generation());
      assertArrayEquals(before, Files.readAllBytes(outcome.copy().orElseThrow()));
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
  }

  @Test
  void refusesToReplaceTheVaultWithBytesThatTheDiskDidNotKeep() throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    byte[] before = Files.readAllBytes(file);
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("force")) {
                Path written = new VaultFolder(file).temporaries().getFirst();
                byte[] zeros = new byte[(int) Files.size(written)];
                Files.write(written, zeros);
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      SampleVault.add(vault, "kept", "x");
      SampleVault.assertFault(Kind.FILE_TROUBLE, vault::save);
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }

  @Test
  void leavesNoFileWhenAVaultCannotBeCreated() throws Exception {
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery()) {
      for (String failing : List.of("create", "write", "force", "move")) {
        Path file = folder.resolve("new " + failing);
        var disk =
            new SteppedDisk(
                (operation, _) -> {
                  if (operation.equals(failing) || operation.equals("link")) {
                    throw new IOException("No space left on device");
                  }
                });
        var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
        SampleVault.assertFault(
            Kind.DISK_FULL,
            () -> VaultCreation.create(file, password, ArgonCost.least(), recovery, around));
        assertFalse(Files.exists(file));
      }
    }
  }

  @Test
  void createsAVaultWhereThereAreNoLinks() throws Exception {
    Path file = folder.resolve("no links");
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("link")) {
                throw new FileSystemException("f", null, "Operation not supported");
              }
            });
    var around = new Surroundings(disk, Patience.NONE, SampleVault.CLOCK);
    try (Passphrase password = SampleVault.password("p");
        RecoveryKey recovery = SampleVault.recovery();
        Vault vault = VaultCreation.create(file, password, ArgonCost.least(), recovery, around)) {
      Path copy = vault.save().copy().orElseThrow();
      assertEquals(1, LockedVault.read(copy).summary().generation());
      assertEquals(2, LockedVault.read(file).summary().generation());
    }
  }

  /// A disk that does what it is told, and then fails one operation all the same: so does a network
  /// file system that answers twice.
  private static Disk complaining(String operation, boolean exchanging) {
    var real = new SteppedDisk(exchanging, (_, _) -> {});
    return (Disk)
        Proxy.newProxyInstance(
            Disk.class.getClassLoader(),
            new Class<?>[] {Disk.class},
            (_, method, arguments) -> {
              Object result = method.invoke(real, arguments);
              if (method.getName().equals(operation)) {
                throw new IOException("No such file or directory");
              }
              return result;
            });
  }
}
