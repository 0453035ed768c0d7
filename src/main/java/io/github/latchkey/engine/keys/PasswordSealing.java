package io.github.latchkey.engine.keys;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// Encrypts PKCS#8 with PBES2 (RFC 8018 section 6.2) and AES-256.
final class PasswordSealing {

  static final int ITERATIONS = 600_000;

  private static final int SCRYPT_COST = 1 << 14;
  private static final int SCRYPT_BLOCK = 8;
  private static final int SCRYPT_LANES = 5;
  private static final int KEY = 32;
  private static final int SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordSealing() {}

  static EncryptedPrivateKeyInfo sealed(byte[] pkcs8, byte[] passphrase, KeySealing sealing) {
    byte[] salt = random(SALT);
    byte[] iv = random(SALT);
    try {
      byte[] key =
          switch (sealing) {
            case PBKDF2 -> Pbkdf2.derive("HmacSHA256", passphrase, salt, ITERATIONS, KEY);
            case SCRYPT ->
                Scrypt.derive(passphrase, salt, SCRYPT_COST, SCRYPT_BLOCK, SCRYPT_LANES, KEY);
          };
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      Arrays.fill(key, (byte) 0);
      return new EncryptedPrivateKeyInfo(
          new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters(sealing, salt, iv)),
          cipher.doFinal(pkcs8));
    } catch (UnreadableKey interrupted) {
      throw new java.util.concurrent.CancellationException();
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new IllegalStateException("AES or HMAC is missing");
    }
  }

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static ASN1Encodable parameters(KeySealing sealing, byte[] salt, byte[] iv) {
    return new PBES2Parameters(
        switch (sealing) {
          case PBKDF2 ->
              new KeyDerivationFunc(
                  PKCSObjectIdentifiers.id_PBKDF2,
                  new PBKDF2Params(
                      salt,
                      ITERATIONS,
                      KEY,
                      new AlgorithmIdentifier(
                          PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
          case SCRYPT ->
              new KeyDerivationFunc(
                  new ASN1ObjectIdentifier(PasswordEncryption.SCRYPT.getId()),
                  new DERSequence(
                      new ASN1Encodable[] {
                        new DEROctetString(salt),
                        new ASN1Integer(SCRYPT_COST),
                        new ASN1Integer(SCRYPT_BLOCK),
                        new ASN1Integer(SCRYPT_LANES)
                      }));
        },
        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
  }
}
