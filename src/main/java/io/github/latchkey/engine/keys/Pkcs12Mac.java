package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.OlderDerivation.Purpose;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// The check of a PKCS#12 file's integrity: that of RFC 7292 appendix B, or PBMAC1 (RFC 9579).
final class Pkcs12Mac {

  /// JCA's name of a hash and of its HMAC.
  private record Hash(String digest, String hmac) {}

  private static final Map<String, Hash> HASHES =
      Map.of(
          "1.3.14.3.2.26", new Hash("SHA-1", "HmacSHA1"),
          "2.16.840.1.101.3.4.2.4", new Hash("SHA-224", "HmacSHA224"),
          "2.16.840.1.101.3.4.2.1", new Hash("SHA-256", "HmacSHA256"),
          "2.16.840.1.101.3.4.2.2", new Hash("SHA-384", "HmacSHA384"),
          "2.16.840.1.101.3.4.2.3", new Hash("SHA-512", "HmacSHA512"));

  private static final ASN1ObjectIdentifier PBMAC1 =
      PKCSObjectIdentifiers.pkcs_5.branch("14").intern();

  private Pkcs12Mac() {}

  /// Whether the content is what the passphrase's owner wrote. Notes on the way how an empty
  /// passphrase was meant.
  static boolean fits(MacData mac, byte[] content, Unlocking unlocking)
      throws UnreadableKey, GeneralSecurityException {
    AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
    byte[] stated = mac.getMac().getDigest();
    if (algorithm.getAlgorithm().equals(PBMAC1)) {
      return fits(PBMAC1Params.getInstance(algorithm.getParameters()), content, stated, unlocking);
    }
    Hash hash = HASHES.get(algorithm.getAlgorithm().getId());
    if (hash == null) {
      throw KeyFaults.encryption(ObjectNames.of(algorithm.getAlgorithm()));
    }
    int iterations = unlocking.spendIterations(mac.getIterationCount(), 1);
    byte[] salt = mac.getSalt();
    return unlocking.withPassphrase(
        utf8 -> {
          byte[] bmp = OlderDerivation.bmp(utf8);
          boolean fits = MessageDigest.isEqual(stated, mac(hash, bmp, salt, iterations, content));
          Arrays.fill(bmp, (byte) 0);
          if (!fits && utf8.length == 0) {
            unlocking.takeEmptyAsNothing();
            return MessageDigest.isEqual(stated, mac(hash, utf8, salt, iterations, content));
          }
          return fits;
        });
  }

  private static byte[] mac(Hash hash, byte[] bmp, byte[] salt, int iterations, byte[] content)
      throws GeneralSecurityException, UnreadableKey {
    int length = MessageDigest.getInstance(hash.digest()).getDigestLength();
    byte[] key = OlderDerivation.pkcs12(hash.digest(), bmp, salt, iterations, Purpose.MAC, length);
    return mac(hash.hmac(), key, content);
  }

  private static boolean fits(
      PBMAC1Params parameters, byte[] content, byte[] stated, Unlocking unlocking)
      throws UnreadableKey, GeneralSecurityException {
    AlgorithmIdentifier derivation = parameters.getKeyDerivationFunc();
    if (!derivation.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw KeyFaults.encryption(ObjectNames.of(derivation.getAlgorithm()));
    }
    PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(derivation.getParameters());
    int length =
        Optional.ofNullable(pbkdf2.getKeyLength())
            .map(number -> number.intValueExact())
            .filter(number -> number >= 20 && number <= 64) // RFC 9579 section 8
            .orElseThrow(() -> KeyFaults.encryption("PBMAC1"));
    String hmac = PasswordEncryption.pseudoRandomFunction(parameters.getMessageAuthScheme());
    byte[] key = PasswordEncryption.pbkdf2(pbkdf2, length, unlocking);
    return MessageDigest.isEqual(stated, mac(hmac, key, content));
  }

  /// The code; the key is wiped.
  private static byte[] mac(String hmac, byte[] key, byte[] content)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(hmac);
    mac.init(new SecretKeySpec(key, hmac));
    Arrays.fill(key, (byte) 0);
    return mac.doFinal(content);
  }
}
