package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.Certificate;

/// PKCS#12 (RFC 7292): the keys and certificates of its bags.
///
/// Read with neither provider's key store: the JDK's throws NullPointerException at some files and
/// calls others empty, and both derive keys before anybody has looked at what that costs.
final class Pkcs12File {

  /// The longest file, in bytes.
  static final int LONGEST = 4 << 20;

  private static final String CONTAINER = "PKCS#12";
  private static final int DEEPEST = 4;

  private final KeyPlace place;
  private final Unlocking unlocking;
  private final List<FoundKey> keys = new ArrayList<>();
  private int elements;

  private Pkcs12File(KeyPlace place, Unlocking unlocking) {
    this.place = place;
    this.unlocking = unlocking;
  }

  /// Whether the bytes begin as such a file does: a sequence with the number 3 in front.
  static boolean mayBe(byte[] start) {
    for (int i = 2; i + 2 < Math.min(start.length, 9); i++) {
      if (start[0] == 0x30 && start[i] == 2 && start[i + 1] == 1 && start[i + 2] == 3) {
        return true;
      }
    }
    return false;
  }

  /// The objects of a file, at most one more than a file may have; its bytes stay the caller's.
  static List<FoundKey> read(byte[] der, KeyPlace place, Unlocking unlocking) {
    var file = new Pkcs12File(place, unlocking);
    try {
      file.read(Pfx.getInstance(der));
      return file.keys.isEmpty()
          ? List.of(FoundKey.refused(Role.OTHER, KeyFaults.type("PKCS#12 without a key")))
          : file.keys;
    } catch (UnreadableKey unreadable) {
      return file.failed(unreadable.problem());
    } catch (IOException | GeneralSecurityException | RuntimeException notThatForm) {
      return file.failed(place.damaged());
    }
  }

  private List<FoundKey> failed(KeyProblem problem) {
    keys.forEach(FoundKey::close);
    return List.of(FoundKey.refused(Role.PRIVATE, problem));
  }

  private void read(Pfx file) throws UnreadableKey, IOException, GeneralSecurityException {
    ContentInfo outer = file.getAuthSafe();
    if (!outer.getContentType().equals(PKCSObjectIdentifiers.data)) {
      throw KeyFaults.encryption(ObjectNames.of(outer.getContentType()));
    }
    byte[] content = ASN1OctetString.getInstance(outer.getContent()).getOctets();
    if (file.getMacData() == null) {
      unlocking.note(KeyOddity.NO_MAC);
    } else if (!Pkcs12Mac.fits(file.getMacData(), content, unlocking)) {
      throw Unlocking.wrong();
    }
    for (ASN1Encodable safe : sequence(content)) {
      readSafe(ContentInfo.getInstance(safe));
    }
  }

  private void readSafe(ContentInfo safe)
      throws UnreadableKey, IOException, GeneralSecurityException {
    if (safe.getContentType().equals(PKCSObjectIdentifiers.data)) {
      readBags(sequence(ASN1OctetString.getInstance(safe.getContent()).getOctets()), 0);
    } else if (safe.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
      var encrypted = EncryptedData.getInstance(safe.getContent());
      byte[] plain =
          PasswordEncryption.open(
              encrypted.getEncryptionAlgorithm(), encrypted.getContent().getOctets(), unlocking);
      try {
        readBags(openedSequence(plain), 0);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } else {
      throw KeyFaults.encryption(ObjectNames.of(safe.getContentType()));
    }
  }

  /// What a wrong passphrase leaves is seldom a sequence.
  private ASN1Sequence openedSequence(byte[] plain) throws UnreadableKey {
    try {
      return sequence(plain);
    } catch (IOException | RuntimeException notOpened) {
      throw Unlocking.wrong();
    }
  }

  private void readBags(ASN1Sequence bags, int depth)
      throws UnreadableKey, IOException, GeneralSecurityException {
    for (ASN1Encodable element : bags) {
      if (keys.size() <= PemScanner.MOST_BLOCKS) {
        readBag(SafeBag.getInstance(element), depth);
      }
    }
  }

  private void readBag(SafeBag bag, int depth)
      throws UnreadableKey, IOException, GeneralSecurityException {
    var type = bag.getBagId();
    if (type.equals(PKCSObjectIdentifiers.keyBag)) {
      keys.add(
          PrivateKeyForm.read(PrivateKeyInfo.getInstance(bag.getBagValue()), CONTAINER, place));
    } else if (type.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
      readShrouded(EncryptedPrivateKeyInfo.getInstance(bag.getBagValue()));
    } else if (type.equals(PKCSObjectIdentifiers.certBag)) {
      readCertificate(CertBag.getInstance(bag.getBagValue()));
    } else if (type.equals(PKCSObjectIdentifiers.safeContentsBag) && depth < DEEPEST) {
      readBags(ASN1Sequence.getInstance(bag.getBagValue()), depth + 1);
    }
  }

  private void readShrouded(EncryptedPrivateKeyInfo shrouded)
      throws UnreadableKey, GeneralSecurityException {
    byte[] plain =
        PasswordEncryption.open(
            shrouded.getEncryptionAlgorithm(), shrouded.getEncryptedData(), unlocking);
    try {
      if (!DerShape.of(plain).filter(shape -> shape == DerShape.PKCS8).isPresent()) {
        throw Unlocking.wrong();
      }
      keys.add(PrivateKeyForm.read(PrivateKeyInfo.getInstance(plain), CONTAINER, place));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// A certificate whose key is of no use here is one of the chain's, and left aside.
  private void readCertificate(CertBag bag) throws IOException {
    try {
      byte[] der = counted(ASN1OctetString.getInstance(bag.getCertValue()).getOctets());
      keys.add(
          DerKeyReader.certificate(
              Certificate.getInstance(der), new KeyPlace(CONTAINER, place.line(), place.label())));
    } catch (UnreadableKey unusable) {
      keys.add(FoundKey.refused(Role.CERTIFICATE, unusable.problem()));
    }
  }

  private ASN1Sequence sequence(byte[] der) throws IOException {
    return ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(counted(der)));
  }

  /// The same bytes, where they and all before them are no more than a file may have.
  private byte[] counted(byte[] der) throws IOException {
    elements += DerBounds.elements(der).orElse(DerBounds.MOST_ELEMENTS + 1);
    if (elements > DerBounds.MOST_ELEMENTS) {
      throw new IOException("more than any key file has");
    }
    return der;
  }
}
