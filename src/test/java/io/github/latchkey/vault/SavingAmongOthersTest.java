package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens at the vault's name between two steps of a save, by a program that takes no lock.
class SavingAmongOthersTest {

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  @BeforeEach
  void createVault() throws Exception {
    folder = temporary.toRealPath();
    file = SampleVault.create(folder.resolve("vault"));
  }

  /// Something done once, at the first step of this name.
  private Vault openAndAt(boolean exchanging, String moment, SteppedDisk.Step once)
      throws VaultException {
    var done = new boolean[1];
    var disk =
        new SteppedDisk(
            exchanging,
            (operation, number) -> {
              if (operation.equals(moment) && !done[0]) {
                done[0] = true;
                once.before(operation, number);
              }
            });
    return SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK));
  }

  @ParameterizedTest
  @CsvSource({"true, exchange", "false, create"})
  void savesAgainWhereTheFileIsDeletedAtTheLastMoment(boolean exchanging, String moment)
      throws Exception {
    try (Vault vault = openAndAt(exchanging, moment, (_, _) -> Files.delete(file))) {
      SampleVault.add(vault, "kept", "x");
      assertEquals(2, vault.save().generation());
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }

  @Test
  void savesWhereWhatWasNoVaultIsGoneAtTheLastMoment() throws Exception {
    try (Vault vault = openAndAt(false, "create", (_, _) -> Files.delete(file))) {
      Files.writeString(file, "no vault");
      SampleVault.add(vault, "kept", "x");
      assertEquals(2, vault.save().generation());
    }
    assertEquals(Map.of("kept", "x"), SampleVault.contents(file));
  }

  @Test
  void mergesAVaultThatTookThePlaceOfWhatWasNoneAtTheLastMoment() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      SampleVault.add(theirs, "theirs", "y");
      theirs.save();
    }
    try (Vault vault =
        openAndAt(
            false, "move", (_, _) -> Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE))) {
      Files.writeString(file, "no vault");
      SampleVault.add(vault, "ours", "x");
      assertTrue(vault.save().merged());
    }
    assertEquals(Map.of("ours", "x", "theirs", "y"), SampleVault.contents(file));
    assertEquals(List.of(), new VaultFolder(file).setAside());
  }

  @Test
  void overwritesNothingWhereThereAreNoLinksAndAFileAppearsWhereThereWasNone() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault vault =
        openAndAt(
            true,
            "link",
            (_, _) -> {
              Files.move(elsewhere, file);
              throw new IOException("Operation not supported");
            })) {
      Files.delete(file);
      SampleVault.add(vault, "ours", "x");
      assertTrue(vault.save().copy().isPresent());
    }
    assertEquals(Map.of("ours", "x"), SampleVault.contents(file));
  }

  @Test
  void leavesNoSaveOfItsOwnBesideAnotherVaultThatItPutBack() throws Exception {
    Path elsewhere = SampleVault.create(folder.resolve("elsewhere"));
    byte[] another = Files.readAllBytes(elsewhere);
    try (Vault vault =
        openAndAt(
            true,
            "exchange",
            (_, _) -> Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE))) {
      SampleVault.assertFault(Kind.ANOTHER_VAULT, vault::save);
    }
    assertArrayEquals(another, Files.readAllBytes(file));
    assertEquals(List.of(), new VaultFolder(file).copies());
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }

  /// What it displaced stays under the temporary's name, which the next opening keeps as a copy.
  @Test
  void keepsWhatItDisplacedAlsoWhereThatCannotGetTheNameOfACopy() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      SampleVault.add(theirs, "theirs", "y");
      theirs.save();
    }
    byte[] displaced = Files.readAllBytes(elsewhere);
    var moved = new boolean[1];
    var disk =
        new SteppedDisk(
            (operation, _) -> {
              if (operation.equals("exchange") && Files.exists(elsewhere)) {
                Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
              } else if (operation.equals("move") && !moved[0]) {
                moved[0] = true;
                throw new IOException("Input/output error");
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      SampleVault.add(vault, "ours", "x");
      assertTrue(vault.save().merged());
    }
    assertTrue(moved[0]);
    Path kept = new VaultFolder(file).temporaries().getFirst();
    assertArrayEquals(displaced, Files.readAllBytes(kept));
    SampleVault.open(file).close();
    assertFalse(Files.exists(kept));
    assertEquals(Map.of("ours", "x", "theirs", "y"), SampleVault.contents(file));
  }

  @Test
  void tellsWhereWhatWasNoVaultIsAlsoWhereAnotherSaveTookItsPlace() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault vault = openAndAt(false, "link", (_, _) -> Files.move(elsewhere, file))) {
      Files.writeString(file, "somebody's");
      SampleVault.add(vault, "ours", "x");
      Path aside = vault.save().setAside().orElseThrow();
      assertEquals("somebody's", Files.readString(aside));
      assertEquals(Optional.empty(), vault.save().setAside(), "once");
    }
    assertEquals(Map.of("ours", "x"), SampleVault.contents(file));
  }

  @Test
  void givesNothingItsPlaceBackOverAVaultThatAppearedThere() throws Exception {
    Path elsewhere = Files.copy(file, folder.resolve("elsewhere"));
    try (Vault theirs = SampleVault.open(elsewhere)) {
      SampleVault.add(theirs, "theirs", "y");
      theirs.save();
    }
    byte[] appeared = Files.readAllBytes(elsewhere);
    var steps = new ArrayList<String>();
    var disk =
        SteppedDisk.withoutExchange(
            (operation, _) -> {
              steps.add(operation);
              long links = steps.stream().filter("link"::equals).count();
              if (operation.equals("link") && links == 2) {
                Files.move(elsewhere, file);
              } else if (operation.equals("link")
                  || operation.equals("move") && steps.lastIndexOf("link") >= 0) {
                throw new IOException("Input/output error");
              }
            });
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      Files.writeString(file, "somebody's");
      SampleVault.add(vault, "ours", "x");
      SampleVault.assertFault(Kind.FILE_TROUBLE, vault::save);
    }
    assertArrayEquals(appeared, Files.readAllBytes(file));
    assertEquals("somebody's", Files.readString(new VaultFolder(file).setAside().getFirst()));
  }

  /// A rename counts once the folder was forced after it (fsync(2)).
  @ParameterizedTest
  @ValueSource(strings = {"exchange", "replace", "new", "no vault"})
  void makesItsNamesOutliveALossOfPower(String manner) throws Exception {
    List<String> steps = new ArrayList<>();
    var disk = new SteppedDisk(!manner.equals("replace"), (operation, _) -> steps.add(operation));
    try (Vault vault =
        SampleVault.open(file, new Surroundings(disk, Patience.NONE, SampleVault.CLOCK))) {
      switch (manner) {
        case "new" -> Files.delete(file);
        case "no vault" -> Files.writeString(file, "no vault");
        default -> {}
      }
      steps.clear();
      vault.save();
    }
    int renamed =
        steps.reversed().stream()
            .filter(step -> List.of("exchange", "link", "move").contains(step))
            .findFirst()
            .map(steps::lastIndexOf)
            .orElseThrow();
    assertTrue(steps.lastIndexOf("forceFolder") > renamed, steps.toString());
  }
}
