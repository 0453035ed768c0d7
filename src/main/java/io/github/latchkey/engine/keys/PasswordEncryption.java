package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.OlderDerivation.Purpose;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.BadPaddingException;
import javax.crypto.Mac;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// The password encryptions of PKCS#5 (RFC 8018) and PKCS#12 (RFC 7292): PBES2 with PBKDF2 or
/// scrypt, and the older ones that files still have.
final class PasswordEncryption {

  static final ASN1ObjectIdentifier SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");

  private static final int SHA1_BYTES = 20;

  private static final Map<String, String> PSEUDO_RANDOM_FUNCTIONS =
      Map.of(
          "1.2.840.113549.2.7", "HmacSHA1",
          "1.2.840.113549.2.8", "HmacSHA224",
          "1.2.840.113549.2.9", "HmacSHA256",
          "1.2.840.113549.2.10", "HmacSHA384",
          "1.2.840.113549.2.11", "HmacSHA512");

  private static final Map<String, CipherKind> PKCS12 =
      Map.of(
          "1.2.840.113549.1.12.1.3", CipherKind.DES_EDE3_CBC,
          "1.2.840.113549.1.12.1.5", CipherKind.RC2_128_CBC,
          "1.2.840.113549.1.12.1.6", CipherKind.RC2_40_CBC);

  /// Hash and cipher of PBES1.
  private record Pbes1(String hash, CipherKind cipher) {}

  private static final Map<String, Pbes1> PBES1 =
      Map.of(
          "1.2.840.113549.1.5.3", new Pbes1("MD5", CipherKind.DES_CBC),
          "1.2.840.113549.1.5.6", new Pbes1("MD5", CipherKind.RC2_64_CBC),
          "1.2.840.113549.1.5.10", new Pbes1("SHA-1", CipherKind.DES_CBC),
          "1.2.840.113549.1.5.11", new Pbes1("SHA-1", CipherKind.RC2_64_CBC));

  private final Unlocking unlocking;

  private PasswordEncryption(Unlocking unlocking) {
    this.unlocking = unlocking;
  }

  /// The plain bytes, which the caller wipes. Throws GeneralSecurityException or RuntimeException
  /// where the parameters are none.
  static byte[] open(AlgorithmIdentifier scheme, byte[] encrypted, Unlocking unlocking)
      throws UnreadableKey, GeneralSecurityException {
    try {
      return new PasswordEncryption(unlocking).open(scheme, encrypted);
    } catch (BadPaddingException wrongKey) {
      throw Unlocking.wrong();
    }
  }

  /// The name of JCA for the function of this identifier, HMAC-SHA-1 where it is left out.
  static String pseudoRandomFunction(AlgorithmIdentifier function) throws UnreadableKey {
    String name = PSEUDO_RANDOM_FUNCTIONS.get(function.getAlgorithm().getId());
    if (name == null) {
      throw KeyFaults.encryption(ObjectNames.of(function.getAlgorithm()));
    }
    return name;
  }

  private byte[] open(AlgorithmIdentifier scheme, byte[] encrypted)
      throws UnreadableKey, GeneralSecurityException {
    String id = scheme.getAlgorithm().getId();
    if (scheme.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      return pbes2(PBES2Parameters.getInstance(scheme.getParameters()), encrypted);
    }
    if (PKCS12.containsKey(id)) {
      unlocking.note(KeyOddity.LEGACY_ENCRYPTION);
      return pkcs12(PKCS12.get(id), PKCS12PBEParams.getInstance(scheme.getParameters()), encrypted);
    }
    if (PBES1.containsKey(id)) {
      unlocking.note(KeyOddity.LEGACY_ENCRYPTION);
      return pbes1(PBES1.get(id), PBEParameter.getInstance(scheme.getParameters()), encrypted);
    }
    throw KeyFaults.encryption(ObjectNames.of(scheme.getAlgorithm()));
  }

  private byte[] pbes2(PBES2Parameters parameters, byte[] encrypted)
      throws UnreadableKey, GeneralSecurityException {
    ASN1ObjectIdentifier name = parameters.getEncryptionScheme().getAlgorithm();
    CipherKind cipher =
        CipherKind.ofIdentifier(name.getId())
            .orElseThrow(() -> KeyFaults.encryption(ObjectNames.of(name)));
    if (cipher.isOld()) {
      unlocking.note(KeyOddity.LEGACY_ENCRYPTION);
    }
    byte[] iv =
        ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters()).getOctets();
    AlgorithmIdentifier derivation =
        AlgorithmIdentifier.getInstance(parameters.getKeyDerivationFunc());
    byte[] key = derive(derivation, cipher.keyBytes());
    return wipingKey(cipher, key, iv, encrypted);
  }

  private byte[] derive(AlgorithmIdentifier derivation, int length)
      throws UnreadableKey, GeneralSecurityException {
    if (derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      return pbkdf2(PBKDF2Params.getInstance(derivation.getParameters()), length, unlocking);
    }
    if (!derivation.getAlgorithm().equals(SCRYPT)) {
      throw KeyFaults.encryption(ObjectNames.of(derivation.getAlgorithm()));
    }
    var scrypt = ASN1Sequence.getInstance(derivation.getParameters()); // RFC 7914 section 7.1
    byte[] salt = ASN1OctetString.getInstance(scrypt.getObjectAt(0)).getOctets();
    long cost = number(scrypt, 1);
    long blockSize = number(scrypt, 2);
    long lanes = number(scrypt, 3);
    Scrypt.spend(unlocking, salt.length, cost, blockSize, lanes);
    return unlocking.withPassphrase(
        utf8 ->
            Scrypt.derive(
                utf8,
                salt,
                (int) cost,
                (int) blockSize,
                (int) lanes,
                length,
                unlocking.table(Scrypt.words((int) cost, (int) blockSize))));
  }

  private static long number(ASN1Sequence sequence, int index) {
    return ASN1Integer.getInstance(sequence.getObjectAt(index)).longValueExact();
  }

  /// A key of PBKDF2, which the caller wipes.
  static byte[] pbkdf2(PBKDF2Params parameters, int length, Unlocking unlocking)
      throws UnreadableKey, GeneralSecurityException {
    String function = pseudoRandomFunction(parameters.getPrf());
    int blocks = Math.ceilDiv(length, Mac.getInstance(function).getMacLength());
    int iterations = unlocking.spendIterations(parameters.getIterationCount(), blocks);
    byte[] salt = parameters.getSalt();
    return unlocking.withPassphrase(
        utf8 -> Pbkdf2.derive(function, utf8, salt, iterations, length));
  }

  private byte[] pkcs12(CipherKind cipher, PKCS12PBEParams parameters, byte[] encrypted)
      throws UnreadableKey, GeneralSecurityException {
    int blocks = Math.ceilDiv(cipher.keyBytes(), SHA1_BYTES) + 1; // one for the IV
    int iterations = unlocking.spendIterations(parameters.getIterations(), blocks);
    byte[] salt = parameters.getIV();
    byte[] derived =
        unlocking.withPassphrase(
            utf8 -> {
              byte[] bmp = unlocking.pkcs12Password(utf8);
              byte[] key =
                  OlderDerivation.pkcs12(
                      "SHA-1", bmp, salt, iterations, Purpose.KEY, cipher.keyBytes());
              byte[] iv = OlderDerivation.pkcs12("SHA-1", bmp, salt, iterations, Purpose.IV, 8);
              Arrays.fill(bmp, (byte) 0);
              byte[] both = Arrays.copyOf(key, key.length + iv.length);
              System.arraycopy(iv, 0, both, key.length, iv.length);
              Arrays.fill(key, (byte) 0);
              return both;
            });
    return withKeyAndIv(cipher, derived, encrypted);
  }

  private byte[] pbes1(Pbes1 kind, PBEParameter parameters, byte[] encrypted)
      throws UnreadableKey, GeneralSecurityException {
    int iterations = unlocking.spendIterations(parameters.getIterationCount(), 1);
    byte[] salt = parameters.getSalt();
    byte[] derived =
        unlocking.withPassphrase(
            utf8 -> OlderDerivation.pbkdf1(kind.hash(), utf8, salt, iterations));
    return withKeyAndIv(kind.cipher(), derived, encrypted);
  }

  private static byte[] withKeyAndIv(CipherKind cipher, byte[] derived, byte[] encrypted)
      throws GeneralSecurityException {
    byte[] key = Arrays.copyOf(derived, cipher.keyBytes());
    byte[] iv =
        Arrays.copyOfRange(derived, cipher.keyBytes(), cipher.keyBytes() + cipher.ivBytes());
    Arrays.fill(derived, (byte) 0);
    return wipingKey(cipher, key, iv, encrypted);
  }

  private static byte[] wipingKey(CipherKind cipher, byte[] key, byte[] iv, byte[] encrypted)
      throws GeneralSecurityException {
    try {
      return cipher.decrypt(key, iv, encrypted);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
