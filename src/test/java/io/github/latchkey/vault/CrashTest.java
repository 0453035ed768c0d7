package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that saves is killed between every two steps of it.
class CrashTest {

  private static final Map<String, String> BEFORE = Map.of("before", "x");
  private static final Map<String, String> AFTER = Map.of("before", "x", "after", "y");

  @TempDir Path temporary;

  @Test
  void opensWithTheStateBeforeOrAfterWhereverASaveIsKilled() throws Exception {
    assertOpensWhereverKilled(
        true,
        "exchange",
        List.of(
            "create",
            "write",
            "write",
            "write",
            "write",
            "write",
            "force",
            "exchange",
            "move",
            "forceFolder",
            "saved"));
  }

  @Test
  void opensWhereverASaveIsKilledWhereNamesCannotBeSwapped() throws Exception {
    assertOpensWhereverKilled(
        false,
        "move",
        List.of(
            "create",
            "write",
            "write",
            "write",
            "write",
            "write",
            "force",
            "link",
            "move",
            "forceFolder",
            "saved"));
  }

  private void assertOpensWhereverKilled(boolean exchanging, String placing, List<String> steps)
      throws Exception {
    List<String> stoppedBefore = new ArrayList<>();
    List<Map<String, String>> states = new ArrayList<>();
    String said;
    do {
      Path folder = Files.createDirectory(temporary.toRealPath().resolve("" + states.size()));
      Path file = vaultWithOneCredential(folder.resolve("vault"));
      try (var child =
          ChildJvm.start(
              SaveStoppedMidway.class, file.toString(), "" + states.size(), "" + exchanging)) {
        said = child.line();
      }
      stoppedBefore.add(said);
      states.add(SampleVault.contents(file));
      assertGoesOn(file);
    } while (!said.equals("saved"));

    assertEquals(steps, stoppedBefore);
    int placed = stoppedBefore.indexOf(placing) + 1;
    assertTrue(states.subList(0, placed).stream().allMatch(BEFORE::equals), states.toString());
    assertTrue(
        states.subList(placed, states.size()).stream().allMatch(AFTER::equals), states.toString());
  }

  private static Path vaultWithOneCredential(Path file) throws VaultException {
    SampleVault.create(file);
    try (Vault vault = SampleVault.open(file)) {
      SampleVault.add(vault, "before", "x");
      vault.save();
    }
    return file;
  }

  /// Nothing of what was left blocks the next save, and none of it is thrown away.
  private static void assertGoesOn(Path file) throws IOException, VaultException {
    Map<String, String> state = SampleVault.contents(file);
    try (Vault vault = SampleVault.open(file)) {
      assertTrue(vault.save().locked());
    }
    assertEquals(state, SampleVault.contents(file));
    assertEquals(List.of(), new VaultFolder(file).temporaries());
  }
}
