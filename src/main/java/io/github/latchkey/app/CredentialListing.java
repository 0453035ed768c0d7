package io.github.latchkey.app;

import io.github.latchkey.platform.Platforms;
import io.github.latchkey.vault.Vault;
import io.github.latchkey.vault.VaultEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The credentials of an open vault, read from its items, and their names. Safe for several
/// threads.
final class CredentialListing {

  private final Vault vault;
  private final Platforms platforms;
  private Listing listing = new Listing(-1, List.of(), new CredentialSearch(List.of()));

  CredentialListing(Vault vault, Platforms platforms) {
    this.vault = vault;
    this.platforms = platforms;
  }

  /// All credentials, by name.
  List<Credential> all() {
    return listing().credentials;
  }

  /// What was read of the vault at one of its versions.
  private record Listing(long version, List<Credential> credentials, CredentialSearch search) {}

  /// Read again only once the vault was changed: that takes a while where there are thousands.
  private synchronized Listing listing() {
    long version = vault.version();
    if (listing.version != version) {
      List<Credential> credentials =
          vault.entries().stream()
              .map(this::read)
              .sorted(
                  Comparator.comparing(Credential::name, String.CASE_INSENSITIVE_ORDER)
                      .thenComparing(Credential::name))
              .toList();
      listing = new Listing(version, credentials, new CredentialSearch(credentials));
    }
    return listing;
  }

  /// The credentials that a search finds; all of them for an empty one.
  List<Credential> find(String query) {
    return listing().search.find(query);
  }

  /// The credential of this very name, or of this id.
  Credential named(String name) throws AppException {
    List<Credential> found = all().stream().filter(c -> c.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new AppException(
          AppException.Kind.NAME_AMBIGUOUS,
          Map.of("name", name, "ids", found.stream().map(Credential::id).toList()));
    }
    return found.stream()
        .findFirst()
        .or(() -> vault.entry(name).filter(VaultEntry::isCredential).map(this::read))
        .orElseThrow(
            () -> new AppException(AppException.Kind.NO_SUCH_CREDENTIAL, Map.of("name", name)));
  }

  Optional<Credential> optional(String name) {
    return all().stream().filter(credential -> credential.name().equals(name)).findFirst();
  }

  Credential read(VaultEntry entry) {
    return CredentialRecord.read(entry, platforms);
  }

  /// The credential as it is by now; NO_SUCH_CREDENTIAL where it was removed meanwhile.
  Credential present(Credential known) throws AppException {
    return vault
        .entry(known.id())
        .map(this::read)
        .orElseThrow(
            () ->
                new AppException(
                    AppException.Kind.NO_SUCH_CREDENTIAL, Map.of("name", known.name())));
  }

  /// NAME_TAKEN where another credential than this has the name.
  void requireFree(String name, String id) throws AppException {
    if (all().stream().anyMatch(c -> c.name().equals(name) && !c.id().equals(id))) {
      throw new AppException(AppException.Kind.NAME_TAKEN, Map.of("name", name));
    }
  }

  boolean isNameShared(Credential credential) {
    return all().stream()
        .anyMatch(c -> c.name().equals(credential.name()) && !c.id().equals(credential.id()));
  }

  /// A name like this one that is free: `name-2`, `name-3`, …
  String free(String name) {
    List<String> names = all().stream().map(Credential::name).toList();
    int number = 2;
    while (names.contains(name + "-" + number)) {
      number++;
    }
    return name + "-" + number;
  }
}
