package io.github.latchkey.app;

import io.github.latchkey.engine.inspect.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Something that a person should see to. [Wording#health(HealthFinding)] has the words.
///
/// @param names the credentials that it is about; empty where it is about the vault
/// @param facts what the words need beside the names
public record HealthFinding(Id id, List<String> names, Map<String, Object> facts) {

  /// What it can be.
  public enum Id {
    /// The stored private key and the public key shown beside it do not belong together.
    MISMATCHED_PAIR(Severity.ERROR),
    /// There is no key, or the key cannot be used: something removed or damaged it elsewhere.
    UNUSABLE_KEY(Severity.ERROR),
    /// A newer version stored the key with a word that means nothing here.
    NEWER_KEY(Severity.ERROR),
    /// Two credentials have one name, since both came together in a merge.
    SAME_NAME(Severity.ERROR),
    /// An RSA key under 2048 bits (RFC 7518 section 3.3). Facts: `bits`, `least`.
    WEAK_KEY(Severity.ERROR),
    /// A secret shorter than the hash it is used with (RFC 7518 section 3.2). Facts: `bits`,
    /// `least`.
    SHORT_SECRET(Severity.WARNING),
    /// The certificate that came with the key has ended. Fact: `date`.
    CERTIFICATE_EXPIRED(Severity.WARNING),
    /// The rotate-by date has passed. Facts: `date`, `days` since then.
    ROTATION_OVERDUE(Severity.WARNING),
    /// The rotate-by date is at most 30 days away. Facts: `date`, `days` until then.
    ROTATION_DUE(Severity.INFO),
    /// Several credentials have the same key.
    SAME_KEY(Severity.WARNING),
    /// Nobody made a backup yet.
    NO_BACKUP(Severity.WARNING),
    /// The newest backup is older than 30 days. Facts: `date`, `days` since then.
    OLD_BACKUP(Severity.WARNING),
    /// The vault has no recovery key: a lost password loses everything.
    NO_RECOVERY_KEY(Severity.WARNING),
    /// Copies that an earlier password still opens. Fact: `count`.
    EARLIER_PASSWORD(Severity.WARNING),
    /// A change is not on disk, because saving failed.
    UNSAVED(Severity.ERROR);

    private final Severity severity;

    Id(Severity severity) {
      this.severity = severity;
    }

    /// How bad it is.
    public Severity severity() {
      return severity;
    }

    /// The id for documents and the bundle: `rotation-overdue`.
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public HealthFinding {
    names = List.copyOf(names);
    facts = Map.copyOf(facts);
  }

  static HealthFinding about(Id id, Credential credential, Map<String, Object> facts) {
    return new HealthFinding(id, List.of(credential.name()), facts);
  }

  static HealthFinding aboutTheVault(Id id, Map<String, Object> facts) {
    return new HealthFinding(id, List.of(), facts);
  }
}
