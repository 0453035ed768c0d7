package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.platform.ClaimPath;
import io.github.latchkey.platform.ClaimRule;
import io.github.latchkey.platform.ClaimType;
import io.github.latchkey.platform.PlatformProfile;
import io.github.latchkey.platform.TokenComposer;
import io.github.latchkey.platform.TokenDraft;
import io.github.latchkey.platform.TokenView;
import io.github.latchkey.platform.TokenWish;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Makes of a request what would be signed, and judges it.
final class TokenDrafting {

  private static final Set<String> FIXED_HEADERS = Set.of("alg", "crit", "b64", "zip");

  private TokenDrafting() {}

  /// What would be signed with this algorithm at this moment.
  static TokenPreview preview(TokenRequest request, JwsAlgorithm algorithm, Instant now)
      throws AppException {
    Credential credential = request.credential();
    PlatformProfile platform = credential.platform();
    TokenDraft draft = TokenComposer.compose(platform, wish(request, algorithm), now);
    var view = new TokenView(draft.header(), draft.payload(), credential.fields());
    return new TokenPreview(
        draft.header(),
        draft.payload(),
        draft.start(),
        draft.end(),
        DraftJudges.judge(DraftJudges.of(platform, draft.start(), now), view));
  }

  /// The request with its texts read as what the platform's file says.
  static TokenWish wish(TokenRequest request, JwsAlgorithm algorithm) throws AppException {
    return new TokenWish(
        algorithm,
        request.credential().fields(),
        claims(request),
        header(request),
        request.validity());
  }

  private static Map<ClaimPath, Json> claims(TokenRequest request) throws AppException {
    Map<ClaimPath, Json> claims = new LinkedHashMap<>();
    for (ClaimInput input : request.claims()) {
      if (!isBlank(input)) {
        Json value = value(input, type(request.credential().platform(), input.path()));
        claims.remove(input.path());
        claims.put(input.path(), value);
      }
    }
    return claims;
  }

  /// Whether it is a form's empty field, which gives nothing.
  static boolean isBlank(ClaimInput input) {
    return input.value() instanceof ClaimInput.Typed(var text) && text.isEmpty();
  }

  /// The type that the platform's file gives a claim; a string where it says nothing.
  static ClaimType type(PlatformProfile platform, ClaimPath path) {
    return platform.claim(path).map(ClaimRule::type).orElse(ClaimType.STRING);
  }

  /// The value that was given for a claim of this type; CLAIM_UNUSABLE where it cannot be one.
  static Json value(ClaimInput input, ClaimType type) throws AppException {
    return switch (input.value()) {
      case ClaimInput.Exact(var json) -> json;
      case ClaimInput.Typed(var text) ->
          typeOf(text, type)
              .parse(text)
              .orElseThrow(
                  () ->
                      new AppException(
                          AppException.Kind.CLAIM_UNUSABLE,
                          Map.of(
                              "path", input.path().toString(), "text", text, "type", type.id())));
    };
  }

  /// Text for a claim that may be anything is a string, unless it is a JSON list or object.
  private static ClaimType typeOf(String text, ClaimType type) {
    boolean looksLikeJson = text.startsWith("[") || text.startsWith("{");
    return type == ClaimType.ANY && !looksLikeJson ? ClaimType.STRING : type;
  }

  private static Map<String, Json> header(TokenRequest request) throws AppException {
    Map<String, Json> header = new LinkedHashMap<>();
    for (var entry : request.header().entrySet()) {
      if (FIXED_HEADERS.contains(entry.getKey()) || entry.getKey().isEmpty()) {
        throw new AppException(AppException.Kind.HEADER_FIXED, Map.of("name", entry.getKey()));
      }
      header.put(entry.getKey(), new JsonString(entry.getValue()));
    }
    return header;
  }
}
