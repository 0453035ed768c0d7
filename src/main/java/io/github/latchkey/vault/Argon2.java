package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id, version 0x13, 32 bytes out (RFC 9106).
final class Argon2 {

  /// The only version that the format knows.
  static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;

  private static final int OUTPUT = 32;

  private Argon2() {}

  /// The derived bytes, which the caller closes; OUT_OF_MEMORY where the machine has too little.
  static SecretBytes derive(SecretBytes password, byte[] salt, ArgonCost cost)
      throws VaultException {
    try {
      return raw(password, salt, cost.memoryKib(), cost.passes(), cost.lanes());
    } catch (OutOfMemoryError tooMuch) {
      throw VaultException.outOfMemory((long) cost.memoryKib() << 10);
    }
  }

  /// The same with parameters below what a vault may have, for measuring.
  static SecretBytes raw(SecretBytes password, byte[] salt, int memoryKib, int passes, int lanes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(VERSION)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    byte[] derived = new byte[OUTPUT];
    password.lend(bytes -> generator.generateBytes(bytes, derived));
    return SecretBytes.take(derived);
  }
}
