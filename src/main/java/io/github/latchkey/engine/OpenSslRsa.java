package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// RSASSA-PKCS1-v1_5 by the system's OpenSSL, which signs four times as fast as the JDK (figures in
/// `engine.md`). What it makes is verified by the JDK, as every signature is.
///
/// The key lies in OpenSSL's memory until this is closed; it is wiped then, but for a copy of its
/// DER that OpenSSL's decoder frees as it is. Safe for use by several threads: closing waits for
/// signatures that are being made, and later ones are refused.
final class OpenSslRsa extends Algorithm implements AutoCloseable {

  private final OpenSsl openSsl;
  private final MemorySegment key;
  private final MemorySegment hash;
  private final int length;
  private final Algorithm verifying;
  private final ReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed; // under `use`

  private OpenSslRsa(
      OpenSsl openSsl, MemorySegment key, JwsAlgorithm name, int length, Algorithm verifying) {
    super(name.name(), "RSA by OpenSSL");
    this.openSsl = openSsl;
    this.key = key;
    this.hash = openSsl.hash("EVP_sha" + name.hashBits());
    this.length = length;
    this.verifying = verifying;
  }

  /// The same as `jdk`, signing by OpenSSL; empty where that cannot be had or will not take the
  /// key.
  static Optional<OpenSslRsa> of(byte[] pkcs8, JwsAlgorithm name, int bits, Algorithm jdk) {
    return OpenSsl.ofTheSystem()
        .flatMap(
            openSsl ->
                decode(openSsl, pkcs8)
                    .map(key -> new OpenSslRsa(openSsl, key, name, (bits + 7) / 8, jdk)));
  }

  private static Optional<MemorySegment> decode(OpenSsl openSsl, byte[] pkcs8) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, pkcs8);
      try {
        MemorySegment pointer = arena.allocateFrom(ValueLayout.ADDRESS, bytes);
        var key =
            (MemorySegment)
                openSsl.decodeKey.invokeExact(MemorySegment.NULL, pointer, bytes.byteSize());
        return key.address() == 0 ? Optional.empty() : Optional.of(key);
      } finally {
        bytes.fill((byte) 0);
      }
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  @Override
  public void verify(DecodedJWT token) {
    verifying.verify(token);
  }

  @Override
  public byte[] sign(byte[] content) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this key was closed");
      }
      return signature(content);
    } finally {
      use.readLock().unlock();
    }
  }

  private byte[] signature(byte[] content) {
    try (Arena arena = Arena.ofConfined()) {
      var context = (MemorySegment) openSsl.newContext.invokeExact();
      try {
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
        MemorySegment signature = arena.allocate(length);
        MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_LONG, length);
        MemorySegment none = MemorySegment.NULL;
        boolean signed =
            context.address() != 0
                && (int) openSsl.startSigning.invokeExact(context, none, hash, none, key) == 1
                && (int) openSsl.sign.invokeExact(context, signature, size, bytes, bytes.byteSize())
                    == 1;
        if (!signed || size.get(ValueLayout.JAVA_LONG, 0) != length) {
          throw new SignatureGenerationException(this, null);
        }
        return signature.toArray(ValueLayout.JAVA_BYTE);
      } finally {
        openSsl.freeContext.invokeExact(context);
      }
    } catch (SignatureGenerationException refused) {
      throw refused;
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  /// Wipes OpenSSL's copy of the key. A second call does nothing.
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        openSsl.freeKey.invokeExact(key);
      }
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    } finally {
      use.writeLock().unlock();
    }
  }
}
