package io.github.latchkey.vault;

import java.nio.file.Path;

/// Which save a file holds: its header, its length and its CRC.
record FileState(VaultHeader header, long size, int crc) {

  boolean isSameSaveAs(FileState other) {
    return header.salt().equals(other.header.salt()) && crc == other.crc;
  }

  VaultSummary summary(Path file) {
    return new VaultSummary(
        file, header.vault(), header.generation(), header.epoch(), size, header.slots());
  }
}
