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
    return new KeyOffers(platforms, wording).look(offered);
  }

  /// Checks a request before anything is stored: the name is free, the fields are there and of
  /// their form.
  public void check(VaultSession session, ImportRequest request) throws AppException {
    CredentialRules.checkName(request.name());
    session.requireFree(request.name(), "");
    checkFields(request);
  }

  /// Checks only what needs no vault: the platform's fields.
  public void checkFields(ImportRequest request) throws AppException {
    CredentialRules.checkFields(request.platform(), request.fields(), Set.of());
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
    boolean onDisk = false;
    try {
      JwsAlgorithm tested = testSignature(session, credential);
      SaveOutcome saved = session.save();
      onDisk = true;
      if (session.isNameShared(credential)) {
        credential = session.renameApart(credential);
        saved = session.save().after(saved);
      }
      return new StoredImport(credential, saved, tested, same);
    } catch (EngineException | VaultException | RuntimeException | Error failed) {
      if (!onDisk) {
        session.discard(credential);
      }
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
        throw AppException.about(file, trouble);
      }
    }
  }
}
