package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files that keep what an open vault holds while another data key lies in the vault's place:
/// it may be closed before anybody has typed the other password.
final class AsideSaves {

  private final Disk disk;
  private final List<Path> files = new ArrayList<>();

  AsideSaves(Disk disk) {
    this.disk = disk;
  }

  /// Writes what is here to a file of its own beside the vault, in the place of those before.
  ///
  /// @param ours the save that the contents go back to
  Path keep(Path vault, VaultHeader ours, SecretBytes dataKey, VaultContents contents)
      throws VaultException {
    var header =
        new VaultHeader(
            ours.vault(),
            Succession.inBounds(ours.generation() + 1),
            ours.epoch(),
            ours.commit(),
            Randomness.text(VaultHeader.SALT),
            ours.slots());
    Path aside = new VaultFolder(vault).copy(header);
    try (ScratchMemory plain = Plaintext.write(contents, vault)) {
      new VaultStore(aside, disk).placeNew(header, dataKey, plain.buffer());
    }
    drop();
    files.add(aside);
    return aside;
  }

  /// Deletes them, now that another vault took over what is in them.
  void drop() {
    for (Path file : files) {
      try {
        disk.delete(file);
      } catch (IOException listedAsACopy) {
        // what is in it is in the vault by now
      }
    }
    files.clear();
  }
}
