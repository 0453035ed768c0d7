package io.github.latchkey.engine.keys;

import java.util.Locale;

/// Why a file is refused, or what is to be said about it; with the facts of each.
public enum KeyProblemId {
  /// Nothing or nothing but white space. No facts.
  EMPTY_FILE,
  /// `bytes` (Long), `most` (Long).
  TOO_LARGE,
  /// Text that is not what was expected. `expected` (String, [ExpectedKey#id()]), `lines` (Long).
  NOT_A_KEY,
  /// Bytes that are no text and no known container. `bytes` (Long).
  UNKNOWN_BINARY,
  /// The path of a file instead of its content. `path` (String): as given where a key was asked
  /// for; its ending alone (`….key`) where the text may be a secret after all.
  PATH_INSTEAD_OF_KEY,
  /// Ends in the middle of a key. `line` (Long, where it ends, from 1), `label` (String).
  TRUNCATED,
  /// A key whose text was changed. `line` (Long), `label` (String, of the PEM block). Of a secret
  /// that is not in the encoding asked for: `encoding` (String), `position` (Long, byte from 1),
  /// and `line` 1, `label` empty.
  DAMAGED,
  /// A PEM block that holds something else than it says. `line` (Long), `label` (String, what it
  /// says), `expected` (String, the label that fits the content).
  LABEL_MISMATCH,
  /// The numbers do not belong together. `part` (String, as in EngineException INCONSISTENT_KEY).
  INCONSISTENT_KEY,
  /// The public key or certificate beside the private key belongs to another one. `keys` (Long).
  PAIR_MISMATCH,
  /// Different keys, and nothing says which. `keys` (Long), and `choices` (a list of
  /// [KeyDescription]) where all of them were read, for [KeyRequest#choosing]; a single one where
  /// another was chosen than there is. Or one key that is said to be for several algorithms alone;
  /// then `keys` is how many.
  SEVERAL_KEYS,
  /// `bits` (Long).
  PUBLIC_KEY_ONLY,
  /// No facts.
  CERTIFICATE_ONLY,
  /// No facts.
  CERTIFICATE_REQUEST,
  /// `type` (String: `EC`, `Ed25519`, `DSA`, `multi-prime RSA`, an object identifier, a label …).
  UNSUPPORTED_KEY_TYPE,
  /// `scheme` (String: `PBES2`, `DES-EDE3-CBC`, an object identifier …).
  UNSUPPORTED_ENCRYPTION,
  /// `container` (String: `PKCS#12`, `JKS`, `DER`, `OpenSSH`, `PPK`, `JWK`, `RFC 4716`, `OpenPGP`,
  /// `PKCS#7`, `JSON`).
  UNSUPPORTED_CONTAINER,
  /// An RSA key that its maker restricted to PSS, which does not sign RS256. No facts.
  PSS_ONLY,
  /// Not given yet. No facts.
  PASSPHRASE_NEEDED,
  /// Not given yet. No facts.
  WRONG_PASSPHRASE,
  /// Not given yet. `cost` (Long), `most` (Long).
  COST_TOO_HIGH,
  /// `bits` (Long), `least` (Long), `reason` (String: `size`, `roca`). On a public key it does not
  /// refuse: the verdict is PUBLIC.
  WEAK_KEY,
  /// Shorter than the hash (RFC 7518 section 3.2), yet usable. `bits` (Long), `least` (Long).
  SHORT_SECRET,
  /// A key where a secret was expected. `container` (String, as in UNSUPPORTED_CONTAINER, or
  /// `PEM`).
  KEY_AS_SECRET,
  /// `position` (Long, of the first wrong byte, from 1).
  NOT_UTF8;

  /// The id in `key --json`: `pair-mismatch`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Whether it refuses: all do but `short-secret`, and `weak-key` where the verdict is PUBLIC.
  public boolean refuses() {
    return this != SHORT_SECRET;
  }
}
