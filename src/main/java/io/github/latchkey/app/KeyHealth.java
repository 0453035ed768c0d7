package io.github.latchkey.app;

import io.github.latchkey.app.HealthFinding.Id;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.PublicVerifyingKey;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyKind;
import io.github.latchkey.fault.FaultException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong with one credential's key.
final class KeyHealth {

  private static final int LEAST_RSA_BITS = 2048;

  private final VaultSession session;

  KeyHealth(VaultSession session) {
    this.session = session;
  }

  List<HealthFinding> check(Credential credential) {
    if (credential.key().newerWord().isPresent()) {
      return List.of(HealthFinding.about(Id.NEWER_KEY, credential, Map.of()));
    }
    if (!session.keys().has(credential)) {
      return List.of(HealthFinding.about(Id.UNUSABLE_KEY, credential, Map.of()));
    }
    List<HealthFinding> findings = new ArrayList<>();
    size(credential).ifPresent(findings::add);
    if (findings.stream().noneMatch(finding -> finding.id() == Id.WEAK_KEY)) {
      use(credential).ifPresent(id -> findings.add(HealthFinding.about(id, credential, Map.of())));
    }
    return findings;
  }

  private static Optional<HealthFinding> size(Credential credential) {
    KeyDescription key = credential.key().description();
    int least = leastBits(credential);
    return key.bits() >= least
        ? Optional.empty()
        : Optional.of(
            HealthFinding.about(
                credential.key().isSecret() ? Id.SHORT_SECRET : Id.WEAK_KEY,
                credential,
                Map.of("bits", key.bits(), "least", least)));
  }

  private static int leastBits(Credential credential) {
    if (!credential.key().isSecret()) {
      return credential.key().description().kind() == KeyKind.RSA_PRIVATE ? LEAST_RSA_BITS : 0;
    }
    return credential.platform().algorithms().stream()
        .filter(JwsAlgorithm::isSymmetric)
        .findFirst()
        .map(JwsAlgorithm::hashBits)
        .orElse(0);
  }

  private Optional<Id> use(Credential credential) {
    try (SigningKey key = session.signingKey(credential);
        VerifyingKey derived = key.verifyingKey()) {
      Optional<byte[]> shown = credential.key().publicKey();
      boolean belongs =
          !(derived instanceof PublicVerifyingKey half)
              || shown.filter(spki -> Arrays.equals(spki, half.spki())).isPresent();
      return belongs ? Optional.empty() : Optional.of(Id.MISMATCHED_PAIR);
    } catch (FaultException unusable) {
      return Optional.of(Id.UNUSABLE_KEY);
    }
  }
}
