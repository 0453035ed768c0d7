package io.github.latchkey.engine.keys;

import io.github.latchkey.secret.SecretBytes;

/// The key itself, in the form that is stored. Whoever holds it closes it.
public sealed interface KeyMaterial extends AutoCloseable {

  /// Wipes what is secret. A second call does nothing.
  @Override
  void close();

  /// A secret as it was written; `encoding.decode(text)` gives the bytes of the key.
  record SecretText(SecretBytes text, SecretEncoding encoding) implements KeyMaterial {
    @Override
    public void close() {
      text.close();
    }
  }

  /// A private key as unencrypted PKCS#8 (RFC 5958) and its public half as SubjectPublicKeyInfo,
  /// both in DER and always the same bytes for the same key. The array is copied in and out.
  record PrivateKey(SecretBytes pkcs8, byte[] spki) implements KeyMaterial {
    public PrivateKey {
      spki = spki.clone();
    }

    @Override
    public byte[] spki() {
      return spki.clone();
    }

    @Override
    public void close() {
      pkcs8.close();
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
      return "PrivateKey";
    }
  }

  /// A public key as SubjectPublicKeyInfo in DER. The array is copied in and out.
  record PublicKey(byte[] spki) implements KeyMaterial {
    public PublicKey {
      spki = spki.clone();
    }

    @Override
    public byte[] spki() {
      return spki.clone();
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "PublicKey";
    }
  }
}
