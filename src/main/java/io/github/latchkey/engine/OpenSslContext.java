package io.github.latchkey.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// What one thread at a time signs and verifies with, RSASSA-PKCS1-v1_5 (EVP_PKEY_sign(3),
/// EVP_PKEY_verify(3)): making it costs more than what it adds to a signature, so that it is kept
/// for the next one.
final class OpenSslContext implements AutoCloseable {

  /// RSA_PKCS1_PADDING of rsa.h.
  private static final int PKCS1 = 1;

  private static final int LONGEST_HASH = 64;

  private final OpenSsl openSsl;
  private final MemorySegment signing;
  private final MemorySegment verifying;
  private final MessageDigest digest;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment hash = arena.allocate(LONGEST_HASH);
  private final MemorySegment signature;
  private final MemorySegment size = arena.allocate(JAVA_LONG);

  private OpenSslContext(
      OpenSsl openSsl,
      MemorySegment signing,
      MemorySegment verifying,
      MessageDigest digest,
      int length) {
    this.openSsl = openSsl;
    this.signing = signing;
    this.verifying = verifying;
    this.digest = digest;
    this.signature = arena.allocate(length);
  }

  /// For a key and its public half; `length` is that of a signature in bytes.
  static OpenSslContext of(
      OpenSsl openSsl, MemorySegment key, MemorySegment half, JwsAlgorithm name, int length) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-" + name.hashBits());
    } catch (NoSuchAlgorithmException everyJdkHasThem) {
      throw new IllegalStateException(everyJdkHasThem);
    }
    MemorySegment signing = context(openSsl, key, openSsl.startSigning, name);
    try {
      MemorySegment verifying = context(openSsl, half, openSsl.startVerifying, name);
      return new OpenSslContext(openSsl, signing, verifying, digest, length);
    } catch (RuntimeException doesNotVerify) {
      free(openSsl, signing);
      throw doesNotVerify;
    }
  }

  private static void free(OpenSsl openSsl, MemorySegment context) {
    try {
      openSsl.freeContext.invokeExact(context);
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  private static MemorySegment context(
      OpenSsl openSsl, MemorySegment key, MethodHandle start, JwsAlgorithm name) {
    MemorySegment hash = openSsl.hash("EVP_sha" + name.hashBits());
    try {
      var context = (MemorySegment) openSsl.contextOfKey.invokeExact(key, MemorySegment.NULL);
      boolean ready =
          context.address() != 0
              && (int) start.invokeExact(context) == 1
              && (int) openSsl.setPadding.invokeExact(context, PKCS1) == 1
              && (int) openSsl.setHash.invokeExact(context, hash) == 1;
      if (!ready) {
        openSsl.freeContext.invokeExact(context);
        throw new IllegalStateException("OpenSSL does not take this key");
      }
      return context;
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  /// The signature over these pieces, one after the other; empty where OpenSSL makes none.
  Optional<byte[]> sign(byte[]... pieces) {
    long hashed = hash(pieces);
    size.set(JAVA_LONG, 0, signature.byteSize());
    try {
      boolean signed = (int) openSsl.sign.invokeExact(signing, signature, size, hash, hashed) == 1;
      return signed && size.get(JAVA_LONG, 0) == signature.byteSize()
          ? Optional.of(signature.toArray(JAVA_BYTE))
          : Optional.empty();
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  /// Whether this is the signature over these pieces.
  boolean verify(byte[] given, byte[]... pieces) {
    if (given.length != signature.byteSize()) {
      return false;
    }
    long hashed = hash(pieces);
    MemorySegment.copy(given, 0, signature, JAVA_BYTE, 0, given.length);
    try {
      return (int)
              openSsl.verify.invokeExact(verifying, signature, signature.byteSize(), hash, hashed)
          == 1;
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  private long hash(byte[]... pieces) {
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    byte[] hashed = digest.digest();
    MemorySegment.copy(hashed, 0, hash, JAVA_BYTE, 0, hashed.length);
    return hashed.length;
  }

  @Override
  public void close() {
    try {
      free(openSsl, signing);
      free(openSsl, verifying);
    } finally {
      arena.close();
    }
  }
}
