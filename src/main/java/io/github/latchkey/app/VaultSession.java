package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.Platforms;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.DraftKey;
import io.github.latchkey.vault.LockedVault;
import io.github.latchkey.vault.MergeReport;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.SaveMark;
import io.github.latchkey.vault.SaveOutcome;
import io.github.latchkey.vault.SealedDraft;
import io.github.latchkey.vault.Undo;
import io.github.latchkey.vault.Unlocking;
import io.github.latchkey.vault.Vault;
import io.github.latchkey.vault.VaultCopy;
import io.github.latchkey.vault.VaultEntry;
import io.github.latchkey.vault.VaultException;
import io.github.latchkey.vault.VaultSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An open vault, and the credentials in it. Closing it locks: the data key and every secret are
/// wiped.
///
/// Opening, creating and saving take seconds (key derivation, disk): not for a thread that draws.
public final class VaultSession implements AutoCloseable {

  private final Vault vault;
  private final Path file;
  private final Latchkey parts;
  private final Platforms platforms;
  private final Clock clock;
  private final ZoneId zone;
  private final List<VaultWarning> warnings;
  private volatile Instant savedAt;
  private final CredentialListing listing;
  private final CredentialKeys keys;

  VaultSession(Vault vault, Latchkey parts) {
    this.vault = vault;
    this.file = vault.summary().file();
    this.parts = parts;
    this.platforms = parts.platforms();
    this.listing = new CredentialListing(vault, platforms);
    this.keys = new CredentialKeys(vault);
    this.clock = parts.clock();
    this.zone = parts.wording().zone();
    this.savedAt = lastModified(file).orElseGet(clock::instant);
    this.warnings = warnings(vault, parts);
  }

  /// A save that is not what was expected is remembered only once it is saved over: until then the
  /// person is told every time.
  private static List<VaultWarning> warnings(Vault vault, Latchkey parts) {
    Path file = vault.summary().file();
    SaveMark mark = vault.mark();
    List<VaultWarning> warnings =
        VaultWarning.of(
            vault, parts.memory().newest(mark.vaultId(), file), parts.memory().gaveUp(mark));
    if (warnings.stream().noneMatch(VaultWarning::isUnexpected)) {
      parts.memory().note(file, mark);
    }
    return warnings;
  }

  private static Optional<Instant> lastModified(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException notTold) {
      return Optional.empty(); // the time is only shown
    }
  }

  /// A new vault and the recovery key that is shown this once; both are the caller's to close.
  public record NewVault(VaultSession session, RecoveryKey recoveryKey) implements AutoCloseable {

    /// Takes the new vault back, file and all: nobody has seen its recovery key, and nothing is in
    /// it yet. Closes both.
    public void takeBack() throws AppException {
      close();
      try {
        Files.deleteIfExists(session.file());
      } catch (IOException trouble) {
        throw AppException.aboutWriting(session.file(), trouble);
      }
    }

    @Override
    public void close() {
      recoveryKey.close();
      session.close();
    }
  }

  /// Makes a vault file with this password and a recovery key. The passphrase stays the caller's.
  public static NewVault create(Path file, Passphrase password, Latchkey parts)
      throws VaultException {
    RecoveryKey recoveryKey = RecoveryKey.random();
    try {
      Vault vault =
          Vault.create(file, password, parts.newVaultCost().get(), recoveryKey, parts.clock());
      return new NewVault(new VaultSession(vault, parts), recoveryKey);
    } catch (VaultException | RuntimeException failed) {
      recoveryKey.close();
      throw failed;
    }
  }

  /// Opens a vault file with its password, which stays the caller's.
  public static VaultSession open(Path file, Passphrase password, Latchkey parts)
      throws VaultException {
    return new VaultSession(LockedVault.read(file).unlock(password, parts.clock()), parts);
  }

  /// Opens a vault file with its recovery key, which stays the caller's.
  public static VaultSession open(Path file, RecoveryKey key, Latchkey parts)
      throws VaultException {
    return new VaultSession(LockedVault.read(file).unlock(key, parts.clock()), parts);
  }

  /// Opens a vault whose outside was read, with whatever opens it; see [LockedVault#unlock]. After
  /// VAULT_COST_HIGH ask, and come back with [LockedVault#acceptingCost()].
  public static VaultSession open(LockedVault locked, Unlocking with, Latchkey parts)
      throws VaultException {
    return new VaultSession(locked.unlock(with, parts.clock()), parts);
  }

  /// Opens it to change its ways in at once: what it was opened with is the confirmation.
  public static Confirmed openConfirmed(LockedVault locked, Unlocking with, Latchkey parts)
      throws VaultException {
    LockedVault.Confirmed opened = locked.unlockConfirmed(with, parts.clock());
    return new Confirmed(new VaultSession(opened.vault(), parts), opened.confirmation());
  }

  /// An open session and the proof that a person just opened it. Closes both.
  public record Confirmed(VaultSession session, Confirmation confirmation)
      implements AutoCloseable {

    @Override
    public void close() {
      confirmation.close();
      session.close();
    }
  }

  /// A key for what is being typed, to be sealed when the vault is locked; the caller closes it.
  public DraftKey draftKey() {
    return vault.draftKey();
  }

  /// What was being typed when this vault was locked; see [Vault#open(SealedDraft)].
  public Optional<SecretBytes> open(SealedDraft draft) {
    return vault.open(draft);
  }

  /// Who can open this vault, and how that is changed.
  public VaultAccess access() {
    return new VaultAccess(vault.slots(), parts, this::wasSaved);
  }

  /// What a person has to be told about the file that was opened; empty as a rule.
  public List<VaultWarning> warnings() {
    return warnings;
  }

  /// This vault's backups and copies.
  public Backups backups() {
    return parts.backups(file);
  }

  /// What can be said about a copy or backup with this vault's key; see [Vault#check(Path)].
  public VaultCopy check(Path copy) {
    return vault.check(copy);
  }

  /// Puts copies and backups in the vault's place.
  public CopyRestoring restoring() {
    return new CopyRestoring(vault, parts);
  }

  /// The vault's file; told at once, also while a save is under way.
  public Path file() {
    return file;
  }

  /// The file's name, as the status bar shows it.
  public String name() {
    return file().getFileName().toString();
  }

  /// What the file says of itself without its key.
  public VaultSummary summary() {
    return vault.summary();
  }

  /// When the file was last written.
  public Instant savedAt() {
    return savedAt;
  }

  /// All credentials, by name.
  public List<Credential> credentials() {
    return listing.all();
  }

  /// The credentials that a search finds; all of them for an empty one.
  public List<Credential> find(String query) {
    return listing.find(query);
  }

  /// The credential of this very name, or of this id.
  public Credential named(String name) throws AppException {
    return listing.named(name);
  }

  CredentialListing listing() {
    return listing;
  }

  Optional<Credential> optional(String name) {
    return listing.optional(name);
  }

  Credential read(VaultEntry entry) {
    return listing.read(entry);
  }

  /// The credential as it is by now; NO_SUCH_CREDENTIAL where it was removed meanwhile.
  Credential present(Credential known) throws AppException {
    return listing.present(known);
  }

  CredentialKeys keys() {
    return keys;
  }

  /// The key that signs for a credential; the caller closes it.
  SigningKey signingKey(Credential credential) throws EngineException, AppException {
    return keys.signing(credential);
  }

  /// Adds a credential to the open vault; it is on disk only after [#save()].
  Credential add(ImportRequest request, StoredKey key, SecretBytes secret) {
    String id =
        vault.add(
            CredentialRecord.of(request, key, clock.instant()),
            Map.of(CredentialRecord.SECRET, secret));
    return read(vault.entry(id).orElseThrow());
  }

  /// Gives a credential another key and saves. Key and description are written one right after the
  /// other and alone, so that a merge never mixes two keys.
  Edited replaceKey(Credential credential, StoredKey key, SecretBytes secret)
      throws VaultException {
    Undo undo =
        vault.change(
            credential.id(),
            Map.of(CredentialRecord.KEY, CredentialRecord.keyObject(key)),
            Map.of(CredentialRecord.SECRET, secret));
    return saved(credential, undo, Set.of());
  }

  /// Another name for a credential that was just added and met one of the same name in what another
  /// program had saved meanwhile.
  Credential renameApart(Credential credential) {
    var name = new JsonString(listing.free(credential.name()));
    vault.change(credential.id(), Map.of("name", name), Map.of());
    return read(vault.entry(credential.id()).orElseThrow());
  }

  /// Takes back an addition that could not be saved.
  void discard(Credential credential) {
    vault.discard(credential.id());
  }

  /// Changes credentials.
  public CredentialEditing editing() {
    return new CredentialEditing(this);
  }

  /// Where removed credentials are.
  public CredentialTrash trash() {
    return new CredentialTrash(this);
  }

  /// What credentials were before.
  public CredentialHistory history() {
    return new CredentialHistory(this);
  }

  /// Looks the vault over.
  public Health health() {
    return new Health(this, clock, zone, () -> backups().newest().map(Backup::made));
  }

  /// Whether something was changed or merged and is not on disk yet, because saving failed.
  public boolean hasUnsavedChanges() {
    return vault.hasUnsavedChanges();
  }

  /// Writes what is not on disk yet, together with what others saved meanwhile. On failure nothing
  /// is lost: it stays in the open vault. Not for a thread that draws.
  public SaveOutcome save() throws VaultException {
    SaveOutcome outcome = vault.save();
    wasSaved();
    return outcome;
  }

  /// Removes items of the trash for good and saves; see [Vault#removeForGood].
  SaveOutcome removeForGood(List<String> ids) throws VaultException {
    SaveOutcome outcome = vault.removeForGood(ids);
    wasSaved();
    return outcome;
  }

  boolean isListed(Credential credential) {
    return vault.entry(credential.id()).isPresent();
  }

  private void wasSaved() {
    savedAt = clock.instant();
    parts.memory().note(file, vault.mark());
  }

  /// The same where a person has decided that this data key stays.
  void wasDecided() {
    savedAt = clock.instant();
    parts.memory().noteDecided(file, vault.mark());
  }

  Optional<SaveOutcome> saveIfNeeded() throws VaultException {
    return vault.hasUnsavedChanges() ? Optional.of(save()) : Optional.empty();
  }

  /// Takes in what other programs saved meanwhile and writes nothing; for when a window gets the
  /// focus again. Not for a thread that draws: it reads the file.
  public MergeNotice refresh() throws VaultException {
    return notice(vault.refresh().orElse(MergeReport.NOTHING));
  }

  /// Brings what went apart together.
  public VaultMerging merging() {
    return new VaultMerging(this, parts);
  }

  /// A merge by the names of the credentials.
  public MergeNotice notice(MergeReport report) {
    return MergeNotice.of(report, platforms);
  }

  /// What a save took in, by the names of the credentials.
  public MergeNotice notice(SaveOutcome saved) {
    return notice(saved.merge().orElse(MergeReport.NOTHING));
  }

  Vault vault() {
    return vault;
  }

  /// Saves a change of one credential. Another one that came in with its name, where the change
  /// gave it that name, leaves it a name with a number.
  Edited saved(Credential known, Undo undo, Set<String> overwritten) throws VaultException {
    Optional<SaveOutcome> saved = saveIfNeeded();
    Optional<Credential> now = vault.entry(known.id()).map(this::read);
    boolean named =
        undo.steps().stream().anyMatch(s -> Set.of("name", "trash").contains(s.field()));
    if (named && now.filter(listing::isNameShared).isPresent()) {
      now = Optional.of(renameApart(now.get()));
      SaveOutcome again = save();
      saved = Optional.of(saved.map(again::after).orElse(again));
    }
    return new Edited(now.orElse(known), undo, saved, overwritten);
  }

  @Override
  public void close() {
    vault.close();
  }
}
