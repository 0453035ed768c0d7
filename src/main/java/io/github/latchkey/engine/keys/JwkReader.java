package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.EcCurve;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.JwsAlgorithm.Family;
import io.github.latchkey.engine.keys.FoundKey.Role;
import io.github.latchkey.engine.keys.JsonOutline.Items;
import io.github.latchkey.engine.keys.JsonOutline.Members;
import io.github.latchkey.engine.keys.JsonOutline.Text;
import io.github.latchkey.engine.keys.JsonOutline.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Reads JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037) and sets of them. Members that say
/// nothing of the key itself are left aside, but for those that say what it is for (RFC 7517
/// sections 4.2 to 4.4): a key that is not for signing is none.
final class JwkReader {

  private final byte[] text;
  private final String container;

  private JwkReader(byte[] text, String container) {
    this.text = text;
    this.container = container;
  }

  /// Whether a JSON value is a key or a set of keys.
  static boolean isJwk(Value value) {
    return value instanceof Members object && object.has("kty") || isSet(value);
  }

  /// Whether a value is a set of keys.
  static boolean isSet(Value value) {
    return value instanceof Members object && object.get("keys").orElse(null) instanceof Items;
  }

  /// The keys, at most one more than a file may have.
  static List<FoundKey> read(byte[] text, Value value) {
    if (value instanceof Members object && object.get("keys").orElse(null) instanceof Items set) {
      var reader = new JwkReader(text, "JWKS");
      return set.values().stream().limit(PemScanner.MOST_BLOCKS + 1L).map(reader::readAny).toList();
    }
    return List.of(new JwkReader(text, "JWK").readAny(value));
  }

  private FoundKey readAny(Value value) {
    if (!(value instanceof Members jwk) || jwk.repeatsAName()) {
      return FoundKey.refused(Role.OTHER, KeyPlace.TEXT.damaged());
    }
    Role role = jwk.has("k") ? Role.SECRET : jwk.has("d") ? Role.PRIVATE : Role.PUBLIC;
    List<byte[]> decoded = new ArrayList<>();
    try {
      Optional<String> otherUse = otherUse(jwk, role);
      return otherUse.isPresent()
          ? FoundKey.refused(Role.OTHER, KeyFaults.type(otherUse.get()))
          : restricted(read(jwk, role, decoded), jwk);
    } catch (UnreadableKey unreadable) {
      return FoundKey.refused(role, unreadable.problem());
    } catch (IOException | RuntimeException notThatForm) {
      return FoundKey.refused(role, KeyPlace.TEXT.damaged());
    } finally {
      decoded.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
  }

  /// The key, for the one algorithm that `alg` names (RFC 7517 section 4.4).
  private FoundKey restricted(FoundKey key, Members jwk) {
    Optional<JwsAlgorithm> only = word(jwk, "alg").flatMap(JwsAlgorithm::named);
    return only.isEmpty()
        ? key
        : key.describedAs(key.description().map(known -> known.restrictedTo(only.get())));
  }

  /// What a key is for that signs or verifies no token, or not with an algorithm of its kind.
  private Optional<String> otherUse(Members jwk, Role role) {
    if (word(jwk, "use").filter(use -> !use.equals("sig")).isPresent()) {
      return Optional.of("a key for encryption");
    }
    if (jwk.has("key_ops") && !operations(jwk).anyMatch(wanted(role)::contains)) {
      return Optional.of("a key for other operations");
    }
    return algorithms(jwk)
        .filter(known -> jwk.has("alg") && !word(jwk, "alg").filter(known::contains).isPresent())
        .map(known -> "a key for " + word(jwk, "alg").orElse("another algorithm"));
  }

  private static Set<String> wanted(Role role) {
    return switch (role) {
      case PRIVATE -> Set.of("sign");
      case SECRET -> Set.of("sign", "verify");
      default -> Set.of("verify");
    };
  }

  private Stream<String> operations(Members jwk) {
    return jwk.get("key_ops").orElse(null) instanceof Items(var values)
        ? values.stream().flatMap(value -> word(value).stream())
        : Stream.empty();
  }

  /// The values of `alg` that fit the key; empty where it is of a type that is refused for itself.
  private Optional<Set<String>> algorithms(Members jwk) {
    return switch (word(jwk, "kty").orElse("") + " " + word(jwk, "crv").orElse("")) {
      case "EC P-256" -> Optional.of(Set.of("ES256"));
      case "EC P-384" -> Optional.of(Set.of("ES384"));
      case "EC P-521" -> Optional.of(Set.of("ES512"));
      case "OKP Ed25519" -> Optional.of(Set.of("EdDSA", "Ed25519")); // RFC 9864 section 2.2
      case "RSA " -> Optional.of(names(Family.RSA));
      case "oct " -> Optional.of(names(Family.HMAC));
      default -> Optional.empty();
    };
  }

  private static Set<String> names(Family family) {
    return JwsAlgorithm.of(family).stream().map(JwsAlgorithm::name).collect(Collectors.toSet());
  }

  private FoundKey read(Members jwk, Role role, List<byte[]> decoded)
      throws UnreadableKey, IOException {
    String type = word(jwk, "kty").orElse("");
    boolean isPrivate = role == Role.PRIVATE;
    return switch (type) {
      case "oct" -> secret(jwk);
      case "RSA" -> isPrivate ? found(rsa(jwk, decoded)) : found(rsaHalf(jwk, decoded));
      case "EC" -> {
        String name = word(jwk, "crv").orElse("");
        EcCurve curve =
            CurveNames.ofJwk(name).orElseThrow(() -> KeyFaults.unsupported("EC " + name));
        byte[] point = point(jwk, curve, decoded);
        yield isPrivate
            ? found(
                PrivateKeyForm.ecInfo(
                    curve,
                    new BigInteger(1, coordinate(jwk, "d", curve, decoded)),
                    Optional.of(point)))
            : found(new SubjectPublicKeyInfo(CurveNames.algorithm(curve), point));
      }
      case "OKP" -> {
        String name = word(jwk, "crv").orElse("");
        if (!name.equals("Ed25519")) {
          throw KeyFaults.unsupported(name);
        }
        byte[] x = bytes(jwk, "x", decoded);
        yield isPrivate
            ? found(PrivateKeyForm.ed25519Info(seed(jwk, decoded), Optional.of(x)))
            : found(PublicKeyForm.ed25519(x));
      }
      default -> throw KeyFaults.unsupported("JWK of type " + type);
    };
  }

  private FoundKey found(PrivateKeyInfo key) throws UnreadableKey {
    return PrivateKeyForm.read(key, container, KeyPlace.TEXT);
  }

  private FoundKey found(SubjectPublicKeyInfo key) throws UnreadableKey {
    return PublicKeyForm.read(key, container, KeyPlace.TEXT, Role.PUBLIC);
  }

  private FoundKey secret(Members jwk) throws UnreadableKey {
    byte[] base64 = text(jwk, "k").orElseThrow(() -> new UnreadableKey(KeyPlace.TEXT.damaged()));
    return SecretTextReader.found(base64, SecretEncoding.BASE64URL, container);
  }

  private PrivateKeyInfo rsa(Members jwk, List<byte[]> decoded) throws UnreadableKey, IOException {
    if (jwk.has("oth")) {
      throw KeyFaults.unsupported("multi-prime RSA");
    }
    if (!jwk.has("p")) {
      throw KeyFaults.unsupported("RSA without its primes");
    }
    List<BigInteger> numbers = new ArrayList<>();
    for (String name : List.of("n", "e", "d", "p", "q", "dp", "dq", "qi")) {
      numbers.add(new BigInteger(1, bytes(jwk, name, decoded)));
    }
    return PrivateKeyForm.rsaInfo(
        new RSAPrivateKey(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                numbers.get(6),
                numbers.get(7))
            .toASN1Primitive());
  }

  private SubjectPublicKeyInfo rsaHalf(Members jwk, List<byte[]> decoded)
      throws UnreadableKey, IOException {
    var n = new BigInteger(1, bytes(jwk, "n", decoded));
    var e = new BigInteger(1, bytes(jwk, "e", decoded));
    return new SubjectPublicKeyInfo(PublicKeyForm.RSA, new RSAPublicKey(n, e));
  }

  private byte[] seed(Members jwk, List<byte[]> decoded) throws UnreadableKey {
    byte[] seed = bytes(jwk, "d", decoded);
    if (seed.length != Ed25519.SECRET_KEY_SIZE) {
      throw new UnreadableKey(KeyPlace.TEXT.damaged());
    }
    return seed;
  }

  private byte[] point(Members jwk, EcCurve curve, List<byte[]> decoded) throws UnreadableKey {
    int width = CurveNames.width(curve);
    byte[] point = new byte[1 + 2 * width];
    point[0] = 4; // uncompressed
    System.arraycopy(coordinate(jwk, "x", curve, decoded), 0, point, 1, width);
    System.arraycopy(coordinate(jwk, "y", curve, decoded), 0, point, 1 + width, width);
    return point;
  }

  /// A number of the length that RFC 7518 section 6.2.1.2 wants.
  private byte[] coordinate(Members jwk, String name, EcCurve curve, List<byte[]> decoded)
      throws UnreadableKey {
    byte[] bytes = bytes(jwk, name, decoded);
    if (bytes.length != CurveNames.width(curve)) {
      throw new UnreadableKey(KeyPlace.TEXT.damaged());
    }
    return bytes;
  }

  /// The bytes of a base64url member, which are wiped with the list.
  private byte[] bytes(Members jwk, String name, List<byte[]> decoded) throws UnreadableKey {
    byte[] base64 = text(jwk, name).orElseThrow(() -> new UnreadableKey(KeyPlace.TEXT.damaged()));
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64);
      decoded.add(bytes);
      return bytes;
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  private Optional<byte[]> text(Members jwk, String name) {
    return jwk.get(name).flatMap(this::text);
  }

  private Optional<byte[]> text(Value value) {
    return value instanceof Text string ? JsonOutline.unescaped(text, string) : Optional.empty();
  }

  /// A member that is no secret.
  private Optional<String> word(Members jwk, String name) {
    return jwk.get(name).flatMap(this::word);
  }

  private Optional<String> word(Value value) {
    return text(value)
        .map(bytes -> new String(bytes, 0, Math.min(bytes.length, 40), StandardCharsets.UTF_8));
  }
}
