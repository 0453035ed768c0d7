package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.OlderDerivation.Purpose;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/// Puts a private key into a PKCS#12 file (RFC 7292).
final class Pkcs12Sealing {

  private static final int MAC_ITERATIONS = 100_000;
  private static final int SALT = 16;
  private static final int HASH = 32;

  private Pkcs12Sealing() {}

  static Pfx sealed(byte[] pkcs8, byte[] passphrase, String name) {
    try {
      var shrouded = PasswordSealing.sealed(pkcs8, passphrase, KeySealing.PBKDF2);
      var friendlyName =
          new DERSequence(
              new ASN1Encodable[] {
                PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERSet(new DERBMPString(name))
              });
      var bag =
          new SafeBag(
              PKCSObjectIdentifiers.pkcs8ShroudedKeyBag, shrouded, new DERSet(friendlyName));
      ContentInfo safe = data(new DERSequence(bag).getEncoded("DER"));
      byte[] content = new DERSequence(safe).getEncoded("DER");
      return new Pfx(data(content), mac(content, passphrase));
    } catch (IOException impossibleInMemory) {
      throw new IllegalStateException("encoding failed");
    }
  }

  private static ContentInfo data(byte[] content) {
    return new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content));
  }

  private static MacData mac(byte[] content, byte[] passphrase) {
    byte[] salt = PasswordSealing.random(SALT);
    try {
      byte[] bmp = OlderDerivation.bmp(passphrase);
      byte[] key = OlderDerivation.pkcs12("SHA-256", bmp, salt, MAC_ITERATIONS, Purpose.MAC, HASH);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      Arrays.fill(bmp, (byte) 0);
      Arrays.fill(key, (byte) 0);
      var algorithm = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
      return new MacData(new DigestInfo(algorithm, mac.doFinal(content)), salt, MAC_ITERATIONS);
    } catch (UnreadableKey interrupted) {
      throw new java.util.concurrent.CancellationException();
    } catch (GeneralSecurityException everyJdkHasThem) {
      throw new IllegalStateException("SHA-256 is missing");
    }
  }
}
