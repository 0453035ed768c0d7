package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.JsonObject;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes a downloaded key in: looks at what was offered, stores it, proves that it signs.
public final class Importing {

  private final Platforms platforms;
  private final Clock clock;

  Importing(Platforms platforms, Clock clock) {
    this.platforms = platforms;
    this.clock = clock;
  }

  /// Reads what was offered. Nothing is stored, and nothing that cannot be used is thrown away
  /// unexplained.
  public ImportLook look(List<OfferedKey> offered, Wording wording) throws AppException {
    return new KeyOffers(platforms, wording, clock).look(offered);
  }

  /// Checks a request before anything is stored: the name is free, the fields are there and of
  /// their form.
  public void check(VaultSession session, ImportRequest request) throws AppException {
    CredentialRules.checkName(request.name());
    session.listing().requireFree(request.name(), "");
    checkFields(request);
  }

  /// Checks only what needs no vault: the platform's fields.
  public void checkFields(ImportRequest request) throws AppException {
    CredentialRules.checkFields(request.platform(), request.fields(), Set.of());
  }

  /// Stores the key of a look: signs and verifies a test token with it as it lies in the vault,
  /// then saves. When anything fails the vault is as before, on disk and in memory, and the look
  /// still holds the key; only where [VaultException#isKeptAside()], the credential stays in the
  /// open vault: [VaultMerging#adopt] takes it over, and deletes the file that keeps it.
  public StoredImport store(VaultSession session, ImportLook look, ImportRequest request)
      throws FaultException {
    check(session, request);
    TakenKey taken = taken(look, request.platform(), request.encoding());
    StoredKey key = taken.key();
    SecretBytes secret = taken.secret();
    Optional<String> same = session.keys().alreadyStored(session.credentials(), key, secret);
    Credential credential = session.add(request, key, secret);
    boolean onDisk = false;
    try {
      JwsAlgorithm tested = testSignature(session, credential);
      SaveOutcome saved = session.save();
      onDisk = true;
      if (session.listing().isNameShared(credential)) {
        credential = session.renameApart(credential);
        saved = session.save().after(saved);
      }
      return new StoredImport(credential, saved, tested, same);
    } catch (FaultException | RuntimeException | Error failed) {
      if (!onDisk && !isKeptAside(failed)) {
        session.discard(credential);
      }
      throw failed;
    }
  }

  private static boolean isKeptAside(Throwable failed) {
    return failed instanceof VaultException fault && fault.isKeptAside();
  }

  /// Gives a credential the key of a look in place of its own, which becomes history: tokens signed
  /// with it are still recognised. Signs and verifies a test token first. When anything fails
  /// before saving, the credential is as before.
  ///
  /// Throws NO_USABLE_KEY, SECRET_WANTED, PRIVATE_KEY_WANTED, NO_SUCH_CREDENTIAL, and what signing
  /// and saving throw.
  public ReplacedKey replaceKey(
      VaultSession session,
      ImportLook look,
      Credential credential,
      Optional<SecretEncoding> encoding)
      throws FaultException {
    Credential now = session.present(credential);
    TakenKey taken = taken(look, now.platform(), encoding);
    JwsAlgorithm tested;
    try (SigningKey key = CredentialKeys.signing(taken.key(), taken.secret())) {
      tested = testSignature(now, key);
    }
    Optional<String> same =
        session
            .keys()
            .alreadyStored(session.credentials(), taken.key(), taken.secret())
            .filter(name -> !name.equals(now.name()));
    return new ReplacedKey(session.replaceKey(now, taken.key(), taken.secret()), tested, same);
  }

  /// A look's key as it will be stored; the secret stays the look's.
  private record TakenKey(StoredKey key, SecretBytes secret) {}

  private static TakenKey taken(
      ImportLook look, PlatformProfile platform, Optional<SecretEncoding> encoding)
      throws AppException, EngineException {
    KeyMaterial material =
        look.material()
            .orElseThrow(() -> new AppException(AppException.Kind.NO_USABLE_KEY, Map.of()));
    KeyDescription description = look.usable().orElseThrow().reading().description().orElseThrow();
    return switch (material) {
      case KeyMaterial.SecretText(var text, var _) -> {
        refuseUnless(platform, KeyRule.Kind.SECRET, AppException.Kind.PRIVATE_KEY_WANTED);
        SecretEncoding chosen = encoding.orElse(platform.key().encoding());
        yield new TakenKey(
            new StoredKey(asEncoded(description, text, chosen), Optional.empty()), text);
      }
      case KeyMaterial.PrivateKey(var pkcs8, var spki) -> {
        refuseUnless(platform, KeyRule.Kind.PRIVATE_KEY, AppException.Kind.SECRET_WANTED);
        String half = Base64.getEncoder().encodeToString(spki);
        yield new TakenKey(new StoredKey(description, Optional.of(half)), pkcs8);
      }
      case KeyMaterial.PublicKey _ ->
          throw new AppException(AppException.Kind.NO_USABLE_KEY, Map.of());
    };
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
      KeyDescription description, SecretBytes text, SecretEncoding encoding)
      throws EngineException {
    if (description.fixesEncoding()) {
      return description;
    }
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
      throws EngineException, AppException {
    try (SigningKey key = session.signingKey(credential)) {
      return testSignature(credential, key);
    }
  }

  private JwsAlgorithm testSignature(Credential credential, SigningKey key) throws EngineException {
    JwsAlgorithm algorithm = TokenCreation.algorithm(credential, key);
    var header = JsonObject.builder().put("alg", algorithm.name()).put("typ", "JWT").build();
    var payload =
        JsonObject.builder().put("latchkey-test", clock.instant().getEpochSecond()).build();
    TokenSigner.sign(header, payload, key);
    return algorithm;
  }

  /// Deletes files whose content is stored now; of a link, the file that it leads to as well.
  /// Deleting frees the name; what the disk, a backup or a synchronised folder still hold of the
  /// content is out of reach, and the faces say so.
  public void deleteSources(List<Path> files) throws AppException {
    for (Path file : files) {
      try {
        if (Files.isSymbolicLink(file)) {
          Files.deleteIfExists(file.toRealPath());
        }
        Files.deleteIfExists(file);
      } catch (IOException trouble) {
        throw AppException.aboutWriting(file, trouble);
      }
    }
  }
}
