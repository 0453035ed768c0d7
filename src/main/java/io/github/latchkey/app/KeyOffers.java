package io.github.latchkey.app;

import io.github.latchkey.app.ImportLook.Badge;
import io.github.latchkey.app.ImportLook.SeenFile;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyProblem;
import io.github.latchkey.engine.keys.KeyProblemId;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyVerdict;
import io.github.latchkey.platform.KeyRule;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.Platforms;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Looks at the files that a person offers together: which one signs, which public key belongs to
/// it, what each is.
final class KeyOffers {

  private final Platforms platforms;
  private final Wording wording;
  private final Clock clock;

  KeyOffers(Platforms platforms, Wording wording, Clock clock) {
    this.clock = clock;
    this.platforms = platforms;
    this.wording = wording;
  }

  ImportLook look(List<OfferedKey> offered) throws AppException {
    List<KeyReading> readings = new ArrayList<>();
    try {
      for (OfferedKey key : offered) {
        readings.add(read(key));
      }
    } catch (AppException unreadable) {
      readings.forEach(KeyReading::close);
      throw unreadable;
    }
    int taken = firstThatSigns(readings);
    Optional<byte[]> signer =
        taken < 0
            ? Optional.empty()
            : readings.get(taken).material().flatMap(KeyOffers::publicHalf);
    if (taken >= 0) {
      readings.set(taken, bound(readings, taken, signer));
    }
    List<SeenFile> files = new ArrayList<>();
    for (int i = 0; i < offered.size(); i++) {
      KeyReading reading = readings.get(i);
      if (i != taken && reading.verdict() == KeyVerdict.USABLE) {
        String other = Wording.visible(offered.get(taken).name());
        reading = refused(reading, KeyProblemId.SEVERAL_KEYS, Map.of("beside", other, "keys", 2L));
      }
      files.add(seen(offered.get(i), paired(reading, signer), signer));
    }
    return new ImportLook(files, suggest(files));
  }

  private static KeyReading read(OfferedKey offered) throws AppException {
    KeyRequest request =
        new KeyRequest(
            offered.expected(), offered.encoding(), false, offered.passphrase(), offered.choice());
    return switch (offered.content()) {
      case OfferedKey.InMemory(var bytes) ->
          bytes.lend(content -> KeyReader.read(content, request));
      case OfferedKey.InFile(var file) -> {
        try {
          yield KeyReader.read(file, request);
        } catch (IOException trouble) {
          throw AppException.about(file, trouble);
        }
      }
    };
  }

  private static int firstThatSigns(List<KeyReading> readings) {
    return IntStream.range(0, readings.size())
        .filter(i -> readings.get(i).verdict() == KeyVerdict.USABLE)
        .findFirst()
        .orElse(-1);
  }

  private static Optional<byte[]> publicHalf(KeyMaterial material) {
    return material instanceof KeyMaterial.PrivateKey(var pkcs8, var spki)
        ? Optional.of(spki)
        : Optional.empty();
  }

  /// The key that signs, for the algorithm alone that its file or one of its public key names
  /// (`alg` of a JWK, RFC 7517 section 4.4). Where they name several, it is refused.
  private static KeyReading bound(List<KeyReading> readings, int taken, Optional<byte[]> signer) {
    KeyReading key = readings.get(taken);
    List<JwsAlgorithm> named =
        readings.stream()
            .filter(reading -> reading == key || isHalfOf(reading, signer))
            .flatMap(reading -> reading.description().stream())
            .flatMap(described -> described.algorithm().stream())
            .distinct()
            .toList();
    return switch (named.size()) {
      case 0 -> key;
      case 1 -> key.boundTo(named.getFirst());
      default -> refused(key, KeyProblemId.SEVERAL_KEYS, Map.of("keys", (long) named.size()));
    };
  }

  private static boolean isHalfOf(KeyReading reading, Optional<byte[]> signer) {
    return signer.isPresent()
        && reading.material().orElse(null) instanceof KeyMaterial.PublicKey(var spki)
        && Arrays.equals(spki, signer.get());
  }

  /// A public key beside a private one belongs to it or is refused.
  private static KeyReading paired(KeyReading reading, Optional<byte[]> signer) {
    boolean isPublic = reading.material().orElse(null) instanceof KeyMaterial.PublicKey;
    return signer.isPresent() && isPublic && !isHalfOf(reading, signer)
        ? refused(reading, KeyProblemId.PAIR_MISMATCH, Map.of("keys", 2L))
        : reading;
  }

  private static KeyReading refused(
      KeyReading reading, KeyProblemId problem, Map<String, Object> facts) {
    reading.close();
    return new KeyReading(
        KeyVerdict.REFUSED,
        reading.description(),
        reading.oddities(),
        Optional.of(new KeyProblem(problem, facts)),
        Optional.empty());
  }

  private SeenFile seen(OfferedKey offered, KeyReading reading, Optional<byte[]> signer) {
    Badge badge =
        switch (reading.verdict()) {
          case USABLE -> Badge.USABLE;
          case REFUSED -> Badge.REFUSED;
          case PUBLIC -> signer.isPresent() ? Badge.PAIR : Badge.PUBLIC;
        };
    String certificate =
        reading
            .description()
            .flatMap(KeyDescription::certificateEnd)
            .filter(end -> !end.isAfter(clock.instant()))
            .map(end -> wording.certificate(end, clock.instant()))
            .orElse("");
    String odd =
        reading.oddities().stream().map(wording::keyOddity).collect(Collectors.joining(" "));
    Optional<Sentence> problem = reading.problem().map(wording::keyProblem);
    String name = Wording.visible(offered.name());
    if (badge == Badge.REFUSED) {
      Sentence sentence = problem.orElse(new Sentence("", ""));
      return new SeenFile(
          name,
          offered.source(),
          badge,
          sentence.what(),
          sentence.advice(),
          reading,
          offered.choice().isPresent());
    }
    String what = reading.description().map(wording::key).orElse("");
    String detail =
        Stream.of(
                problem.map(Sentence::whole).orElse(""),
                badge == Badge.PAIR ? wording.text("import.pair") : "",
                badge == Badge.PUBLIC ? wording.text("import.public") : "",
                certificate,
                odd)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return new SeenFile(
        name, offered.source(), badge, what, detail, reading, offered.choice().isPresent());
  }

  private Optional<PlatformProfile> suggest(List<SeenFile> files) {
    Optional<SeenFile> key =
        files.stream().filter(file -> file.badge() == Badge.USABLE).findFirst();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    boolean secret =
        key.get().reading().description().map(d -> d.kind() == KeyKind.HMAC_SECRET).orElse(false);
    List<PlatformProfile> fitting =
        platforms.all().stream()
            .filter(
                p -> p.key().kind() == (secret ? KeyRule.Kind.SECRET : KeyRule.Kind.PRIVATE_KEY))
            .toList();
    return fitting.stream()
        .filter(platform -> platform.key().names(key.get().name()))
        .findFirst()
        .or(() -> fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty());
  }
}
