package io.github.latchkey.app;

import io.github.latchkey.app.ImportLook.Badge;
import io.github.latchkey.app.ImportLook.SeenFile;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyProblem;
import io.github.latchkey.engine.keys.KeyProblemId;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.KeyVerdict;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.FieldRule;
import io.github.latchkey.platform.KeyRule;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes a downloaded key in: looks at what was offered, stores it, proves that it signs.
public final class Importing {

  private static final int LONGEST_NAME = 200;

  private final Platforms platforms;
  private final Clock clock;

  Importing(Platforms platforms, Clock clock) {
    this.platforms = platforms;
    this.clock = clock;
  }

  /// Reads what was offered. Nothing is stored, and nothing that cannot be used is thrown away
  /// unexplained.
  public ImportLook look(List<OfferedKey> offered, Wording wording) throws AppException {
    List<KeyReading> readings = new ArrayList<>();
    try {
      for (OfferedKey key : offered) {
        readings.add(read(key));
      }
    } catch (AppException unreadable) {
      readings.forEach(KeyReading::close);
      throw unreadable;
    }
    Optional<byte[]> signer =
        readings.stream()
            .flatMap(reading -> reading.material().stream())
            .flatMap(Importing::publicHalf)
            .findFirst();
    List<SeenFile> files = new ArrayList<>();
    for (int i = 0; i < offered.size(); i++) {
      boolean taken = files.stream().anyMatch(file -> file.badge() == Badge.USABLE);
      files.add(seen(offered.get(i), paired(readings.get(i), signer, taken), signer, wording));
    }
    return new ImportLook(files, suggest(files));
  }

  private static KeyReading read(OfferedKey offered) throws AppException {
    KeyRequest request = new KeyRequest(offered.expected(), offered.encoding(), false);
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

  private static java.util.stream.Stream<byte[]> publicHalf(KeyMaterial material) {
    return material instanceof KeyMaterial.PrivateKey(var pkcs8, var spki)
        ? java.util.stream.Stream.of(spki)
        : java.util.stream.Stream.empty();
  }

  /// A public key beside a private one belongs to it or is refused; of several keys that sign only
  /// the first is taken.
  private static KeyReading paired(KeyReading reading, Optional<byte[]> signer, boolean taken) {
    if (signer.isPresent()
        && reading.material().orElse(null) instanceof KeyMaterial.PublicKey(var spki)
        && !Arrays.equals(spki, signer.get())) {
      return refused(reading, KeyProblemId.PAIR_MISMATCH);
    }
    return taken && reading.verdict() == KeyVerdict.USABLE
        ? refused(reading, KeyProblemId.SEVERAL_KEYS)
        : reading;
  }

  private static KeyReading refused(KeyReading reading, KeyProblemId problem) {
    reading.close();
    return new KeyReading(
        KeyVerdict.REFUSED,
        reading.description(),
        reading.oddities(),
        Optional.of(new KeyProblem(problem, Map.of("count", 2))),
        Optional.empty());
  }

  private static SeenFile seen(
      OfferedKey offered, KeyReading reading, Optional<byte[]> signer, Wording wording) {
    Badge badge =
        switch (reading.verdict()) {
          case USABLE -> Badge.USABLE;
          case REFUSED -> Badge.REFUSED;
          case PUBLIC -> signer.isPresent() ? Badge.PAIR : Badge.PUBLIC;
        };
    String odd =
        reading.oddities().stream().map(wording::keyOddity).collect(Collectors.joining(" "));
    Optional<Sentence> problem = reading.problem().map(wording::keyProblem);
    String name = Wording.visible(offered.name());
    if (badge == Badge.REFUSED) {
      Sentence sentence = problem.orElse(new Sentence("", ""));
      return new SeenFile(
          name, offered.source(), badge, sentence.what(), sentence.advice(), reading);
    }
    String what = reading.description().map(wording::key).orElse("");
    String detail =
        java.util.stream.Stream.of(
                problem.map(Sentence::whole).orElse(""),
                badge == Badge.PAIR ? wording.text("import.pair") : "",
                badge == Badge.PUBLIC ? wording.text("import.public") : "",
                odd)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" "));
    return new SeenFile(name, offered.source(), badge, what, detail, reading);
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

  /// Checks a request before anything is stored: the name is free, the fields are there and of
  /// their form.
  public void check(VaultSession session, ImportRequest request) throws AppException {
    String name = request.name();
    if (name.isEmpty() || name.length() > LONGEST_NAME || !Wording.visible(name).equals(name)) {
      throw new AppException(AppException.Kind.NAME_UNUSABLE, Map.of("longest", LONGEST_NAME));
    }
    if (session.optional(name).isPresent()) {
      throw new AppException(AppException.Kind.NAME_TAKEN, Map.of("name", name));
    }
    checkFields(request);
  }

  /// Checks only what needs no vault: the platform's fields.
  public void checkFields(ImportRequest request) throws AppException {
    PlatformProfile platform = request.platform();
    for (String id : request.fields().keySet()) {
      if (platform.field(id).isEmpty()) {
        String known =
            platform.fields().stream().map(FieldRule::id).collect(Collectors.joining(", "));
        throw new AppException(
            AppException.Kind.FIELD_UNKNOWN,
            Map.of("id", id, "known", known, "platform", platform.name()));
      }
    }
    for (FieldRule field : platform.fields()) {
      String value = request.fields().getOrDefault(field.id(), "");
      if (value.isEmpty() && field.required()) {
        throw new AppException(
            AppException.Kind.FIELD_MISSING,
            Map.of("label", field.label(), "id", field.id(), "platform", platform.name()));
      }
      if (!value.isEmpty()
          && field.form().isPresent()
          && !field.form().get().matcher(value).matches()) {
        throw new AppException(
            AppException.Kind.FIELD_UNUSABLE,
            Map.of(
                "label",
                field.label(),
                "id",
                field.id(),
                "value",
                value,
                "example",
                field.example()));
      }
    }
  }

  /// Stores the key of a look: signs and verifies a test token with it as it lies in the vault,
  /// then saves. When anything fails the vault is as before, on disk and in memory, and the look
  /// still holds the key.
  public StoredImport store(VaultSession session, ImportLook look, ImportRequest request)
      throws FaultException {
    check(session, request);
    KeyMaterial material =
        look.material()
            .orElseThrow(() -> new AppException(AppException.Kind.NO_USABLE_KEY, Map.of()));
    KeyDescription description = look.usable().orElseThrow().reading().description().orElseThrow();
    SecretBytes secret;
    StoredKey key;
    switch (material) {
      case KeyMaterial.SecretText(var text, var encoding) -> {
        refuseUnless(request.platform(), KeyRule.Kind.SECRET, AppException.Kind.PRIVATE_KEY_WANTED);
        secret = text;
        key = new StoredKey(asEncoded(description, text, request), Optional.empty());
      }
      case KeyMaterial.PrivateKey(var pkcs8, var spki) -> {
        refuseUnless(request.platform(), KeyRule.Kind.PRIVATE_KEY, AppException.Kind.SECRET_WANTED);
        secret = pkcs8;
        key = new StoredKey(description, Optional.of(Base64.getEncoder().encodeToString(spki)));
      }
      case KeyMaterial.PublicKey publicKey ->
          throw new AppException(AppException.Kind.NO_USABLE_KEY, Map.of());
    }
    Optional<String> same = session.alreadyStored(key, secret);
    Credential credential = session.add(request, key, secret);
    try {
      JwsAlgorithm tested = testSignature(session, credential);
      SaveOutcome saved = session.save();
      return new StoredImport(credential, saved, tested, same);
    } catch (EngineException | VaultException failed) {
      session.discard(credential);
      throw failed;
    }
  }

  private static void refuseUnless(
      PlatformProfile platform, KeyRule.Kind kind, AppException.Kind otherwise)
      throws AppException {
    if (platform.key().kind() != kind && platform.key().kind() != KeyRule.Kind.ANY) {
      throw new AppException(otherwise, Map.of("platform", platform.name()));
    }
  }

  /// A secret's length depends on how its text is understood: as the person says, else as the
  /// platform does.
  private static KeyDescription asEncoded(
      KeyDescription description, SecretBytes text, ImportRequest request) throws EngineException {
    SecretEncoding encoding = request.encoding().orElse(request.platform().key().encoding());
    try (SecretBytes bytes = encoding.decode(text)) {
      return new KeyDescription(
          description.kind(),
          description.container(),
          bytes.length() * 8,
          description.fingerprint(),
          description.thumbprint(),
          Optional.of(encoding));
    }
  }

  private JwsAlgorithm testSignature(VaultSession session, Credential credential)
      throws EngineException {
    try (SigningKey key = session.signingKey(credential)) {
      JwsAlgorithm algorithm = TokenCreation.algorithm(credential, key);
      var header = JsonObject.builder().put("alg", algorithm.name()).put("typ", "JWT").build();
      var payload =
          JsonObject.builder().put("latchkey-test", clock.instant().getEpochSecond()).build();
      TokenSigner.sign(header, payload, key);
      return algorithm;
    }
  }

  /// Deletes files whose content is stored now. Deleting frees the name; what the disk, a backup or
  /// a synchronised folder still hold of the content is out of reach, and the faces say so.
  public void deleteSources(List<Path> files) throws AppException {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException trouble) {
        throw AppException.about(file, trouble);
      }
    }
  }
}
