package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import javax.crypto.SecretKey;

/// A key that the JDK's ciphers can use without keeping one more copy: they ask for the encoding,
/// expand it and wipe it.
final class LentKey implements SecretKey {

  private static final long serialVersionUID = 1L;

  private final transient SecretBytes bytes;
  private final String algorithm;

  LentKey(SecretBytes bytes, String algorithm) {
    this.bytes = bytes;
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    return bytes.lend(byte[]::clone);
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(LentKey.class.getName());
  }
}
