package io.github.latchkey.engine.keys;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The ciphers that key files are encrypted with, as JCA knows them.
enum CipherKind {
  AES_128_CBC("2.16.840.1.101.3.4.1.2", "AES/CBC/PKCS5Padding", 16),
  AES_192_CBC("2.16.840.1.101.3.4.1.22", "AES/CBC/PKCS5Padding", 24),
  AES_256_CBC("2.16.840.1.101.3.4.1.42", "AES/CBC/PKCS5Padding", 32),
  DES_EDE3_CBC("1.2.840.113549.3.7", "DESede/CBC/PKCS5Padding", 24),
  DES_CBC("1.3.14.3.2.7", "DES/CBC/PKCS5Padding", 8),
  RC2_40_CBC("", "RC2/CBC/PKCS5Padding", 5),
  RC2_64_CBC("", "RC2/CBC/PKCS5Padding", 8),
  RC2_128_CBC("", "RC2/CBC/PKCS5Padding", 16);

  private final String identifier;
  private final String transformation;
  private final int keyBytes;

  CipherKind(String identifier, String transformation, int keyBytes) {
    this.identifier = identifier;
    this.transformation = transformation;
    this.keyBytes = keyBytes;
  }

  /// The cipher of an object identifier in PBES2.
  static Optional<CipherKind> ofIdentifier(String id) {
    return Arrays.stream(values()).filter(kind -> kind.identifier.equals(id)).findFirst();
  }

  /// The cipher of OpenSSL's name, as in DEK-Info: `AES-128-CBC`.
  static Optional<CipherKind> ofOpenssl(String name) {
    return Arrays.stream(values())
        .filter(kind -> !kind.identifier.isEmpty() && kind.name().replace('_', '-').equals(name))
        .findFirst();
  }

  int keyBytes() {
    return keyBytes;
  }

  /// Of a block, and so of the initialisation vector.
  int ivBytes() {
    return isOld() ? 8 : 16;
  }

  /// Whether it should not be used any more.
  boolean isOld() {
    return !transformation.startsWith("AES");
  }

  /// The plain bytes, which the caller wipes. A wrong key is a BadPaddingException, or bytes that
  /// are not what they should be.
  byte[] decrypt(byte[] key, byte[] iv, byte[] encrypted) throws GeneralSecurityException {
    AlgorithmParameterSpec parameters =
        transformation.startsWith("RC2")
            ? new RC2ParameterSpec(8 * keyBytes, iv)
            : new IvParameterSpec(iv);
    return decrypt(transformation, key, parameters, encrypted);
  }

  /// The same for a stream or a whole number of blocks: `AES/CTR/NoPadding`.
  static byte[] decryptPlain(String transformation, byte[] key, byte[] iv, byte[] encrypted)
      throws GeneralSecurityException {
    return decrypt(
        transformation,
        key,
        transformation.contains("GCM") ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv),
        encrypted);
  }

  private static byte[] decrypt(
      String transformation, byte[] key, AlgorithmParameterSpec parameters, byte[] encrypted)
      throws GeneralSecurityException {
    String name = transformation.substring(0, transformation.indexOf('/'));
    Cipher cipher = Cipher.getInstance(transformation);
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, name), parameters);
    return cipher.doFinal(encrypted);
  }
}
