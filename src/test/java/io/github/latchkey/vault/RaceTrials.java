package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Two processes that save one vault against each other without locks, and what became of every
/// save that was once in its place: it went into a later one, or was overwritten unseen.
final class RaceTrials {

  private static final int OF_ONE_VAULT = 2_000;

  private final Path folder;
  private final boolean exchanging;
  private int saves;
  private int placed;
  private int unseen;
  private int missing;
  private int contended;

  RaceTrials(Path folder, boolean exchanging) {
    this.folder = folder;
    this.exchanging = exchanging;
  }

  void run(int count) throws Exception {
    for (int done = 0; done < count; done += OF_ONE_VAULT) {
      race(
          Files.createDirectory(folder.resolve(exchanging + " " + done)),
          Math.min(OF_ONE_VAULT, count - done));
    }
  }

  private void race(Path place, int count) throws Exception {
    Path file = SampleVault.create(place.resolve("vault"));
    Set<String> before = Set.of(VaultFile.state(file).header().ancestor());
    int each = count / 2;
    try (var one = start(file, "one", each);
        var two = start(file, "two", each)) {
      contended += told(one.line()) + told(two.line());
    }
    Set<String> put = new HashSet<>(before);
    Set<String> seen = new HashSet<>();
    for (String name : List.of("one", "two")) {
      for (String line : Files.readAllLines(place.resolve(name + ".log"))) {
        List<String> words = List.of(line.split(" "));
        (words.getFirst().equals("placed") ? put : seen).addAll(words.subList(1, words.size()));
      }
    }
    saves += count;
    placed += put.size();
    put.removeAll(seen);
    put.remove(VaultFile.state(file).header().ancestor());
    unseen += put.size();
    missing += 2 * ((each + 99) / 100) - SampleVault.contents(file).size();
    assertTrue(new VaultFolder(file).temporaries().size() <= 1);
  }

  private ChildJvm start(Path file, String name, int each) throws IOException {
    return ChildJvm.start(RivalWriter.class, file.toString(), name, "" + each, "" + exchanging);
  }

  private static int told(String line) {
    assertTrue(line.startsWith("lost "), line);
    return Integer.parseInt(line.substring("lost ".length()));
  }

  int unseen() {
    return unseen;
  }

  int missing() {
    return missing;
  }

  String report() {
    return "%d saves of two writers without locks, %s: %d versions in the vault's place, %d overwritten unseen, %d credentials missing at the end; %d saves gave up after ten lost races and were made later"
        .formatted(
            saves,
            exchanging ? "names exchanged" : "names replaced",
            placed,
            unseen,
            missing,
            contended);
  }
}
