package io.github.latchkey.engine;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/// Tells the written form of a key from a secret.
///
/// Who takes a public key's text for an HMAC secret lets everyone sign (CVE-2015-9235,
/// CVE-2016-10555, CVE-2024-33663), so bytes of these shapes are never one.
public final class KeyText {

  private static final List<String> OPENSSH =
      List.of("ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-");

  private KeyText() {}

  /// The form that these bytes are written in: `PEM`, `RFC 4716`, `OpenSSH`, `PPK`, `JWK` or `DER`;
  /// empty where they may be a secret. The array is only read.
  public static Optional<String> container(byte[] content) {
    if (isSequence(content)) {
      return Optional.of("DER");
    }
    int start = AsciiSearch.skipBlanks(content);
    if (AsciiSearch.contains(content, "- BEGIN SSH2 ")) {
      return Optional.of("RFC 4716");
    }
    if (AsciiSearch.contains(content, "-BEGIN ")) {
      return Optional.of("PEM");
    }
    if (OPENSSH.stream().anyMatch(word -> AsciiSearch.isAt(content, start, word))) {
      return Optional.of("OpenSSH");
    }
    if (AsciiSearch.isAt(content, start, "PuTTY-User-Key-File-")) {
      return Optional.of("PPK");
    }
    if (AsciiSearch.isAt(content, start, "{")
        && (AsciiSearch.contains(content, "\"kty\"")
            || AsciiSearch.contains(content, "\"keys\""))) {
      return Optional.of("JWK");
    }
    return Optional.empty();
  }

  /// Whether the bytes are exactly one DER or BER sequence. The length is compared first: of random
  /// secrets hardly one in a million gets past it, and none past the parser.
  private static boolean isSequence(byte[] content) {
    if (content.length < 8 || content[0] != 0x30 || !lengthFits(content)) {
      return false;
    }
    try {
      return ASN1Primitive.fromByteArray(content) instanceof ASN1Sequence;
    } catch (IOException | RuntimeException notAsn1) {
      return false;
    }
  }

  private static boolean lengthFits(byte[] content) {
    int first = content[1] & 0xff;
    if (first < 0x80) {
      return content.length == 2 + first;
    }
    int count = first & 0x7f;
    if (count < 1 || count > 3) {
      return false;
    }
    int length = 0;
    for (byte part : Arrays.copyOfRange(content, 2, 2 + count)) {
      length = length << 8 | part & 0xff;
    }
    return content.length == 2 + count + length;
  }
}
