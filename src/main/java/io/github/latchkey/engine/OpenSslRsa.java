package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// RSASSA-PKCS1-v1_5 by the system's OpenSSL, which signs four times as fast as the JDK (figures in
/// `engine.md`). What it makes is verified by the JDK, as every signature is.
///
/// The key lies in OpenSSL's memory until this is closed, and is wiped there then. Safe for use by
/// several threads: closing waits for signatures that are being made, and later ones are refused.
final class OpenSslRsa extends Algorithm implements AutoCloseable {

  private static final byte[] DOT = {'.'};

  private final OpenSsl openSsl;
  private final MemorySegment key;
  private final JwsAlgorithm name;
  private final int length;
  private final Algorithm verifying;

  /// Those that no thread signs with just now; at most as many as there were threads at once.
  private final Queue<OpenSslContext> contexts = new ConcurrentLinkedQueue<>();

  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed; // under `use`

  private OpenSslRsa(
      OpenSsl openSsl, MemorySegment key, JwsAlgorithm name, int length, Algorithm verifying) {
    super(name.name(), "RSA by OpenSSL");
    this.openSsl = openSsl;
    this.key = key;
    this.name = name;
    this.length = length;
    this.verifying = verifying;
  }

  /// The same as `jdk`, signing by OpenSSL; empty where that cannot be had or will not take the
  /// key.
  static Optional<OpenSslRsa> of(RsaNumbers numbers, JwsAlgorithm name, Algorithm jdk) {
    int length = (numbers.known().n().bitLength() + 7) / 8;
    return OpenSsl.ofTheSystem()
        .flatMap(
            openSsl ->
                OpenSslKey.of(openSsl, numbers)
                    .map(key -> new OpenSslRsa(openSsl, key, name, length, jdk)));
  }

  @Override
  public void verify(DecodedJWT token) {
    verifying.verify(token);
  }

  @Override
  public byte[] sign(byte[] content) {
    return signature(content);
  }

  @Override
  public byte[] sign(byte[] header, byte[] payload) {
    return signature(header, DOT, payload);
  }

  private byte[] signature(byte[]... pieces) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this key was closed");
      }
      OpenSslContext context =
          Optional.ofNullable(contexts.poll())
              .orElseGet(() -> OpenSslContext.of(openSsl, key, name, length));
      try {
        return context.sign(pieces).orElseThrow(() -> new SignatureGenerationException(this, null));
      } finally {
        contexts.add(context);
      }
    } finally {
      use.readLock().unlock();
    }
  }

  /// How many threads sign at this moment.
  int signing() {
    return use.getReadLockCount();
  }

  /// Wipes OpenSSL's copy of the key. A second call does nothing.
  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        contexts.forEach(OpenSslContext::close);
        openSsl.freeKey.invokeExact(key);
      }
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    } finally {
      use.writeLock().unlock();
    }
  }
}
