package io.github.latchkey.engine;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// What one thread at a time signs with (EVP_PKEY_sign(3)): making it costs more than what it adds
/// to a signature, so that it is kept for the next one.
final class OpenSslContext implements AutoCloseable {

  /// RSA_PKCS1_PADDING of rsa.h.
  private static final int PKCS1 = 1;

  private static final int LONGEST_HASH = 64;

  private final OpenSsl openSsl;
  private final MemorySegment context;
  private final MessageDigest digest;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment hash = arena.allocate(LONGEST_HASH);
  private final MemorySegment signature;
  private final MemorySegment size = arena.allocate(JAVA_LONG);

  private OpenSslContext(OpenSsl openSsl, MemorySegment context, MessageDigest digest, int length) {
    this.openSsl = openSsl;
    this.context = context;
    this.digest = digest;
    this.signature = arena.allocate(length);
  }

  /// For RSASSA-PKCS1-v1_5 with this key; `length` is that of a signature.
  static OpenSslContext of(OpenSsl openSsl, MemorySegment key, JwsAlgorithm name, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-" + name.hashBits());
      MemorySegment hash = openSsl.hash("EVP_sha" + name.hashBits());
      var context = (MemorySegment) openSsl.contextOfKey.invokeExact(key, MemorySegment.NULL);
      var made = new OpenSslContext(openSsl, context, digest, length);
      boolean ready =
          context.address() != 0
              && (int) openSsl.startSigning.invokeExact(context) == 1
              && (int) openSsl.setPadding.invokeExact(context, PKCS1) == 1
              && (int) openSsl.setHash.invokeExact(context, hash) == 1;
      if (!ready) {
        made.close();
        throw new IllegalStateException("OpenSSL does not sign with this key");
      }
      return made;
    } catch (NoSuchAlgorithmException everyJdkHasThem) {
      throw new IllegalStateException(everyJdkHasThem);
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  /// The signature over these pieces, one after the other; empty where OpenSSL makes none.
  Optional<byte[]> sign(byte[]... pieces) {
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    byte[] hashed = digest.digest();
    MemorySegment.copy(hashed, 0, hash, JAVA_BYTE, 0, hashed.length);
    size.set(JAVA_LONG, 0, signature.byteSize());
    try {
      boolean signed =
          (int) openSsl.sign.invokeExact(context, signature, size, hash, (long) hashed.length) == 1;
      return signed && size.get(JAVA_LONG, 0) == signature.byteSize()
          ? Optional.of(signature.toArray(JAVA_BYTE))
          : Optional.empty();
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  @Override
  public void close() {
    try {
      openSsl.freeContext.invokeExact(context);
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    } finally {
      arena.close();
    }
  }
}
