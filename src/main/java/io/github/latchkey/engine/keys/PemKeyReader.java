package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.RsaSigningKey;
import io.github.latchkey.engine.RsaVerifyingKey;
import io.github.latchkey.engine.keys.PemKey.Role;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// Turns one PEM block into a key.
///
/// What Bouncy Castle's ASN.1 classes copy out of a private key stays on the heap until it is
/// collected; the arrays made here are wiped.
final class PemKeyReader {

  private static final AlgorithmIdentifier RSA =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
  private static final int SIGNING_BITS = 2048;

  private final PemBlock block;

  private PemKeyReader(PemBlock block) {
    this.block = block;
  }

  /// The key of a block; the block stays the caller's. Never throws.
  static PemKey read(PemBlock block) {
    return new PemKeyReader(block).read();
  }

  private PemKey read() {
    Role promised = promisedRole();
    Optional<PemKey> foreign = foreignContainer(promised);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    if (block.defect().isPresent()) {
      return PemKey.refused(promised, block.defect().get());
    }
    if (block.encryption().isPresent()) {
      return PemKey.refused(promised, encryption(block.encryption().get()));
    }
    Optional<DerShape> shape = DerShape.of(block.der());
    Optional<DerShape> label = DerShape.promisedBy(block.label());
    if (label.isEmpty()) {
      return PemKey.refused(Role.OTHER, unsupported(block.label()));
    }
    if (shape.isEmpty() || shape.get() == DerShape.OTHER) {
      return PemKey.refused(promised, damaged());
    }
    if (!shape.equals(label)) {
      return PemKey.refused(promised, mismatch(shape.get()));
    }
    try {
      return read(shape.get());
    } catch (EngineException unfit) {
      return PemKey.refused(promised, problem(unfit));
    } catch (IOException | RuntimeException notThatStructure) {
      return PemKey.refused(promised, damaged());
    }
  }

  private PemKey read(DerShape shape) throws EngineException, IOException {
    return switch (shape) {
      case PKCS8 -> pkcs8(PrivateKeyInfo.getInstance(block.der()));
      case PKCS1_PRIVATE -> rsa(ASN1Primitive.fromByteArray(block.der()), "PKCS#1 PEM");
      case SPKI -> spki(block.der(), "SPKI PEM");
      case PKCS1_PUBLIC -> {
        var key = new SubjectPublicKeyInfo(RSA, ASN1Primitive.fromByteArray(block.der()));
        yield spki(key.getEncoded("DER"), "PKCS#1 PEM");
      }
      case ENCRYPTED_PKCS8 -> {
        var key = EncryptedPrivateKeyInfo.getInstance(block.der());
        String scheme = ObjectNames.of(key.getEncryptionAlgorithm().getAlgorithm());
        yield PemKey.refused(Role.PRIVATE, encryption(scheme));
      }
      case CERTIFICATE -> certificate(Certificate.getInstance(block.der()));
      case REQUEST -> PemKey.refused(Role.REQUEST, KeyProblem.of(KeyProblemId.CERTIFICATE_REQUEST));
      case SEC1 -> PemKey.refused(Role.PRIVATE, unsupported("EC"));
      case DSA -> PemKey.refused(Role.PRIVATE, unsupported("DSA"));
      case PKCS7, PKCS12 ->
          PemKey.refused(Role.OTHER, container(shape == DerShape.PKCS7 ? "PKCS#7" : "PKCS#12"));
      case OTHER -> PemKey.refused(Role.OTHER, damaged());
    };
  }

  private PemKey pkcs8(PrivateKeyInfo key) throws EngineException, IOException {
    ASN1ObjectIdentifier algorithm = key.getPrivateKeyAlgorithm().getAlgorithm();
    Optional<KeyProblem> notRsa = notRsa(algorithm);
    return notRsa.isPresent()
        ? PemKey.refused(Role.PRIVATE, notRsa.get())
        : rsa(key.parsePrivateKey().toASN1Primitive(), "PKCS#8 PEM");
  }

  private PemKey rsa(ASN1Primitive body, String container) throws EngineException, IOException {
    // Kept as it is: the key class reads negative numbers as positive ones and would hide them.
    RSAPrivateKey key = RSAPrivateKey.getInstance(body);
    if (key.getVersion().signum() != 0) {
      return PemKey.refused(Role.PRIVATE, unsupported("multi-prime RSA"));
    }
    var publicKey = new RSAPublicKey(key.getModulus(), key.getPublicExponent());
    var verifying = RsaVerifyingKey.of(new SubjectPublicKeyInfo(RSA, publicKey).getEncoded("DER"));
    Optional<KeyDescription> description =
        Optional.of(KeyDescription.ofRsa(KeyKind.RSA_PRIVATE, container, verifying));
    SecretBytes pkcs8 = SecretBytes.take(new PrivateKeyInfo(RSA, body).getEncoded("DER"));
    // The arithmetic of RsaSigningKey, before anything is done with the key.
    try (RsaSigningKey signing = RsaSigningKey.of(pkcs8)) {
      byte[] spki = signing.verifyingKey().spki();
      KeyMaterial material = new KeyMaterial.PrivateKey(pkcs8, spki);
      return new PemKey(
          Role.PRIVATE, Optional.of(material), Optional.of(spki), description, Optional.empty());
    } catch (EngineException unfit) {
      pkcs8.close();
      return new PemKey(
          Role.PRIVATE,
          Optional.empty(),
          Optional.empty(),
          description,
          Optional.of(problem(unfit)));
    }
  }

  private PemKey spki(byte[] der, String container) throws EngineException {
    Optional<KeyProblem> notRsa =
        notRsa(SubjectPublicKeyInfo.getInstance(der).getAlgorithm().getAlgorithm());
    if (notRsa.isPresent()) {
      return PemKey.refused(Role.PUBLIC, notRsa.get());
    }
    RsaVerifyingKey key = RsaVerifyingKey.of(der);
    boolean weak = key.bits() < SIGNING_BITS;
    return new PemKey(
        Role.PUBLIC,
        Optional.of(new KeyMaterial.PublicKey(key.spki())),
        Optional.of(key.spki()),
        Optional.of(KeyDescription.ofRsa(KeyKind.RSA_PUBLIC, container, key)),
        weak ? Optional.of(weak(key.bits(), "size")) : Optional.empty());
  }

  private PemKey certificate(Certificate certificate) throws IOException {
    return new PemKey(
        Role.CERTIFICATE,
        Optional.empty(),
        Optional.of(certificate.getSubjectPublicKeyInfo().getEncoded("DER")),
        Optional.empty(),
        Optional.of(KeyProblem.of(KeyProblemId.CERTIFICATE_ONLY)));
  }

  private Role promisedRole() {
    String label = block.label();
    if (label.endsWith("PRIVATE KEY") || label.endsWith("PRIVATE KEY BLOCK")) {
      return Role.PRIVATE;
    }
    if (label.endsWith("PUBLIC KEY") || label.endsWith("PUBLIC KEY BLOCK")) {
      return Role.PUBLIC;
    }
    return label.endsWith("CERTIFICATE") ? Role.CERTIFICATE : Role.OTHER;
  }

  private Optional<PemKey> foreignContainer(Role promised) {
    String label = block.label();
    Optional<String> name =
        label.equals("OPENSSH PRIVATE KEY")
            ? Optional.of("OpenSSH")
            : label.startsWith("SSH2 ")
                ? Optional.of("RFC 4716")
                : label.startsWith("PGP ") ? Optional.of("OpenPGP") : Optional.empty();
    return name.map(container -> PemKey.refused(promised, container(container)));
  }

  private static Optional<KeyProblem> notRsa(ASN1ObjectIdentifier algorithm) {
    if (algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return Optional.of(KeyProblem.of(KeyProblemId.PSS_ONLY));
    }
    return algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
        ? Optional.empty()
        : Optional.of(unsupported(ObjectNames.of(algorithm)));
  }

  private KeyProblem problem(EngineException unfit) {
    return switch (unfit.kind()) {
      case WEAK_KEY ->
          weak((Integer) unfit.facts().get("bits"), (String) unfit.facts().get("reason"));
      case INCONSISTENT_KEY -> KeyProblem.of(KeyProblemId.INCONSISTENT_KEY, unfit.facts());
      case UNUSABLE_KEY ->
          switch ((String) unfit.facts().get("reason")) {
            case "pss-only" -> KeyProblem.of(KeyProblemId.PSS_ONLY);
            case "too-large" -> unsupported("RSA over 16384 bits");
            case "multi-prime" -> unsupported("multi-prime RSA");
            default -> damaged();
          };
      default -> damaged();
    };
  }

  private KeyProblem damaged() {
    return KeyProblem.of(
        KeyProblemId.DAMAGED, Map.of("line", block.line(), "label", block.label()));
  }

  private KeyProblem mismatch(DerShape shape) {
    return KeyProblem.of(
        KeyProblemId.LABEL_MISMATCH,
        Map.of("line", block.line(), "label", block.label(), "expected", shape.label()));
  }

  private static KeyProblem weak(int bits, String reason) {
    return KeyProblem.of(
        KeyProblemId.WEAK_KEY,
        Map.of("bits", (long) bits, "least", (long) SIGNING_BITS, "reason", reason));
  }

  private static KeyProblem unsupported(String type) {
    return KeyProblem.of(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", type));
  }

  private static KeyProblem encryption(String scheme) {
    return KeyProblem.of(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", scheme));
  }

  private static KeyProblem container(String name) {
    return KeyProblem.of(KeyProblemId.UNSUPPORTED_CONTAINER, Map.of("container", name));
  }
}
