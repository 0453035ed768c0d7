package io.github.latchkey.app;

import io.github.latchkey.engine.keys.KeyKind;
import java.util.Arrays;
import java.util.List;

/// A form in which a credential's key is written for other programs.
public enum ExportForm {
  /// PEM of the public key (RFC 7468 section 13).
  PUBLIC_PEM("pem", Part.PUBLIC, "pem"),
  /// DER of the same, a SubjectPublicKeyInfo.
  PUBLIC_DER("der", Part.PUBLIC, "der"),
  /// The public key as JWK (RFC 7517), its thumbprint as `kid`.
  PUBLIC_JWK("jwk", Part.PUBLIC, "json"),
  /// A JWK set of this one public key.
  JWKS("jwks", Part.PUBLIC, "json"),
  /// PKCS#8 in PEM that a passphrase opens.
  ENCRYPTED_PEM("pem", Part.PRIVATE, "pem"),
  /// The same in DER.
  ENCRYPTED_DER("der", Part.PRIVATE, "der"),
  /// PKCS#12 of the key alone, which a passphrase opens.
  PKCS12("pkcs12", Part.PRIVATE, "p12"),
  /// Unencrypted PKCS#8 in PEM.
  PRIVATE_PEM("pem", Part.PRIVATE, "pem"),
  /// The same in DER.
  PRIVATE_DER("der", Part.PRIVATE, "der"),
  /// Unencrypted PKCS#1 in PEM, of RSA keys alone.
  PKCS1_PEM("pkcs1", Part.PRIVATE, "pem"),
  /// The same in DER.
  PKCS1_DER("pkcs1-der", Part.PRIVATE, "der"),
  /// The private key as unencrypted JWK.
  PRIVATE_JWK("jwk", Part.PRIVATE, "json"),
  /// A secret's text as the platform gave it.
  SECRET_TEXT("text", Part.SECRET, "txt"),
  /// The bytes that the text stands for.
  SECRET_BYTES("raw", Part.SECRET, "bin"),
  /// Those bytes in base64 (RFC 4648 section 4).
  SECRET_BASE64("base64", Part.SECRET, "txt"),
  /// Those bytes in base64url without padding (RFC 4648 section 5).
  SECRET_BASE64URL("base64url", Part.SECRET, "txt"),
  /// Those bytes in hex.
  SECRET_HEX("hex", Part.SECRET, "txt"),
  /// Those bytes as JWK of type `oct`.
  SECRET_JWK("jwk", Part.SECRET, "json");

  /// What of a key is written.
  public enum Part {
    /// The public half, which everybody may know.
    PUBLIC,
    /// The private key of a pair.
    PRIVATE,
    /// A shared secret.
    SECRET
  }

  private final String format;
  private final Part part;
  private final String ending;

  ExportForm(String format, Part part, String ending) {
    this.format = format;
    this.part = part;
    this.ending = ending;
  }

  /// Its name on the command line; several forms that differ in part or encryption share one.
  public String format() {
    return format;
  }

  /// What of a key it holds.
  public Part part() {
    return part;
  }

  /// The usual ending of such a file's name, without the dot.
  public String ending() {
    return ending;
  }

  /// Whether a passphrase opens it, which has to be given to write it.
  public boolean isEncrypted() {
    return this == ENCRYPTED_PEM || this == ENCRYPTED_DER || this == PKCS12;
  }

  /// Whether whoever reads it needs a password or passphrase to sign with it, or cannot at all.
  public boolean isHarmless() {
    return part == Part.PUBLIC || isEncrypted();
  }

  /// Whether a terminal shows it as lines of text.
  public boolean isText() {
    return this != PKCS12 && this != SECRET_BYTES && !ending.equals("der");
  }

  /// Whether a key can be written in this form.
  public boolean fits(StoredKey key) {
    return switch (part) {
      case SECRET -> key.isSecret();
      case PUBLIC -> key.publicKey().isPresent();
      case PRIVATE ->
          !key.isSecret()
              && (this != PKCS1_PEM && this != PKCS1_DER
                  || key.description().kind() == KeyKind.RSA_PRIVATE);
    };
  }

  /// The forms of a key, in the order in which they are offered.
  public static List<ExportForm> of(StoredKey key) {
    return Arrays.stream(values()).filter(form -> form.fits(key)).toList();
  }
}
