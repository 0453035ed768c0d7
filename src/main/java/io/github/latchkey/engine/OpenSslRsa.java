package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/// RSASSA-PKCS1-v1_5 by the system's OpenSSL, which signs four times as fast as the JDK and
/// verifies three times as fast (figures in `engine.md`).
///
/// What it makes is verified with the public key, which OpenSSL has from us on its own: a fault of
/// the machine gives nothing away. The first signatures are verified by the JDK as well, so that a
/// library that does something else makes no token.
///
/// The key lies in OpenSSL's memory until this is closed, and is wiped there then. Safe for use by
/// several threads: closing waits for signatures that are being made, and later ones are refused.
final class OpenSslRsa extends Algorithm implements AutoCloseable {

  private static final byte[] DOT = {'.'};

  /// How many signatures the JDK verifies too.
  private static final int FIRST = 16;

  private final OpenSsl openSsl;
  private final MemorySegment key;
  private final MemorySegment publicKey;
  private final JwsAlgorithm name;
  private final int length;
  private final Algorithm jdk;

  /// Those that no thread signs with just now; at most as many as there were threads at once.
  private final Queue<OpenSslContext> contexts = new ConcurrentLinkedQueue<>();

  private final AtomicLong verifiedByTheJdk = new AtomicLong();
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private boolean closed; // under `use`

  private OpenSslRsa(
      OpenSsl openSsl,
      MemorySegment key,
      MemorySegment publicKey,
      JwsAlgorithm name,
      int length,
      Algorithm jdk) {
    super(name.name(), "RSA by OpenSSL");
    this.openSsl = openSsl;
    this.key = key;
    this.publicKey = publicKey;
    this.name = name;
    this.length = length;
    this.jdk = jdk;
  }

  /// The same as `jdk`, signing by OpenSSL; empty where that cannot be had or will not take the
  /// key.
  static Optional<OpenSslRsa> of(RsaNumbers numbers, JwsAlgorithm name, Algorithm jdk) {
    return OpenSsl.ofTheSystem()
        .flatMap(openSsl -> of(openSsl, numbers, name, jdk))
        .filter(OpenSslRsa::takesTheKey);
  }

  private static Optional<OpenSslRsa> of(
      OpenSsl openSsl, RsaNumbers numbers, JwsAlgorithm name, Algorithm jdk) {
    int length = (numbers.known().n().bitLength() + 7) / 8;
    Optional<MemorySegment> publicKey = OpenSslKey.of(openSsl, numbers.known());
    Optional<OpenSslRsa> loaded = Optional.empty();
    try {
      loaded =
          publicKey.flatMap(
              half ->
                  OpenSslKey.of(openSsl, numbers)
                      .map(key -> new OpenSslRsa(openSsl, key, half, name, length, jdk)));
      return loaded;
    } finally {
      if (loaded.isEmpty()) {
        publicKey.ifPresent(half -> free(openSsl, half));
      }
    }
  }

  private static void free(OpenSsl openSsl, MemorySegment key) {
    try {
      openSsl.freeKey.invokeExact(key);
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }

  /// Whether it signs with this key and verifies that, else it is closed: there are keys that
  /// OpenSSL loads and signs with, and does not verify with, such as one of more than 3072 bits
  /// whose exponent has more than 64 (OPENSSL_RSA_MAX_PUBEXP_BITS of rsa.h).
  private boolean takesTheKey() {
    boolean takes = false;
    try {
      takes =
          with(context -> context.sign(DOT).filter(own -> context.verify(own, DOT)).isPresent());
    } catch (IllegalStateException notEvenLoaded) {
      // The JDK may take it.
    } finally {
      if (!takes) {
        close();
      }
    }
    return takes;
  }

  @Override
  public void verify(DecodedJWT token) {
    if (verifiedByTheJdk.getAndIncrement() < FIRST) {
      jdk.verify(token);
    }
    byte[] signature = Base64.getUrlDecoder().decode(token.getSignature());
    byte[] header = token.getHeader().getBytes(StandardCharsets.US_ASCII);
    byte[] payload = token.getPayload().getBytes(StandardCharsets.US_ASCII);
    if (!with(context -> context.verify(signature, header, DOT, payload))) {
      throw new SignatureVerificationException(this);
    }
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
    return with(context -> context.sign(pieces))
        .orElseThrow(() -> new SignatureGenerationException(this, null));
  }

  private <R> R with(Function<OpenSslContext, R> work) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("this key was closed");
      }
      OpenSslContext context =
          Optional.ofNullable(contexts.poll())
              .orElseGet(() -> OpenSslContext.of(openSsl, key, publicKey, name, length));
      try {
        return work.apply(context);
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
        free(openSsl, key);
        free(openSsl, publicKey);
      }
    } finally {
      use.writeLock().unlock();
    }
  }
}
