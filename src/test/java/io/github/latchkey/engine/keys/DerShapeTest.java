package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerShapeTest {

  @ParameterizedTest
  @CsvSource({
    "rsa2048.pkcs8.pem, PKCS8",
    "ec.pkcs8.pem, PKCS8",
    "ed25519.pkcs8.pem, PKCS8",
    "pss.pkcs8.pem, PKCS8",
    "rsa2048.pkcs1.pem, PKCS1_PRIVATE",
    "multiprime.pkcs1.pem, PKCS1_PRIVATE",
    "rsa2048.public.pkcs1.pem, PKCS1_PUBLIC",
    "rsa2048.spki.pem, SPKI",
    "ec.spki.pem, SPKI",
    "encrypted.pkcs8.pem, ENCRYPTED_PKCS8",
    "certificate.pem, CERTIFICATE",
    "request.pem, REQUEST"
  })
  void isToldFromTheContent(String file, DerShape shape) {
    assertEquals(Optional.of(shape), DerShape.of(TestKeys.derOf(file)));
  }

  @Test
  void tellsAPkcs12File() {
    assertEquals(Optional.of(DerShape.PKCS12), DerShape.of(TestKeys.file("bundle.p12")));
  }

  @ParameterizedTest
  @CsvSource({
    "300602010104010a, SEC1",
    "3012020100020101020102020103020104020105, DSA",
    "300d06092a864886f70d010702a0, ''",
    "300d06092a864886f70d010702a000, PKCS7",
    "300f06092a864886f70d010702a0020500, PKCS7",
    "3000, OTHER",
    "3003020101, OTHER",
    "300604010104010a, OTHER",
    "300602010102010a, PKCS1_PUBLIC",
    "3009020101020102020103, OTHER"
  })
  void isToldFromTheFirstElements(String hex, String shape) {
    Optional<String> told = DerShape.of(HexFormat.of().parseHex(hex)).map(DerShape::name);
    assertEquals(shape.isEmpty() ? Optional.empty() : Optional.of(shape), told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "0500", "020101", "30020101", "3003020101ff", "3080", "ffff"})
  void whatIsNotExactlyOneSequenceHasNoShape(String hex) {
    assertTrue(DerShape.of(HexFormat.of().parseHex(hex)).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(DerShape.class)
  void everyLabelPromisesItsOwnShape(DerShape shape) {
    Optional<DerShape> promised = DerShape.promisedBy(shape.label());
    assertEquals(shape == DerShape.OTHER ? Optional.empty() : Optional.of(shape), promised);
  }

  @ParameterizedTest
  @CsvSource({"NEW CERTIFICATE REQUEST, REQUEST", "X509 CERTIFICATE, CERTIFICATE"})
  void oldLabelsPromiseTheSame(String label, DerShape shape) {
    assertEquals(Optional.of(shape), DerShape.promisedBy(label));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DH PARAMETERS", "private key", "OPENSSH PRIVATE KEY"})
  void otherLabelsPromiseNothing(String label) {
    assertTrue(DerShape.promisedBy(label).isEmpty());
  }

  @Property(tries = 500)
  void readsAnyBytesWithoutThrowing(@ForAll @Size(max = 60) byte[] bytes) {
    DerShape.of(bytes);
    byte[] sequence = Arrays.copyOf(bytes, bytes.length + 2);
    System.arraycopy(bytes, 0, sequence, 2, bytes.length);
    sequence[0] = 0x30;
    sequence[1] = (byte) bytes.length;
    DerShape.of(sequence);
  }
}
