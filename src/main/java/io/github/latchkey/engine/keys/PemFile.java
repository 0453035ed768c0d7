package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.keys.PemKey.Role;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A file of PEM blocks as one key: a pair belongs together, anything else has to be chosen by a
/// person and not by the order in the file.
final class PemFile {

  private final List<PemKey> keys;
  private final ExpectedKey expected;

  private PemFile(List<PemKey> keys, ExpectedKey expected) {
    this.keys = keys;
    this.expected = expected;
  }

  static KeyReading read(byte[] text, ExpectedKey expected) {
    var scanner = new PemScanner(text);
    List<PemBlock> blocks = scanner.scan();
    List<PemKey> keys = blocks.stream().map(PemKeyReader::read).toList();
    boolean legacy = blocks.stream().anyMatch(block -> block.encryption().isPresent());
    blocks.forEach(PemBlock::close);
    KeyReading reading = new PemFile(keys, expected).choose();
    for (PemKey key : keys) {
      if (!key.material().equals(reading.material())) {
        key.close();
      }
    }
    return reading
        .with(scanner.oddities())
        .with(legacy ? List.of(KeyOddity.LEGACY_ENCRYPTION) : List.of());
  }

  private KeyReading choose() {
    Optional<PemKey> signing = keys.stream().filter(PemKey::signs).findFirst();
    if (signing.isPresent()) {
      return pair(signing.get());
    }
    return firstRefused(Role.PRIVATE)
        .or(this::publicKey)
        .or(() -> firstRefused(Role.PUBLIC))
        .or(() -> firstRefused(Role.REQUEST))
        .or(() -> firstRefused(Role.CERTIFICATE))
        .or(() -> firstRefused(Role.OTHER))
        .orElseThrow(() -> new IllegalStateException("a PEM file without a block"));
  }

  /// The private key, if nothing beside it belongs to another one. Of a certificate chain one
  /// certificate has to fit.
  private KeyReading pair(PemKey signing) {
    int privateKeys = distinct(keys.stream().filter(PemKey::signs).toList());
    if (privateKeys > 1) {
      return refused(signing, KeyProblemId.SEVERAL_KEYS, privateKeys);
    }
    boolean strangePublic =
        keys.stream().filter(PemKey::verifies).anyMatch(key -> !samePublic(key, signing));
    List<PemKey> certificates =
        keys.stream().filter(k -> k.role() == Role.CERTIFICATE && k.spki().isPresent()).toList();
    boolean strangeChain =
        !certificates.isEmpty() && certificates.stream().noneMatch(k -> samePublic(k, signing));
    if (strangePublic || strangeChain) {
      int publicKeys = keys.stream().anyMatch(PemKey::verifies) ? distinct(publicKeys()) : 1;
      return refused(signing, KeyProblemId.PAIR_MISMATCH, 1 + publicKeys);
    }
    return reading(KeyVerdict.USABLE, signing);
  }

  private Optional<KeyReading> publicKey() {
    List<PemKey> found = publicKeys();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PemKey first = found.getFirst();
    if (distinct(found) > 1) {
      return Optional.of(refused(first, KeyProblemId.SEVERAL_KEYS, distinct(found)));
    }
    if (expected == ExpectedKey.PRIVATE_KEY) {
      long bits = first.description().map(KeyDescription::bits).orElse(0);
      var problem = KeyProblem.of(KeyProblemId.PUBLIC_KEY_ONLY, Map.of("bits", bits));
      return Optional.of(refused(first.description(), problem));
    }
    return Optional.of(reading(KeyVerdict.PUBLIC, first));
  }

  private List<PemKey> publicKeys() {
    return keys.stream().filter(PemKey::verifies).toList();
  }

  private Optional<KeyReading> firstRefused(Role role) {
    return keys.stream()
        .filter(key -> key.role() == role && key.material().isEmpty())
        .findFirst()
        .flatMap(key -> key.problem().map(problem -> refused(key.description(), problem)));
  }

  private static int distinct(List<PemKey> keys) {
    Set<ByteBuffer> seen = new HashSet<>();
    keys.forEach(key -> key.spki().map(ByteBuffer::wrap).ifPresent(seen::add));
    return seen.size();
  }

  private static boolean samePublic(PemKey one, PemKey other) {
    return distinct(List.of(one, other)) == 1;
  }

  private static KeyReading refused(PemKey key, KeyProblemId id, int count) {
    return refused(key.description(), KeyProblem.of(id, Map.of("keys", (long) count)));
  }

  private static KeyReading refused(Optional<KeyDescription> description, KeyProblem problem) {
    return new KeyReading(
        KeyVerdict.REFUSED, description, List.of(), Optional.of(problem), Optional.empty());
  }

  private static KeyReading reading(KeyVerdict verdict, PemKey key) {
    return new KeyReading(verdict, key.description(), List.of(), key.problem(), key.material());
  }
}
