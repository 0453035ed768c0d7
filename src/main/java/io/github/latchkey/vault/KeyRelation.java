package io.github.latchkey.vault;

/// How a save that is found relates to an open vault: who gives way is decided by the epoch, which
/// grows with every new data key; but never to a data key that the vault has given up, since
/// whoever kept that can write any epoch.
enum KeyRelation {
  /// The same vault under the same data key: they are merged.
  SAME,
  /// The same vault under an earlier data key: ours stays, theirs is kept aside.
  EARLIER,
  /// The same vault under a later data key: ours gives way.
  LATER,
  /// Both got a new data key, each without the other: a person decides.
  RIVAL,
  /// Another vault: nothing is overwritten.
  ANOTHER_VAULT;

  static KeyRelation of(VaultHeader there, VaultHeader ours, VaultContents contents) {
    if (!there.vault().equals(ours.vault())) {
      return ANOTHER_VAULT;
    }
    if (there.commit().equals(ours.commit())) {
      return SAME;
    }
    if (contents.hasRetired(there.commit())) {
      return EARLIER;
    }
    return switch (Long.signum(there.epoch() - ours.epoch())) {
      case -1 -> EARLIER;
      case 1 -> LATER;
      default -> RIVAL;
    };
  }
}
