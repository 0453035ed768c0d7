package io.github.latchkey.engine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Gives an RSA key to OpenSSL number by number (EVP_PKEY_fromdata(3)), which copies each once,
/// into memory that it wipes when the key is freed. Its decoder of DER would leave a copy unwiped.
final class OpenSslKey {

  /// EVP_PKEY_KEYPAIR and EVP_PKEY_PUBLIC_KEY of evp.h.
  private static final int KEY_PAIR = 0x87;

  private static final int PUBLIC_KEY = 0x86;

  /// OSSL_PARAM_UNSIGNED_INTEGER of core.h.
  private static final int UNSIGNED = 2;

  /// OSSL_PARAM(3).
  private static final MemoryLayout PARAMETER =
      MemoryLayout.structLayout(
          ADDRESS.withName("key"),
          JAVA_INT.withName("type"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("data"),
          JAVA_LONG.withName("size"),
          JAVA_LONG.withName("returned"));

  private record Parameter(String name, BigInteger value) {}

  private OpenSslKey() {}

  /// An EVP_PKEY of these numbers, to be freed by the caller; empty where OpenSSL refuses them.
  static Optional<MemorySegment> of(OpenSsl openSsl, RsaNumbers numbers) {
    return of(openSsl, named(numbers), KEY_PAIR);
  }

  /// The same of a public key.
  static Optional<MemorySegment> of(OpenSsl openSsl, RsaPublicNumbers numbers) {
    return of(openSsl, named(numbers), PUBLIC_KEY);
  }

  private static Optional<MemorySegment> of(
      OpenSsl openSsl, List<Parameter> numbers, int selection) {
    try (Arena arena = Arena.ofConfined()) {
      List<MemorySegment> secrets = new ArrayList<>();
      try {
        return of(openSsl, parameters(arena, numbers, secrets), selection, arena);
      } finally {
        secrets.forEach(secret -> secret.fill((byte) 0));
      }
    }
  }

  private static List<Parameter> named(RsaPublicNumbers numbers) {
    return List.of(new Parameter("n", numbers.n()), new Parameter("e", numbers.e()));
  }

  /// The names of EVP_PKEY-RSA(7).
  private static List<Parameter> named(RsaNumbers numbers) {
    return List.of(
        new Parameter("n", numbers.known().n()),
        new Parameter("e", numbers.known().e()),
        new Parameter("d", numbers.d()),
        new Parameter("rsa-factor1", numbers.p()),
        new Parameter("rsa-factor2", numbers.q()),
        new Parameter("rsa-exponent1", numbers.crt().dP()),
        new Parameter("rsa-exponent2", numbers.crt().dQ()),
        new Parameter("rsa-coefficient1", numbers.crt().coefficient()));
  }

  private static MemorySegment parameters(
      Arena arena, List<Parameter> parameters, List<MemorySegment> secrets) {
    long size = PARAMETER.byteSize();
    MemorySegment list = arena.allocate(PARAMETER, parameters.size() + 1L); // ends with zeros
    for (int i = 0; i < parameters.size(); i++) {
      MemorySegment number = number(arena, parameters.get(i).value());
      secrets.add(number);
      MemorySegment parameter = list.asSlice(i * size, size);
      parameter.set(ADDRESS, 0, arena.allocateFrom(parameters.get(i).name()));
      parameter.set(JAVA_INT, 8, UNSIGNED);
      parameter.set(ADDRESS, 16, number);
      parameter.set(JAVA_LONG, 24, number.byteSize());
    }
    return list;
  }

  /// In the processor's order of bytes, as OSSL_PARAM wants it.
  private static MemorySegment number(Arena arena, BigInteger value) {
    byte[] bytes = value.toByteArray();
    try {
      MemorySegment number = arena.allocate(bytes.length);
      boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      for (int i = 0; i < bytes.length; i++) {
        number.set(JAVA_BYTE, i, bytes[little ? bytes.length - 1 - i : i]);
      }
      return number;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static Optional<MemorySegment> of(
      OpenSsl openSsl, MemorySegment parameters, int selection, Arena arena) {
    try {
      MemorySegment none = MemorySegment.NULL;
      var context =
          (MemorySegment) openSsl.contextOfName.invokeExact(none, arena.allocateFrom("RSA"), none);
      try {
        MemorySegment key = arena.allocate(ADDRESS);
        boolean made =
            context.address() != 0
                && (int) openSsl.startKey.invokeExact(context) == 1
                && (int) openSsl.makeKey.invokeExact(context, key, selection, parameters) == 1;
        return made ? Optional.of(key.get(ADDRESS, 0)) : Optional.empty();
      } finally {
        openSsl.freeContext.invokeExact(context);
      }
    } catch (Throwable unforeseen) {
      throw OpenSsl.failed(unforeseen);
    }
  }
}
