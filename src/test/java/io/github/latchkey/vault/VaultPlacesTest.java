package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.add;
import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Odd names, links, and what file systems and other programs answer.
class VaultPlacesTest {

  @TempDir Path temporary;
  Path folder;

  @BeforeEach
  void resolve() throws IOException {
    folder = temporary.toRealPath();
  }

  static List<String> names() {
    return List.of(
        "with spaces and 'quotes'",
        "schlüssel चाबी 🔑",
        "100%41 [x] (1)",
        "-rf",
        "x".repeat(255),
        "🔑".repeat(63));
  }

  @ParameterizedTest
  @MethodSource("names")
  void savesUnderAnyNameAndFindsItsCopies(String name) throws Exception {
    Path file =
        SampleVault.create(Files.createDirectory(folder.resolve("ordner ü %")).resolve(name));
    try (Vault vault = SampleVault.open(file)) {
      add(vault, "one", "x");
      assertTrue(vault.save().locked());
      vault.save();
    }
    assertEquals(2, LockedVault.copies(file).size());
    assertEquals(Map.of("one", "x"), SampleVault.contents(file));
  }

  @Test
  void twoLongNamesThatBeginAlikeShareNothing() throws Exception {
    Path one = SampleVault.create(folder.resolve("x".repeat(250) + "1"));
    Path two = SampleVault.create(folder.resolve("x".repeat(250) + "2"));
    try (Vault vault = SampleVault.open(one)) {
      vault.save();
    }
    assertEquals(1, LockedVault.copies(one).size());
    assertEquals(0, LockedVault.copies(two).size());
  }

  @Test
  void leavesTheOtherNameOfAHardLinkWithTheOldSave() throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    byte[] before = Files.readAllBytes(file);
    Path other = folder.resolve("snapshot");
    Files.createLink(other, file);
    try (Vault vault = SampleVault.open(file)) {
      vault.save();
    }
    assertArrayEquals(before, Files.readAllBytes(other));
    assertEquals(2, LockedVault.read(file).summary().generation());
  }

  @Test
  void saysThatALinkLeadsNowhereAndReplacesItByNothing() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
    assertFault(Kind.VAULT_NOT_FOUND, () -> LockedVault.read(link));
    Path file = SampleVault.create(folder.resolve("vault"));
    try (Vault vault = SampleVault.open(file)) {
      Files.delete(file);
      Files.createSymbolicLink(file, folder.resolve("gone"));
      assertFault(Kind.VAULT_NOT_FOUND, vault::save);
      assertTrue(Files.isSymbolicLink(file));
    }
  }

  @Test
  void savesThroughALinkedFolder() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("folder link"), real);
    SampleVault.create(real.resolve("vault"));
    try (Vault vault = SampleVault.open(link.resolve("vault"))) {
      vault.save();
      assertEquals(real.resolve("vault"), vault.summary().file());
    }
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void exchangesTheNamesOfTwoFilesOrSaysThatItCannot() throws Exception {
    Path one = Files.writeString(folder.resolve("ü 1"), "one");
    Path two = Files.writeString(folder.resolve("ü 2"), "two");
    boolean swapped = RenameExchange.swap(one, two);
    assertEquals(System.getProperty("os.name").equals("Linux"), swapped);
    assertEquals(swapped ? "two" : "one", Files.readString(one));
    if (swapped) {
      assertThrows(NoSuchFileException.class, () -> RenameExchange.swap(one, folder.resolve("no")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"No locks available", "Operation not supported", "Function not implemented"})
  void savesWithoutALockWhereThereAreNone(String says) throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    try (Vault vault = SampleVault.open(file, locking(says))) {
      assertFalse(vault.save().locked());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Input/output error", "Stale file handle", "Resource deadlock avoided"})
  void takesNoOtherErrorOfALockForThereBeingNone(String says) throws Exception {
    Path file = SampleVault.create(folder.resolve("vault"));
    try (Vault vault = SampleVault.open(file, locking(says))) {
      assertFault(Kind.FILE_TROUBLE, vault::save);
      assertEquals(1, LockedVault.read(file).summary().generation());
    }
  }

  private static Surroundings locking(String says) {
    return new Surroundings(
        new LocalDisk(),
        Patience.NONE,
        SampleVault.CLOCK,
        _ -> {
          throw new IOException(says);
        });
  }

  @Test
  void asksWindowsAgainWhileAnotherProgramHoldsTheFile() throws Exception {
    var asked = new int[1];
    var patience = new SharingPatience(new Patience(4, 0));
    patience.make(
        () -> {
          asked[0]++;
          if (asked[0] == 1) {
            throw new AccessDeniedException("vault");
          } else if (asked[0] == 2) {
            throw new FileSystemException("vault", null, "used by another process");
          }
        });
    assertEquals(3, asked[0]);
    assertEquals(2_000, SharingPatience.of(true).patience().totalMs());
    assertEquals(1, SharingPatience.of(false).patience().tries());
  }

  @Test
  void doesNotAskAgainWhatAskingWouldNotChange() {
    for (IOException settled :
        new IOException[] {
          new NoSuchFileException("v"), new FileAlreadyExistsException("v"), new IOException("v")
        }) {
      var asked = new int[1];
      var patience = new SharingPatience(new Patience(4, 0));
      assertThrows(
          settled.getClass(),
          () ->
              patience.make(
                  () -> {
                    asked[0]++;
                    throw settled;
                  }));
      assertEquals(1, asked[0]);
    }
  }
}
