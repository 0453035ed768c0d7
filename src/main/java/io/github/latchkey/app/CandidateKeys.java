package io.github.latchkey.app;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.inspect.Finding;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.KeyCandidate;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.FieldRule;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.TokenView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys that a signature is tried against: those a person gave, then the vault's, the likeliest
/// first. Closing it closes the vault's; those that were given stay open.
final class CandidateKeys implements AutoCloseable {

  /// How sure it is that a credential should have signed a token, from what both say of themselves.
  private enum Likeness {
    /// The token carries the credential's own id, and looks like its platform's.
    OWN_ID_AND_PLATFORM,
    /// The token carries the credential's own id: app id, consumer id.
    OWN_ID,
    /// Nothing says so.
    NONE
  }

  private record Tried(Credential credential, Likeness likeness) {}

  private final List<KeyCandidate> given;
  private final List<KeyCandidate> stored = new ArrayList<>();
  private final List<KeyCandidate> earlier = new ArrayList<>();
  private final List<Finding> unusable = new ArrayList<>();

  CandidateKeys(
      DecodedToken token,
      Optional<PlatformProfile> recognised,
      Optional<VaultSession> vault,
      List<KeyCandidate> given) {
    this.given = given;
    try {
      vault.ifPresent(
          session ->
              session.credentials().stream()
                  .map(credential -> new Tried(credential, likeness(credential, token, recognised)))
                  .filter(tried -> couldHaveSigned(tried, token))
                  .sorted(Comparator.comparing(Tried::likeness))
                  .forEach(tried -> add(session, tried)));
    } catch (IllegalStateException lockedMeanwhile) {
      close();
      stored.clear(); // as without a vault
      earlier.clear();
    }
  }

  /// A secret that could not have made the signature stays in the vault.
  private static boolean couldHaveSigned(Tried tried, DecodedToken token) {
    String alg = token.headerJson().flatMap(header -> header.text("alg")).orElse("");
    return tried.likeness() != Likeness.NONE
        || !tried.credential().key().isSecret()
        || alg.startsWith("HS");
  }

  private void add(VaultSession session, Tried tried) {
    String name = tried.credential().name();
    try {
      boolean expected = tried.likeness() != Likeness.NONE;
      stored.add(new KeyCandidate(name, session.keys().verifying(tried.credential()), expected));
    } catch (FaultException cannotCheck) {
      boolean newer = tried.credential().key().newerWord().isPresent();
      unusable.add(
          Finding.of(
              FindingId.WEAK_KEY,
              "",
              Map.of("credential", name, "variant", newer ? "newer" : "unusable")));
    }
    if (tried.likeness() != Likeness.NONE) {
      addEarlier(session, tried.credential());
    }
  }

  /// Those that a credential had before, where the token says that it is its own.
  private void addEarlier(VaultSession session, Credential credential) {
    for (EarlierValue value : session.history().earlierKeys(credential)) {
      try {
        VerifyingKey key = session.history().verifyingKey(credential, value);
        earlier.add(new KeyCandidate(credential.name(), key, false));
      } catch (FaultException notWorthTelling) {
        // it was replaced, and whatever is wrong with it harms nobody any more
      }
    }
  }

  /// All of them, in the order they are tried.
  List<KeyCandidate> inOrder() {
    return Stream.concat(given.stream(), stored.stream()).toList();
  }

  /// Keys that were replaced, for tokens that no key of now has signed.
  List<KeyCandidate> earlier() {
    return earlier;
  }

  /// What is to be said of stored keys that cannot check anything.
  List<Finding> unusable() {
    return unusable;
  }

  private static Likeness likeness(
      Credential credential, DecodedToken token, Optional<PlatformProfile> recognised) {
    if (!carriesItsId(credential, token)) {
      return Likeness.NONE;
    }
    return recognised.filter(credential.platform()::equals).isPresent()
        ? Likeness.OWN_ID_AND_PLATFORM
        : Likeness.OWN_ID;
  }

  /// Whether a header parameter or claim that the platform makes from a required field has this
  /// credential's value; where the platform requires none, any field's will do.
  private static boolean carriesItsId(Credential credential, DecodedToken token) {
    PlatformProfile platform = credential.platform();
    List<String> required =
        platform.fields().stream().filter(FieldRule::required).map(FieldRule::id).toList();
    var view =
        new TokenView(
            token.headerJson().orElse(JsonObject.empty()),
            token.payloadJson().orElse(JsonObject.empty()),
            credential.fields());
    return Stream.concat(platform.header().stream(), platform.claims().stream())
        .anyMatch(rule -> madeFrom(rule, required) && hasItsValue(rule, view));
  }

  private static boolean madeFrom(ClaimRule rule, List<String> required) {
    return rule.source() instanceof ClaimRule.Made(var template)
        && template.places().stream()
            .anyMatch(
                place ->
                    place instanceof Place.Field(var id)
                        && (required.isEmpty() || required.contains(id)));
  }

  private static boolean hasItsValue(ClaimRule rule, TokenView view) {
    Optional<Json> wanted =
        rule.source() instanceof ClaimRule.Made(var template)
            ? template.fill(view, word -> Optional.empty())
            : Optional.empty();
    return wanted.isPresent() && wanted.equals(rule.place().in(view));
  }

  @Override
  public void close() {
    Stream.concat(stored.stream(), earlier.stream()).forEach(candidate -> candidate.key().close());
  }
}
