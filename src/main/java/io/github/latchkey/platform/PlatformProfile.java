package io.github.latchkey.platform;

import io.github.latchkey.engine.JwsAlgorithm;
import java.util.List;
import java.util.Optional;

/// A meeting platform as data, read from `resources/platforms/<id>.json`; the page
/// `src/docs/platform-format.md` describes the file.
///
/// @param id the name in files and on the command line: `clan-meeting`
/// @param name the name on the screen
/// @param about one sentence: what its tokens are for
/// @param sources where the facts were read
/// @param algorithms what the platform accepts, the usual one first
/// @param fields the fields of a credential
/// @param header the header parameters, in the order they are written
/// @param claims the claims, in the order they are written
/// @param checks rules of this platform alone
/// @param uses how its tokens are used
/// @param recognisedBy what must all be true of a token of this platform; never empty but for the
///   generic one
public record PlatformProfile(
    String id,
    String name,
    String about,
    List<String> sources,
    List<JwsAlgorithm> algorithms,
    KeyRule key,
    List<FieldRule> fields,
    List<ClaimRule> header,
    List<ClaimRule> claims,
    LifetimeRule lifetime,
    List<CheckRule> checks,
    List<TokenUse> uses,
    List<Condition> recognisedBy) {

  public PlatformProfile {
    sources = List.copyOf(sources);
    algorithms = List.copyOf(algorithms);
    fields = List.copyOf(fields);
    header = List.copyOf(header);
    claims = List.copyOf(claims);
    checks = List.copyOf(checks);
    uses = List.copyOf(uses);
    recognisedBy = List.copyOf(recognisedBy);
  }

  /// The use of this shape, where the platform has one.
  public Optional<TokenUse> use(TokenUse.Shape shape) {
    return uses.stream().filter(use -> use.shape() == shape).findFirst();
  }

  /// The rule for a claim, where the platform has one.
  public Optional<ClaimRule> claim(ClaimPath path) {
    return claims.stream().filter(rule -> rule.place().equals(new Place.Claim(path))).findFirst();
  }

  /// The field of this id.
  public Optional<FieldRule> field(String id) {
    return fields.stream().filter(field -> field.id().equals(id)).findFirst();
  }

  /// Whether a token looks like one of this platform.
  public boolean recognises(TokenView token) {
    return !recognisedBy.isEmpty() && recognisedBy.stream().allMatch(c -> c.holds(token));
  }
}
