package io.github.latchkey.app;

import io.github.latchkey.engine.EngineException;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SignedToken;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.platform.Place;
import io.github.latchkey.platform.Template;
import io.github.latchkey.platform.TokenUse;
import io.github.latchkey.platform.TokenView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes tokens: shows what would be signed, signs it, and gives it the shape that is needed.
public final class TokenCreation {

  private final Clock clock;

  TokenCreation(Clock clock) {
    this.clock = clock;
  }

  /// The algorithm that a credential signs with: the first of the platform's that its key can do.
  static JwsAlgorithm algorithm(Credential credential, SigningKey key) throws EngineException {
    return algorithm(credential, key.algorithms())
        .orElseThrow(
            () ->
                new EngineException(
                    EngineException.Kind.ALGORITHM_MISMATCH,
                    Map.of("algorithm", credential.platform().algorithms().getFirst().name())));
  }

  private static Optional<JwsAlgorithm> algorithm(
      Credential credential, Set<JwsAlgorithm> possible) {
    return credential.platform().algorithms().stream().filter(possible::contains).findFirst();
  }

  /// The algorithms that a credential may sign with, the usual one first: those of the platform's
  /// that its key can do.
  public static List<JwsAlgorithm> algorithms(Credential credential) {
    Set<JwsAlgorithm> possible = credential.key().algorithms();
    return credential.platform().algorithms().stream().filter(possible::contains).toList();
  }

  /// The algorithm of a request: as asked for, where the platform takes it and the key can do it.
  private static JwsAlgorithm algorithm(TokenRequest request, Set<JwsAlgorithm> possible)
      throws AppException {
    Credential credential = request.credential();
    Optional<JwsAlgorithm> chosen = request.algorithm();
    boolean allowed =
        chosen.isEmpty()
            || possible.contains(chosen.get())
                && credential.platform().algorithms().contains(chosen.get());
    if (!allowed) {
      throw new AppException(
          AppException.Kind.ALGORITHM_REFUSED,
          Map.of(
              "alg",
              chosen.get().name(),
              "platform",
              credential.platform().name(),
              "allowed",
              algorithms(credential).stream().map(JwsAlgorithm::name).toList()));
    }
    return chosen
        .or(() -> algorithm(credential, possible))
        .orElse(credential.platform().algorithms().getFirst());
  }

  /// What would be signed at this moment. Needs no key, changes nothing, and is quick enough for
  /// every keystroke.
  public TokenPreview preview(TokenRequest request) throws AppException {
    JwsAlgorithm algorithm = algorithm(request, request.credential().key().algorithms());
    return TokenDrafting.preview(request, algorithm, clock.instant());
  }

  /// Signs what the request asks for, with the credential's key out of the vault for just as long.
  /// Findings do not hinder it: they are in the result.
  public CreatedToken create(VaultSession session, TokenRequest request) throws FaultException {
    try (SigningKey key = session.signingKey(request.credential())) {
      JwsAlgorithm algorithm = algorithm(request, key.algorithms());
      TokenPreview preview = TokenDrafting.preview(request, algorithm, clock.instant());
      SignedToken token = TokenSigner.sign(preview.header(), preview.payload(), key);
      return new CreatedToken(request.credential(), token, preview);
    }
  }

  /// Makes ready to sign many tokens, each with what `request` says and claims of its own. The key
  /// comes out of the vault once; the vault may be locked while the batch goes on.
  ///
  /// @param strict whether a token with an error or a warning is not signed
  public BatchSigning batch(VaultSession session, TokenRequest request, boolean strict)
      throws FaultException {
    try (SigningKey key = session.signingKey(request.credential())) {
      JwsAlgorithm algorithm = algorithm(request, key.algorithms());
      var drafts = new BatchDrafts(request, algorithm, clock.instant());
      return new BatchSigning(drafts, TokenSigner.ofMany(key, algorithm), strict);
    }
  }

  /// Whether the platform knows this shape at all; JioMeet has no join link.
  public static boolean offers(Credential credential, TokenUse.Shape shape) {
    return credential.platform().use(shape).isPresent();
  }

  /// The platform's use of this shape; JioMeet, for one, has no join link and refuses.
  public static TokenUse requireShape(Credential credential, TokenUse.Shape shape)
      throws AppException {
    return credential
        .platform()
        .use(shape)
        .orElseThrow(
            () ->
                new AppException(
                    AppException.Kind.SHAPE_UNKNOWN,
                    Map.of(
                        "platform",
                        credential.platform().name(),
                        "shape",
                        List.of("shape-" + shape.name().toLowerCase(Locale.ROOT)))));
  }

  /// A token in the shape that is asked for: a header line, or a join link with every value
  /// percent-encoded.
  public static String shaped(CreatedToken created, TokenUse.Shape shape) throws AppException {
    TokenUse use = requireShape(created.credential(), shape);
    var view =
        new TokenView(
            created.token().header(), created.token().payload(), created.credential().fields());
    boolean link = shape == TokenUse.Shape.URL;
    if (link) {
      requireSafePath(use, view);
    }
    return use.template()
        .fillText(
            view,
            word -> word.equals("token") ? Optional.of(created.compact()) : Optional.empty(),
            value -> link ? percentEncoded(value) : value)
        .orElseThrow(
            () ->
                new AppException(
                    AppException.Kind.SHAPE_INCOMPLETE, Map.of("needs", firstEmpty(use, view))));
  }

  /// Browsers take `.` and `..` out of a path even when they are percent-encoded: the token would
  /// go elsewhere.
  private static void requireSafePath(TokenUse use, TokenView view) throws AppException {
    for (Place place : use.template().places()) {
      String value = place.in(view).map(Template::asText).orElse("");
      if (value.equals(".") || value.equals("..")) {
        throw new AppException(
            AppException.Kind.LINK_UNSAFE, Map.of("value", value, "needs", place.label()));
      }
    }
  }

  private static String firstEmpty(TokenUse use, TokenView view) {
    return use.template().places().stream()
        .filter(place -> place.in(view).isEmpty())
        .map(Place::label)
        .findFirst()
        .orElse("");
  }

  /// Percent-encoding for one path segment or query value (RFC 3986); a colon stays, for the port
  /// of a domain.
  private static String percentEncoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%7E", "~");
  }
}
