package io.github.latchkey.vault;

import java.nio.file.Path;

/// Which save a file holds: its header, its length and its CRC.
record FileState(VaultHeader header, long size, int crc) {

  boolean isSameSaveAs(FileState other) {
    return header.salt().equals(other.header.salt()) && crc == other.crc;
  }

  SaveMark mark() {
    return new SaveMark(
        header.vault(), header.generation(), header.epoch(), header.commit(), header.salt());
  }

  VaultSummary summary(Path file) {
    return new VaultSummary(
        file, header.vault(), header.generation(), header.epoch(), size, header.slots());
  }
}
