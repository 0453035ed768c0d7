package io.github.latchkey.engine;

import io.github.latchkey.fault.FaultException;
import java.util.Map;

/// A key that cannot be used or a token that cannot be signed. Holds no cause: what the libraries
/// write into their messages may be a key or a token.
public final class EngineException extends FaultException {

  private static final long serialVersionUID = 1L;

  /// What went wrong, with the facts of each.
  public enum Kind {
    /// A key's text was given as an HMAC secret (CVE-2015-9235). `container` (String): `PEM`, `RFC
    /// 4716`, `OpenSSH`, `PPK`, `JWK`, `DER`.
    KEY_AS_SECRET,
    /// A secret of no bytes. No facts.
    EMPTY_SECRET,
    /// The numbers of a key do not belong together. `part` (String), of RSA: `modulus`, `exponent`,
    /// `private-exponent`, `crt-exponent`, `crt-coefficient`; of a curve: `private-scalar`,
    /// `public-point`.
    INCONSISTENT_KEY,
    /// Too weak to be used. `reason` (String): `size`, `roca`; `bits` (Integer), `least` (Integer).
    WEAK_KEY,
    /// Not a key that the engine can use. `reason` (String): `malformed`, `not-rsa`, `not-ec`,
    /// `not-ed25519`, `unsupported-curve`, `pss-only`, `multi-prime`, `too-large`.
    UNUSABLE_KEY,
    /// The header names no algorithm of the key. `alg` (String, at most 40 characters, empty where
    /// there is none), `allowed` (String, names joined by a comma).
    ALGORITHM_MISMATCH,
    /// No token was made. `reason` (String): `duplicate-name` (with `name`, String),
    /// `critical-header` (with `name`), `too-large` (with `most`, Integer, characters),
    /// `not-verifiable`.
    SIGNING_FAILED,
    /// A secret's text is not in the encoding that it should be in. `encoding` (String), `position`
    /// (Integer, byte from 1).
    SECRET_NOT_IN_ENCODING
  }

  private final Kind kind;

  /// A fault of this kind with the facts that its constant names.
  public EngineException(Kind kind, Map<String, ?> facts) {
    super(kind, facts, null);
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
