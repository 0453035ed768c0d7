package io.github.latchkey.vault;

import java.util.Optional;

/// Proof that the person at the vault can open it, which changing its ways in asks for.
///
/// Only a slot that just opened, or an unlocking with the recovery key, makes one. It is good for
/// the data key that it was made for: after a rotation another one is needed. It keeps a copy of
/// the password, so that its slot can be sealed again; whoever gets one closes it.
public final class Confirmation implements AutoCloseable {

  private final KeySlot slot;
  private final String commit;
  private final Optional<Unlocking> with;

  private Confirmation(KeySlot slot, String commit, Optional<Unlocking> with) {
    this.slot = slot;
    this.commit = commit;
    this.with = with;
  }

  /// With a copy of what opened the slot.
  static Confirmation of(KeySlot slot, VaultHeader header, Unlocking with) {
    return new Confirmation(slot, header.commit(), copy(with));
  }

  /// Without anything to seal a slot again with.
  static Confirmation of(KeySlot slot, VaultHeader header) {
    return new Confirmation(slot, header.commit(), Optional.empty());
  }

  private static Optional<Unlocking> copy(Unlocking with) {
    return switch (with) {
      case Unlocking.Password password ->
          Optional.of(new Unlocking.Password(password.password().copy()));
      case Unlocking.PasswordAndFile both ->
          Optional.of(new Unlocking.PasswordAndFile(both.password().copy(), both.keyFile().copy()));
      case Unlocking.Recovery _, Unlocking.FromKeyring _ -> Optional.empty();
    };
  }

  /// The slot that opened.
  public KeySlot slot() {
    return slot;
  }

  boolean isFor(VaultHeader header) {
    return commit.equals(header.commit());
  }

  /// What opens this slot, where this is the slot that was confirmed with.
  Optional<Unlocking> reentered(KeySlot other) {
    return with.filter(_ -> slot.id().equals(other.id()));
  }

  @Override
  public void close() {
    switch (with.orElse(null)) {
      case Unlocking.Password password -> password.password().close();
      case Unlocking.PasswordAndFile both -> {
        both.password().close();
        both.keyFile().close();
      }
      case null, default -> {}
    }
  }

  @Override
  public String toString() {
    return "Confirmation[" + slot.id() + "]";
  }
}
