package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.FoundKey.Role;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The objects of a file as one key: a pair belongs together, anything else has to be chosen by a
/// person and not by the order in the file.
final class KeyChoice {

  private static final Set<KeyProblemId> OPENS_WITH_A_PASSPHRASE =
      Set.of(KeyProblemId.PASSPHRASE_NEEDED, KeyProblemId.WRONG_PASSPHRASE);

  private final List<FoundKey> keys;
  private final KeyRequest request;

  private KeyChoice(List<FoundKey> keys, KeyRequest request) {
    this.keys = keys;
    this.request = request;
  }

  /// The reading of the keys of a file; those that it does not hand on are closed.
  static KeyReading of(List<FoundKey> keys, KeyRequest request) {
    List<FoundKey> bound = keys.stream().map(key -> bound(key, keys)).toList();
    KeyReading reading = new KeyChoice(bound, request).choose();
    for (FoundKey key : keys) {
      if (!key.material().equals(reading.material())) {
        key.close();
      }
    }
    return reading;
  }

  /// The key with the one algorithm that it is for, wherever in the file that is said of it.
  private static FoundKey bound(FoundKey key, List<FoundKey> keys) {
    Set<JwsAlgorithm> stated = stated(key, keys);
    return stated.size() == 1
        ? key.describedAs(
            key.description().map(known -> known.restrictedTo(stated.iterator().next())))
        : key;
  }

  private static Set<JwsAlgorithm> stated(FoundKey key, List<FoundKey> keys) {
    return keys.stream()
        .filter(other -> other == key || samePublic(other, key))
        .flatMap(same -> same.description().stream())
        .flatMap(known -> known.algorithm().stream())
        .collect(Collectors.toSet());
  }

  /// The public half of each key of a set, and what is refused of it, without its shared secrets;
  /// nothing where no key has a public half, or there are more than a file may have. The keys are
  /// closed.
  static List<KeyReading> publicHalves(List<FoundKey> keys) {
    boolean some = keys.stream().anyMatch(key -> key.spki().isPresent());
    List<KeyReading> readings =
        some && keys.size() <= PemScanner.MOST_BLOCKS
            ? keys.stream()
                .filter(key -> key.role() != Role.SECRET)
                .map(KeyChoice::publicHalf)
                .toList()
            : List.of();
    keys.forEach(FoundKey::close);
    return readings;
  }

  private static KeyReading publicHalf(FoundKey key) {
    return key.spki()
        .map(
            spki ->
                new KeyReading(
                    KeyVerdict.PUBLIC,
                    Optional.of(publicHalf(key, spki)),
                    List.of(),
                    key.problem(),
                    Optional.<KeyMaterial>of(new KeyMaterial.PublicKey(spki))))
        .orElseGet(() -> refused(key.description(), key.problem().orElseThrow()));
  }

  private static KeyDescription publicHalf(FoundKey key, byte[] spki) {
    KeyDescription half = KeyDescription.ofPublic("JWKS", spki);
    return key.description()
        .flatMap(KeyDescription::algorithm)
        .map(half::restrictedTo)
        .orElse(half);
  }

  private KeyReading choose() {
    Optional<FoundKey> signing = keys.stream().filter(FoundKey::signs).findFirst();
    if (signing.isPresent()) {
      return pair(signing.get());
    }
    return firstRefused(Role.PRIVATE)
        .or(() -> firstRefused(Role.SECRET))
        .or(this::publicKey)
        .or(() -> firstRefused(Role.PUBLIC))
        .or(() -> firstRefused(Role.REQUEST))
        .or(() -> firstRefused(Role.CERTIFICATE))
        .or(() -> firstRefused(Role.OTHER))
        .orElseThrow(() -> new IllegalStateException("a file without an object"));
  }

  /// The private key, if nothing beside it belongs to another one, or may: a private key that was
  /// not read may be the one that is meant. Of a certificate chain one certificate has to fit.
  private KeyReading pair(FoundKey signing) {
    List<FoundKey> signers = keys.stream().filter(FoundKey::signs).toList();
    List<FoundKey> different = different(signers);
    List<FoundKey> unread =
        keys.stream()
            .filter(key -> key.role() == Role.PRIVATE && key.material().isEmpty())
            .filter(key -> different.stream().noneMatch(read -> sameFingerprint(key, read)))
            .toList();
    if (!unread.isEmpty()) {
      return unread.stream()
          .flatMap(key -> key.problem().stream())
          .filter(problem -> OPENS_WITH_A_PASSPHRASE.contains(problem.id()))
          .findFirst()
          .map(problem -> refused(signing.description(), problem))
          .orElseGet(
              () -> refused(signing, KeyProblemId.SEVERAL_KEYS, different.size() + unread.size()));
    }
    if (different.size() > 1) {
      return request
          .choice()
          .filter(number -> number > 0 && number <= different.size())
          .map(number -> alone(different.get(number - 1)))
          .orElseGet(() -> toBeChosen(signing, different));
    }
    if (request.choice().filter(number -> number != 1).isPresent()) {
      return toBeChosen(signing, different); // another one than there is
    }
    boolean strangePublic =
        keys.stream()
            .filter(key -> key.role() == Role.PUBLIC && key.verifies())
            .anyMatch(key -> !samePublic(key, signing));
    List<FoundKey> certificates =
        keys.stream().filter(k -> k.role() == Role.CERTIFICATE && k.spki().isPresent()).toList();
    boolean strangeChain =
        !certificates.isEmpty() && certificates.stream().noneMatch(k -> samePublic(k, signing));
    if (strangePublic || strangeChain) {
      return refused(signing, KeyProblemId.PAIR_MISMATCH, 1 + distinct(publicKeys()));
    }
    if (stated(signing, keys).size() > 1) {
      return refused(signing, KeyProblemId.SEVERAL_KEYS, stated(signing, keys).size());
    }
    Optional<Instant> end =
        certificates.stream()
            .filter(certificate -> samePublic(certificate, signing))
            .flatMap(certificate -> certificate.description().stream())
            .flatMap(known -> known.certificateEnd().stream())
            .findFirst();
    return reading(
        KeyVerdict.USABLE,
        signing.describedAs(signing.description().map(known -> known.certifiedUntil(end))));
  }

  /// Secrets, and private keys that are not the same.
  private static List<FoundKey> different(List<FoundKey> signers) {
    List<FoundKey> different = new ArrayList<>();
    for (FoundKey key : signers) {
      if (key.role() == Role.SECRET
          || different.stream().noneMatch(other -> samePublic(other, key))) {
        different.add(key);
      }
    }
    return different;
  }

  private static KeyReading toBeChosen(FoundKey first, List<FoundKey> different) {
    Map<String, Object> facts =
        Map.of(
            "keys",
            (long) different.size(),
            "choices",
            different.stream().flatMap(key -> key.description().stream()).toList());
    return refused(first.description(), KeyProblem.of(KeyProblemId.SEVERAL_KEYS, facts));
  }

  /// The key that a person chose, with what belongs to it; what lies beside it belongs to others.
  private KeyReading alone(FoundKey chosen) {
    List<FoundKey> its =
        keys.stream().filter(key -> key == chosen || samePublic(key, chosen)).toList();
    return new KeyChoice(its, request.choosing(1)).pair(chosen);
  }

  private Optional<KeyReading> publicKey() {
    List<FoundKey> found = publicKeys();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    FoundKey first = found.getFirst();
    if (distinct(found) > 1) {
      return Optional.of(refused(first, KeyProblemId.SEVERAL_KEYS, distinct(found)));
    }
    if (stated(first, keys).size() > 1) {
      return Optional.of(refused(first, KeyProblemId.SEVERAL_KEYS, stated(first, keys).size()));
    }
    if (request.expected() == ExpectedKey.PRIVATE_KEY) {
      return Optional.of(
          refused(
              first.description(),
              first.role() == Role.CERTIFICATE
                  ? KeyProblem.of(KeyProblemId.CERTIFICATE_ONLY)
                  : PublicKeyForm.publicKeyOnly(first)));
    }
    return Optional.of(reading(KeyVerdict.PUBLIC, first));
  }

  private List<FoundKey> publicKeys() {
    return keys.stream().filter(FoundKey::verifies).toList();
  }

  private Optional<KeyReading> firstRefused(Role role) {
    return keys.stream()
        .filter(key -> key.role() == role && key.material().isEmpty())
        .findFirst()
        .flatMap(key -> key.problem().map(problem -> refused(key.description(), problem)));
  }

  private static int distinct(List<FoundKey> keys) {
    Set<ByteBuffer> seen = new HashSet<>();
    keys.forEach(key -> key.spki().map(ByteBuffer::wrap).ifPresent(seen::add));
    return seen.size();
  }

  private static boolean samePublic(FoundKey one, FoundKey other) {
    return one.spki().isPresent() && other.spki().isPresent() && distinct(List.of(one, other)) == 1;
  }

  /// Whether what is known of a key that was not read says that it is this one.
  private static boolean sameFingerprint(FoundKey unread, FoundKey key) {
    Optional<String> known = unread.description().flatMap(KeyDescription::fingerprint);
    return known.isPresent()
        && known.equals(key.description().flatMap(KeyDescription::fingerprint));
  }

  private static KeyReading refused(FoundKey key, KeyProblemId id, int count) {
    return refused(key.description(), KeyProblem.of(id, Map.of("keys", (long) count)));
  }

  private static KeyReading refused(Optional<KeyDescription> description, KeyProblem problem) {
    return new KeyReading(
        KeyVerdict.REFUSED, description, List.of(), Optional.of(problem), Optional.empty());
  }

  private static KeyReading reading(KeyVerdict verdict, FoundKey key) {
    return new KeyReading(verdict, key.description(), List.of(), key.problem(), key.material());
  }
}
