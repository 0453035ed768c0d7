package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.util.Optional;

/// The operating system's own store of secrets, under the name `Latchkey`.
///
/// No call asks a person, or waits longer than a few seconds. Any thread may call.
public interface Keyring {

  /// Why a keyring did not answer.
  enum Reason {
    /// There is none on this system, or none was reached.
    MISSING,
    /// It is locked.
    LOCKED,
    /// It failed in another way, or took too long.
    FAILED
  }

  /// A keyring that did not answer; the vault makes a [VaultException] of it.
  final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Says why.
    public Trouble(Reason reason, Throwable cause) {
      super(reason.name(), cause);
      this.reason = reason;
    }

    /// Says why, where nothing else is known.
    public Trouble(Reason reason) {
      this(reason, null);
    }

    /// Why.
    public Reason reason() {
      return reason;
    }
  }

  /// The bytes of this name, which the caller closes; empty where there are none.
  Optional<SecretBytes> find(String name) throws Trouble;

  /// Keeps a copy of the bytes under this name, in the place of what had it.
  void store(String name, SecretBytes bytes) throws Trouble;

  /// Forgets the bytes of this name, if there are any.
  void remove(String name) throws Trouble;

  /// For systems without one: every call says so.
  static Keyring none() {
    return new Keyring() {
      @Override
      public Optional<SecretBytes> find(String name) throws Trouble {
        throw new Trouble(Reason.MISSING);
      }

      @Override
      public void store(String name, SecretBytes bytes) throws Trouble {
        throw new Trouble(Reason.MISSING);
      }

      @Override
      public void remove(String name) throws Trouble {
        throw new Trouble(Reason.MISSING);
      }
    };
  }
}
