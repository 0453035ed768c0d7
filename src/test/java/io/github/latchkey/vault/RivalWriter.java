package io.github.latchkey.vault;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The program that saves a vault over and over beside another one, on a file system that has no
/// locks; writes down every save that it put in place, and every save that went into one of its
/// own. Forces nothing to the disk, since a race does not depend on that.
final class RivalWriter {

  /// The ancestors that were written down before: a save that lost several races adds many, and in
  /// any place of their order.
  private static final Set<String> LOGGED = new HashSet<>();

  private RivalWriter() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    String name = arguments[1];
    int saves = Integer.parseInt(arguments[2]);
    boolean exchanging = Boolean.parseBoolean(arguments[3]);
    VaultLock.Attempt noLocks =
        _ -> {
          throw new IOException("No locks available");
        };
    try (var log = new PrintStream(Files.newOutputStream(file.resolveSibling(name + ".log")))) {
      var disk = new RacingDisk(file, exchanging, log);
      var around = new Surroundings(disk, Patience.STANDARD, SampleVault.CLOCK, noLocks);
      int lost = 0;
      try (Vault vault = SampleVault.open(file, around)) {
        for (int i = 0; i < saves; i++) {
          if (i % 100 == 0) {
            SampleVault.add(vault, name + " " + i, "x");
          }
          try {
            vault.save();
          } catch (VaultException contended) {
            lost++;
            if (contended.kind() != VaultException.Kind.VAULT_CONTENDED) {
              throw contended;
            }
          }
          log(vault, log);
        }
        while (vault.hasUnsavedChanges()) {
          try {
            vault.save();
          } catch (VaultException contended) {
            lost++;
          }
          log(vault, log);
        }
      }
      SaveStoppedMidway.say("lost " + lost);
    }
  }

  private static void log(Vault vault, PrintStream log) {
    List<String> fresh = vault.ancestors().stream().filter(LOGGED::add).toList();
    log.println("seen " + String.join(" ", fresh));
  }

  /// The real disk without its flushes; says which save it puts at the vault's name.
  private static final class RacingDisk implements Disk {

    private final Disk real = new LocalDisk();
    private final Path vault;
    private final boolean exchanging;
    private final PrintStream log;

    RacingDisk(Path vault, boolean exchanging, PrintStream log) {
      this.vault = vault;
      this.exchanging = exchanging;
      this.log = log;
    }

    private String salt(Path file) throws IOException {
      try {
        return VaultFile.state(file).header().ancestor();
      } catch (VaultException unreadable) {
        throw new IOException(unreadable);
      }
    }

    @Override
    public Sink create(Path file) throws IOException {
      Sink sink = real.create(file);
      return new Sink() {
        @Override
        public int write(java.nio.ByteBuffer bytes) throws IOException {
          return sink.write(bytes);
        }

        @Override
        public void force() {}

        @Override
        public boolean isOpen() {
          return sink.isOpen();
        }

        @Override
        public void close() throws IOException {
          sink.close();
        }
      };
    }

    @Override
    public boolean exchange(Path one, Path other) throws IOException {
      if (!exchanging) {
        return false;
      }
      String salt = salt(one);
      boolean swapped = real.exchange(one, other);
      if (swapped) {
        log.println("placed " + salt);
      }
      return swapped;
    }

    @Override
    public void link(Path link, Path existing) throws IOException {
      real.link(link, existing);
    }

    @Override
    public void move(Path source, Path target) throws IOException {
      boolean placing = target.equals(vault);
      String salt = placing ? salt(source) : "";
      real.move(source, target);
      if (placing) {
        log.println("placed " + salt);
      }
    }

    @Override
    public void delete(Path file) throws IOException {
      real.delete(file);
    }

    @Override
    public void forceFolder(Path folder) {}
  }
}
