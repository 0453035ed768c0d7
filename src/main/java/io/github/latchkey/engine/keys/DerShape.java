package io.github.latchkey.engine.keys;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/// What an ASN.1 structure is, told from its outermost elements and not from what somebody wrote
/// above it.
enum DerShape {
  /// RFC 5958 section 2.
  PKCS8("PRIVATE KEY"),
  /// RFC 8017 appendix A.1.2.
  PKCS1_PRIVATE("RSA PRIVATE KEY"),
  /// RFC 8017 appendix A.1.1.
  PKCS1_PUBLIC("RSA PUBLIC KEY"),
  /// RFC 5280 section 4.1.2.7.
  SPKI("PUBLIC KEY"),
  /// RFC 5958 section 3.
  ENCRYPTED_PKCS8("ENCRYPTED PRIVATE KEY"),
  /// RFC 5915 section 3.
  SEC1("EC PRIVATE KEY"),
  /// OpenSSL's form: version and five numbers.
  DSA("DSA PRIVATE KEY"),
  /// RFC 5280 section 4.1.
  CERTIFICATE("CERTIFICATE"),
  /// RFC 2986 section 4.
  REQUEST("CERTIFICATE REQUEST"),
  /// RFC 7292 section 4.
  PKCS12("PKCS12"),
  /// RFC 5652 section 3.
  PKCS7("PKCS7"),
  /// A structure of no key.
  OTHER("");

  private static final int REQUEST_ELEMENTS = 4;

  private final String label;

  DerShape(String label) {
    this.label = label;
  }

  /// The label of its PEM (RFC 7468).
  String label() {
    return label;
  }

  /// What it can contribute to a credential.
  FoundKey.Role role() {
    return switch (this) {
      case PKCS8, PKCS1_PRIVATE, ENCRYPTED_PKCS8, SEC1, DSA -> FoundKey.Role.PRIVATE;
      case PKCS1_PUBLIC, SPKI -> FoundKey.Role.PUBLIC;
      case CERTIFICATE -> FoundKey.Role.CERTIFICATE;
      case REQUEST -> FoundKey.Role.REQUEST;
      case PKCS12, PKCS7, OTHER -> FoundKey.Role.OTHER;
    };
  }

  /// The shape that a label promises; empty for labels of nothing that is known here.
  static Optional<DerShape> promisedBy(String label) {
    return switch (label) {
      case "NEW CERTIFICATE REQUEST" -> Optional.of(REQUEST);
      case "X509 CERTIFICATE" -> Optional.of(CERTIFICATE);
      case "" -> Optional.empty();
      default -> Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst();
    };
  }

  /// The shape of these bytes; empty where they are not exactly one ASN.1 sequence, or one that
  /// nests deeper or has more in it than any key file.
  static Optional<DerShape> of(byte[] der) {
    if (DerBounds.elements(der).isEmpty()) {
      return Optional.empty();
    }
    try {
      return ASN1Primitive.fromByteArray(der) instanceof ASN1Sequence sequence
          ? Optional.of(of(sequence))
          : Optional.empty();
    } catch (IOException | RuntimeException notAsn1) {
      return Optional.empty();
    }
  }

  private static DerShape of(ASN1Sequence sequence) {
    ASN1Encodable[] elements = sequence.toArray();
    if (elements.length < 2) {
      return OTHER;
    }
    return switch (elements[0].toASN1Primitive()) {
      case ASN1Integer version -> startingWithNumber(version, elements);
      case ASN1ObjectIdentifier type -> PKCS7;
      case ASN1Sequence first -> startingWithSequence(first, elements);
      default -> OTHER;
    };
  }

  private static DerShape startingWithNumber(ASN1Integer version, ASN1Encodable[] elements) {
    boolean numbersOnly =
        Arrays.stream(elements).allMatch(e -> e.toASN1Primitive() instanceof ASN1Integer);
    return switch (elements[1].toASN1Primitive()) {
      case ASN1OctetString key -> SEC1;
      case ASN1Sequence content when version.hasValue(3) -> PKCS12;
      case ASN1Sequence algorithm when elements.length >= 3 -> PKCS8;
      case ASN1Integer number when elements.length == 2 -> PKCS1_PUBLIC;
      case ASN1Integer number when elements.length == 6 && numbersOnly -> DSA;
      case ASN1Integer number when elements.length >= 9 -> PKCS1_PRIVATE;
      default -> OTHER;
    };
  }

  private static DerShape startingWithSequence(ASN1Sequence first, ASN1Encodable[] elements) {
    ASN1Primitive second = elements[1].toASN1Primitive();
    if (elements.length == 2) {
      return switch (second) {
        case ASN1BitString key -> SPKI;
        case ASN1OctetString encrypted -> ENCRYPTED_PKCS8;
        default -> OTHER;
      };
    }
    if (elements.length != 3 || !(elements[2].toASN1Primitive() instanceof ASN1BitString)) {
      return OTHER;
    }
    return first.size() <= REQUEST_ELEMENTS ? REQUEST : CERTIFICATE;
  }
}
