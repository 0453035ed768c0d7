package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.KeyMaterial.PrivateKey;
import io.github.latchkey.secret.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// Keys of one's own, for platforms that ask for the public half of a pair (JaaS) or take a secret.
public enum NewKey {
  /// RSA with a modulus of 2048 bits.
  RSA_2048("RSA", 2048),
  /// RSA with a modulus of 3072 bits.
  RSA_3072("RSA", 3072),
  /// RSA with a modulus of 4096 bits; takes seconds.
  RSA_4096("RSA", 4096),
  /// A key on P-256.
  EC_P256("EC", 256),
  /// A key on P-384.
  EC_P384("EC", 384),
  /// A key on P-521.
  EC_P521("EC", 521),
  /// An Ed25519 key.
  ED25519("Ed25519", 255);

  private static final SecureRandom RANDOM = new SecureRandom();

  /// The JDK asks for random bytes for every number that may be a prime, and for each look at it:
  /// the one place where it can be stopped on its way to a large RSA key.
  private static final SecureRandom CANCELLABLE =
      new SecureRandom() {
        @Override
        public void nextBytes(byte[] bytes) {
          if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
          }
          RANDOM.nextBytes(bytes);
        }
      };

  private final String algorithm;
  private final int bits;

  NewKey(String algorithm, int bits) {
    this.algorithm = algorithm;
    this.bits = bits;
  }

  /// The name on the command line: `rsa-2048`, `ec-p256`, `ed25519`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The kind of this [#id()].
  public static Optional<NewKey> named(String id) {
    return Arrays.stream(values()).filter(key -> key.id().equals(id)).findFirst();
  }

  /// A new pair, checked as one that is read; the caller closes it. Throws CancellationException
  /// soon after its thread was interrupted, which it stays.
  public PrivateKey generate() {
    byte[] encoded = new byte[0];
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits, CANCELLABLE);
      encoded = generator.generateKeyPair().getPrivate().getEncoded();
      FoundKey key =
          PrivateKeyForm.read(PrivateKeyInfo.getInstance(encoded), "PKCS#8 DER", KeyPlace.DER);
      if (key.material().orElse(null) instanceof PrivateKey made) {
        return made;
      }
      throw new IllegalStateException("the JDK made a key that does not hold together");
    } catch (GeneralSecurityException | UnreadableKey everyJdkMakesThem) {
      throw new IllegalStateException("the JDK made no " + algorithm + " key");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /// Random bytes as a secret; the caller closes it.
  public static SecretBytes secret(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return SecretBytes.take(random);
  }

  /// Random bytes as text in this encoding, so that they can be typed into a platform's page; as
  /// base64url where the text itself is the secret. The caller closes it.
  public static SecretBytes secretText(int bytes, SecretEncoding encoding) {
    try (SecretBytes secret = secret(bytes)) {
      return secret.lend(random -> SecretBytes.take(encoded(random, encoding)));
    }
  }

  private static byte[] encoded(byte[] random, SecretEncoding encoding) {
    return switch (encoding) {
      case UTF8, BASE64URL -> Base64.getUrlEncoder().withoutPadding().encode(random);
      case BASE64 -> Base64.getEncoder().encode(random);
      case HEX -> {
        byte[] hex = new byte[2 * random.length];
        for (int i = 0; i < hex.length; i++) {
          int digit = random[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
          hex[i] = (byte) Character.forDigit(digit, 16);
        }
        yield hex;
      }
    };
  }
}
