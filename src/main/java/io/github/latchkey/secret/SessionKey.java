package io.github.latchkey.secret;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// The key under which the secrets of this process lie in its memory: 32 random bytes in a page of
/// their own, locked where the system allows it, never on the heap but for the moment in which they
/// are made.
///
/// So what is swapped, hibernated in part, or found in a heap dump is of no use without this one
/// page.
public final class SessionKey {

  private static final int LENGTH = 32;
  private static final MemorySegment KEY = ProtectedMemory.allocate(LENGTH, Arena.global());
  private static final boolean LOCKED = ProtectedMemory.lock(KEY);
  private static final AtomicLong NONCES = new AtomicLong();

  static {
    byte[] random = new byte[LENGTH];
    new SecureRandom().nextBytes(random);
    MemorySegment.copy(random, 0, KEY, ValueLayout.JAVA_BYTE, 0, LENGTH);
    Arrays.fill(random, (byte) 0);
  }

  private SessionKey() {}

  /// Whether the system keeps the page out of swap; a limit (`ulimit -l`) may forbid it.
  public static boolean isLocked() {
    return LOCKED;
  }

  /// A number that no other secret of this process has: 2^64 of them do not run out.
  static long nonce() {
    return NONCES.getAndIncrement();
  }

  /// Encrypts or decrypts: adds the key stream of this nonce, from this byte on, to the source.
  static void apply(long nonce, long position, MemorySegment source, MemorySegment target) {
    KeyStream.add(KEY, nonce, position, source, target);
  }
}
