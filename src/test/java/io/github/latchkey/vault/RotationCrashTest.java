package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that gives a vault a new data key is killed between every two steps of it.
@Tag("nightly")
class RotationCrashTest {

  private static final Map<String, String> CONTENTS = Map.of("before", "x");

  @TempDir Path temporary;

  @Test
  void opensWithTheOldOrTheNewKeyWhereverARotationIsKilled() throws Exception {
    List<Long> epochs = new ArrayList<>();
    String said;
    do {
      Path folder = Files.createDirectory(temporary.toRealPath().resolve("" + epochs.size()));
      Path file = SampleVault.create(folder.resolve("vault"));
      try (Vault vault = SampleVault.open(file)) {
        SampleVault.add(vault, "before", "x");
        vault.save();
      }
      try (var child =
          ChildJvm.start(RotationStoppedMidway.class, file.toString(), "" + epochs.size())) {
        said = child.line();
      }
      epochs.add(LockedVault.read(file).summary().epoch());
      assertOpensWithOneKeyAndEveryCopyToo(file, epochs.getLast());
    } while (!said.equals("saved"));

    assertEquals(1, epochs.getFirst());
    assertEquals(2, epochs.getLast());
    assertEquals(epochs.stream().sorted().toList(), epochs, "never back to the old key");
    assertTrue(epochs.size() > 20, "the copies were written again too: " + epochs.size());
  }

  private static void assertOpensWithOneKeyAndEveryCopyToo(Path file, long epoch) throws Exception {
    try (RecoveryKey old = SampleVault.recovery();
        RecoveryKey next = RotationStoppedMidway.next()) {
      var now = new Unlocking.Recovery(epoch == 1 ? old : next);
      try (Vault vault = LockedVault.read(file).unlock(now, SampleVault.CLOCK)) {
        assertEquals(CONTENTS, SampleVault.contents(vault));
        vault.save();
      }
      for (Path copy : new VaultFolder(file).copies()) {
        if (VaultFolder.generation(copy) == 0) {
          continue; // a save that was never whole
        }
        var key =
            new Unlocking.Recovery(LockedVault.read(copy).summary().epoch() == 1 ? old : next);
        LockedVault.read(copy).unlock(key, SampleVault.CLOCK).close();
      }
      assertEquals(List.of(), new VaultFolder(file).temporaries());
    }
  }
}
