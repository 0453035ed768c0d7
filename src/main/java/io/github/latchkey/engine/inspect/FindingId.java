package io.github.latchkey.engine.inspect;

import static io.github.latchkey.engine.inspect.Severity.ERROR;
import static io.github.latchkey.engine.inspect.Severity.INFO;
import static io.github.latchkey.engine.inspect.Severity.WARNING;

import java.util.Locale;

/// Everything that can be said about a token, with the facts that each carries where this room
/// makes it. "Platform" marks those that the rules of a platform make, with facts of their own.
///
/// Texts taken from a token are cut to 200 characters.
public enum FindingId {
  /// No token in the text. `characters` (Long).
  NOT_A_TOKEN(ERROR),
  /// A part is missing or cut off; about `header`, `payload` or `signature`, of which nothing else
  /// is said then; about "" of too many parts. `reason` (String): `missing`, `cut-off`,
  /// `too-many-parts`; `parts` (Long, how many there are).
  DAMAGED_SEGMENT(ERROR),
  /// Wrapping was removed. `what` (List of String): `bearer`, `authorization`, `url`, `json`,
  /// `curl`, `quotes`, `line-breaks`, `white-space`, `percent-encoding`, `invisible`,
  /// `surrounding-text`.
  CLEANED_UP(INFO),
  /// Not strict base64url. From [TokenFinder], which repaired it: `what` (List of String):
  /// `standard-alphabet`, `padding`. From [TokenReader], about the part: `what` (List of one
  /// String): these, `foreign-character`, `impossible-length`, `unused-bits`; `position` (Long,
  /// character of the part, from 1).
  BAD_BASE64(ERROR),
  /// Not JSON, or no object; about `header` or `payload`. `reason` (String): `malformed`,
  /// `trailing`, `not-utf8`, `not-an-object`; `line`, `column` (Long, from 1; 0 where the bytes are
  /// not text).
  BAD_JSON(ERROR),
  /// About `header` or `payload`. `names` (List of String).
  DUPLICATE_KEY(ERROR),
  /// Not looked into. About "": `characters` (Long), `most` (Long). About `header` or `payload`,
  /// whose JSON is too deep or has too long a number: `line`, `column` (Long), `levels` (Long,
  /// most).
  OVERSIZED(ERROR),
  /// `alg` is `none` in any spelling. `alg` (String).
  ALG_NONE(ERROR),
  /// No `alg`, or none that is a string. No facts.
  ALG_MISSING(ERROR),
  /// `alg` (String); `registered` (String, `true` where some platform signs with it, else `false`).
  ALG_UNSUPPORTED(ERROR),
  /// Platform.
  ALG_NOT_ALLOWED(ERROR),
  /// A public key used as an HMAC secret, or an HMAC token for a credential that has a public key.
  /// `credential` (String); `form` (String): `spki-pem`, `pkcs1-pem`, `spki-der`, `pkcs1-der` where
  /// that text of the key made the signature, else `none`.
  KEY_CONFUSION(ERROR),
  /// A key in the token's own header, which proves nothing; about the header's name (`jwk`, `x5c`).
  /// No facts.
  EMBEDDED_KEY(WARNING),
  /// The address of a key, never fetched; about the header's name (`jku`, `x5u`). `address`
  /// (String).
  REMOTE_KEY(WARNING),
  /// A header that changes what is signed; about its name (`crit`, `b64`, `zip`). `names` (List of
  /// String, what `crit` lists).
  CRITICAL_HEADER(ERROR),
  /// No facts.
  TYP_MISSING(WARNING),
  /// Platform.
  KID_MISSING(WARNING),
  /// Platform.
  KID_MISMATCH(ERROR),
  /// `credential` (String), `alg` (String).
  SIGNATURE_VALID(INFO),
  /// `credentials` (List of String): those that should have signed it and did not.
  SIGNATURE_MISMATCH(ERROR),
  /// All parts are there and the signature is empty. No facts.
  SIGNATURE_MISSING(ERROR),
  /// Not given yet: the signature fits the secret in another encoding.
  SECRET_ENCODING(ERROR),
  /// `tried` (Long).
  NO_MATCHING_KEY(INFO),
  /// The key that made the signature is weak. `credential` (String), `bits` (Long), `least` (Long).
  WEAK_KEY(WARNING),
  /// A key that was replaced meanwhile made the signature. `credential` (String).
  EARLIER_KEY(WARNING),
  /// About `exp`. `at` (Instant, when it ended), `by` (Duration).
  EXPIRED(ERROR),
  /// About `nbf`. `at` (Instant, when it begins), `by` (Duration).
  NOT_YET_VALID(ERROR),
  /// About `iat`. `at` (Instant), `by` (Duration).
  ISSUED_IN_FUTURE(WARNING),
  /// About `exp`. No facts.
  NO_EXPIRY(WARNING),
  /// About `exp`. `at` (Instant, exp), `start` (Instant), `claim` (String, `nbf` or `iat`), `by`
  /// (Duration).
  EXPIRES_BEFORE_VALID(ERROR),
  /// Platform.
  LIFETIME_TOO_LONG(ERROR),
  /// Platform.
  LIFETIME_TOO_SHORT(ERROR),
  /// Platform.
  LIFETIME_ADVICE(WARNING),
  /// About the claim. `text` (String, as written), `at` (Instant, read as milliseconds).
  TIME_IN_MILLISECONDS(ERROR),
  /// About the claim. `text` (String, as written), `type` (String): `string`, `boolean`, `null`,
  /// `object`, `array`.
  TIME_NOT_A_NUMBER(ERROR),
  /// About the claim. `text` (String, as written).
  TIME_NOT_INTEGER(WARNING),
  /// About the claim: negative, or after the year 9999. `text` (String, as written).
  TIME_OUT_OF_RANGE(ERROR),
  /// Beside `expired`, `not-yet-valid` and `issued-in-future`: a clock may be wrong. About the
  /// claim. `by` (Duration, at most 300 s).
  CLOCK_SKEW(INFO),
  /// Platform.
  CLAIM_MISSING(ERROR),
  /// Platform.
  CLAIM_MISSPELT(WARNING),
  /// Platform.
  CLAIM_TYPE(ERROR),
  /// Platform.
  CLAIM_VALUE(ERROR),
  /// Platform.
  AUDIENCE_ARRAY(WARNING),
  /// Platform.
  ROOM_WILDCARD(WARNING),
  /// Platform.
  ROOM_NAME(WARNING),
  /// Platform.
  TENANT_MISMATCH(ERROR),
  /// Platform.
  NO_NOT_BEFORE(WARNING),
  /// Platform.
  WRONG_PLATFORM_TOKEN(ERROR),
  /// Platform.
  PLATFORM_RECOGNISED(INFO),
  /// A vendor's own token. `kind` (String): `opentok-t1`, `agora-006`, `agora-007`, `opaque`.
  NOT_A_JWT(ERROR),
  /// Five parts (RFC 7516). `alg`, `enc` (String, empty where there is none).
  ENCRYPTED_TOKEN(ERROR),
  /// The payload is a token itself. No facts.
  NESTED_TOKEN(INFO);

  private final Severity severity;

  FindingId(Severity severity) {
    this.severity = severity;
  }

  /// The id in `inspect --json`: `not-yet-valid`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it matters unless a platform says otherwise.
  public Severity severity() {
    return severity;
  }
}
