package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.KeySealing;
import io.github.latchkey.engine.keys.KeyWriter;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Confirmation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Writes keys of an open vault in forms that other programs read. What is private leaves only with
/// a [Confirmation]: somebody has just proved to know a way in, however the vault was opened.
public final class KeyExport {

  private final VaultSession session;

  /// Exports out of this vault, which stays the caller's.
  public KeyExport(VaultSession session) {
    this.session = session;
  }

  /// The public key of a credential as it is by now, in an array of the caller's. Throws
  /// NO_SUCH_CREDENTIAL, FORM_UNFIT where the credential has none, or the form holds something
  /// else, and KEY_NEWER where the form says what the key is for.
  public byte[] publicKey(Credential credential, ExportForm form) throws AppException {
    Credential now = session.present(credential);
    require(now, form, form.part() == ExportForm.Part.PUBLIC);
    byte[] spki = now.key().publicKey().orElseThrow();
    Optional<JwsAlgorithm> only = now.key().description().algorithm();
    if (form == ExportForm.PUBLIC_JWK || form == ExportForm.JWKS) {
      now.key().requireUnderstood(); // they say what the key is for
    }
    return switch (form) {
      case PUBLIC_DER -> spki;
      case PUBLIC_JWK -> line(KeyWriter.publicJwk(spki, only).compact());
      case JWKS -> line(KeyWriter.publicJwks(spki, only).compact());
      default -> KeyWriter.spkiPem(spki).getBytes(StandardCharsets.US_ASCII);
    };
  }

  private static byte[] line(String json) {
    return (json + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// The private key or the secret of a credential as it is by now; the caller closes it. The
  /// confirmation and the passphrase stay the caller's. An encrypted form takes about a second on
  /// purpose: not for a thread that draws.
  ///
  /// Throws FORM_UNFIT, PASSPHRASE_EMPTY, NO_SUCH_CREDENTIAL, KEY_NEWER, NO_USABLE_KEY where
  /// another copy of the vault lost the key, and what reading the key throws. CONFIRMATION_STALE
  /// where the confirmation is not for this vault as it is now.
  ///
  /// @param passphrase opens what is written, for the forms that are encrypted; in UTF-8
  public SecretBytes secretPart(
      Confirmation confirmation,
      Credential credential,
      ExportForm form,
      Optional<SecretBytes> passphrase)
      throws FaultException {
    requireCurrent(confirmation);
    Credential now = session.present(credential);
    now.key().requireUnderstood();
    require(now, form, form.part() != ExportForm.Part.PUBLIC);
    if (form.isEncrypted() && passphrase.filter(given -> given.length() > 0).isEmpty()) {
      throw new AppException(AppException.Kind.PASSPHRASE_EMPTY, Map.of());
    }
    if (!session.keys().has(now)) {
      throw new AppException(AppException.Kind.NO_USABLE_KEY, Map.of());
    }
    try (SecretBytes stored = session.vault().secret(now.id(), CredentialRecord.SECRET)) {
      return form.part() == ExportForm.Part.SECRET
          ? secret(now.key(), stored, form)
          : privateKey(now, stored, form, passphrase);
    }
  }

  private void requireCurrent(Confirmation confirmation) throws AppException {
    if (session.access().ways().stream().noneMatch(w -> w.slot().equals(confirmation.slot()))) {
      throw new AppException(AppException.Kind.CONFIRMATION_STALE, Map.of());
    }
  }

  private static void require(Credential credential, ExportForm form, boolean rightPart)
      throws AppException {
    if (!rightPart || !form.fits(credential.key())) {
      throw new AppException(
          AppException.Kind.FORM_UNFIT,
          Map.of(
              "name",
              credential.name(),
              "format",
              form.format(),
              "known",
              ExportForm.of(credential.key()).stream()
                  .map(ExportForm::format)
                  .distinct()
                  .toList()));
    }
  }

  private static SecretBytes privateKey(
      Credential credential, SecretBytes pkcs8, ExportForm form, Optional<SecretBytes> passphrase)
      throws FaultException {
    return switch (form) {
      case ENCRYPTED_PEM ->
          KeyWriter.encryptedPkcs8Pem(pkcs8, passphrase.orElseThrow(), KeySealing.PBKDF2);
      case ENCRYPTED_DER ->
          KeyWriter.encryptedPkcs8(pkcs8, passphrase.orElseThrow(), KeySealing.PBKDF2);
      case PKCS12 -> KeyWriter.pkcs12(pkcs8, passphrase.orElseThrow(), credential.name());
      case PRIVATE_DER -> pkcs8.copy();
      case PKCS1_PEM -> KeyWriter.pkcs1Pem(pkcs8);
      case PKCS1_DER -> KeyWriter.pkcs1(pkcs8);
      case PRIVATE_JWK -> KeyWriter.privateJwk(pkcs8, credential.key().description().algorithm());
      default -> KeyWriter.pkcs8Pem(pkcs8);
    };
  }

  private static SecretBytes secret(StoredKey key, SecretBytes text, ExportForm form)
      throws FaultException {
    if (form == ExportForm.SECRET_TEXT) {
      return text.copy();
    }
    SecretEncoding encoding = key.description().encoding().orElse(SecretEncoding.UTF8);
    try (SecretBytes bytes = encoding.decode(text)) {
      return switch (form) {
        case SECRET_JWK -> KeyWriter.secretJwk(bytes, key.description().algorithm());
        case SECRET_BASE64 -> written(bytes, Base64.getEncoder()::encode);
        case SECRET_BASE64URL -> written(bytes, Base64.getUrlEncoder().withoutPadding()::encode);
        case SECRET_HEX -> written(bytes, KeyExport::hex);
        default -> bytes.copy();
      };
    }
  }

  private static SecretBytes written(SecretBytes bytes, UnaryOperator<byte[]> encoder) {
    return bytes.lend(lent -> SecretBytes.take(encoder.apply(lent)));
  }

  private static byte[] hex(byte[] bytes) {
    byte[] hex = new byte[2 * bytes.length];
    HexFormat digits = HexFormat.of();
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = (byte) digits.toHighHexDigit(bytes[i]);
      hex[2 * i + 1] = (byte) digits.toLowHexDigit(bytes[i]);
    }
    return hex;
  }
}
