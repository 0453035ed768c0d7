package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.CreatedToken;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.TimeText;
import io.github.latchkey.app.TokenCreation;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.platform.TokenUse;
import io.github.latchkey.platform.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `latchkey sign`: creates a token.
@Command(name = "sign", description = "Create a token; findings go to standard error.")
final class SignCommand extends CliCommand {

  /// The shapes a token is printed in.
  enum As {
    TOKEN,
    BEARER,
    URL,
    JSON
  }

  @Parameters(paramLabel = "NAME", description = "The credential that signs.")
  String name;

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  List<Claim> claims = new ArrayList<>();

  /// One claim, so that the order of both kinds is kept.
  static final class Claim {
    @ArgGroup(multiplicity = "1")
    Text text;

    /// As typed text or as JSON.
    static final class Text {
      @Option(
          names = "--claim",
          paramLabel = "PATH=TEXT",
          description =
              "A claim as text; the platform's file gives it its type, otherwise it is a string.")
      Optional<String> typed = Optional.empty();

      @Option(names = "--claim-json", paramLabel = "PATH=JSON", description = "A claim as JSON.")
      Optional<String> exact = Optional.empty();
    }
  }

  @Option(names = "--header", paramLabel = "NAME=TEXT", description = "A further header parameter.")
  Map<String, String> header = new LinkedHashMap<>();

  @ArgGroup End end = new End();

  /// When it expires.
  static final class End {
    @Option(
        names = "--expires-in",
        paramLabel = "15m",
        description = "Counted from nbf, else iat, else now.")
    Optional<String> in = Optional.empty();

    @Option(
        names = "--expires-at",
        paramLabel = "TIME",
        description = "RFC 3339, Unix seconds, now+15m.")
    Optional<String> at = Optional.empty();

    @Option(names = "--no-expiry", description = "Leave exp out.")
    boolean never;
  }

  @Option(names = "--not-before", paramLabel = "TIME", description = "When it becomes valid (nbf).")
  Optional<String> notBefore = Optional.empty();

  @Option(
      names = "--issued-at",
      paramLabel = "TIME",
      description = "iat; now where it is not given.")
  Optional<String> issuedAt = Optional.empty();

  @Option(names = "--strict", description = "Print no token when there is an error or a warning.")
  boolean strict;

  @Option(names = "--as", paramLabel = "SHAPE", description = "token, bearer, url or json.")
  As as = As.TOKEN;

  @Option(
      names = "--algorithm",
      paramLabel = "ALG",
      description = "Where the platform takes several that the key can do.")
  Optional<JwsAlgorithm> algorithm = Optional.empty();

  @Mixin BatchOptions batch;

  @Override
  int run(CommandContext context) throws Exception {
    List<ClaimInput> inputs = inputs(context);
    Validity validity = validity(context.parts().clock().instant());
    if (batch.stray().isPresent()) {
      Map<String, String> facts = Map.of("option", batch.stray().get());
      throw new CliException(
          ExitCode.USAGE, new Sentence(context.wording().text("cli.sign.needs-batch", facts), ""));
    }
    if (batch.areGiven()) {
      if (shape().isPresent()) {
        throw BatchRun.misuse(context, "cli.sign.batch-shape");
      }
      return new BatchRun(batch, context, strict, as == As.JSON)
          .sign(
              inputs,
              (session, claims) ->
                  new TokenRequest(session.named(name), claims, header, validity, algorithm));
    }
    try (VaultSession session = context.openVault()) {
      Credential credential = session.named(name);
      requireShape(credential);
      var request = new TokenRequest(credential, inputs, header, validity, algorithm);
      CreatedToken created = context.parts().tokens().create(session, request);
      boolean refused = strict && !created.preview().isClean();
      boolean quietFindings = as == As.JSON && !refused;
      if (!quietFindings) {
        created.preview().findings().stream()
            .filter(finding -> !context.options().quiet || !created.preview().isClean())
            .forEach(finding -> context.warn(context.shown(finding)));
      }
      if (refused) {
        throw new CliException(
            ExitCode.NO, new Sentence(context.wording().text("cli.sign.strict"), ""));
      }
      print(created, context);
    }
    return ExitCode.DONE;
  }

  private void requireShape(Credential credential) throws AppException {
    Optional<TokenUse.Shape> shape = shape();
    if (shape.isPresent()) {
      TokenCreation.requireShape(credential, shape.get());
    }
  }

  private Optional<TokenUse.Shape> shape() {
    return switch (as) {
      case BEARER -> Optional.of(TokenUse.Shape.BEARER);
      case URL -> Optional.of(TokenUse.Shape.URL);
      case TOKEN, JSON -> Optional.empty();
    };
  }

  private void print(CreatedToken created, CommandContext context) throws AppException {
    Optional<TokenUse.Shape> shape = shape();
    if (shape.isPresent()) {
      context.print(TokenCreation.shaped(created, shape.get()));
      created
          .credential()
          .platform()
          .use(shape.get())
          .map(TokenUse::note)
          .filter(note -> !note.isEmpty())
          .ifPresent(context::note);
    } else if (as == As.JSON) {
      context.print(
          JsonObject.builder()
              .put("token", created.compact())
              .put("header", created.preview().header())
              .put("payload", created.preview().payload())
              .put("expiresAt", CredentialJson.text(created.expiresAt().map(Instant::toString)))
              .put("findings", FindingJson.of(created.preview().findings(), context.wording()))
              .build());
    } else {
      context.print(created.compact());
    }
  }

  private List<ClaimInput> inputs(CommandContext context) throws Exception {
    List<ClaimInput> inputs = new ArrayList<>();
    for (Claim claim : claims) {
      String given = claim.text.typed.or(() -> claim.text.exact).orElse("");
      int equals = given.indexOf('=');
      if (equals < 1) {
        throw new CliException(
            ExitCode.USAGE,
            new Sentence(context.wording().text("cli.sign.claim", Map.of("text", given)), ""));
      }
      String path = given.substring(0, equals);
      String value = given.substring(equals + 1);
      inputs.add(
          claim.text.exact.isPresent()
              ? ClaimInput.exact(path, Json.parse(value, JsonLimits.own(value.length())))
              : ClaimInput.typed(path, value));
    }
    return inputs;
  }

  private Validity validity(Instant now) throws AppException {
    Validity.End ending;
    if (end.in.isPresent()) {
      ending = new Validity.After(TimeText.duration(end.in.get()));
    } else if (end.at.isPresent()) {
      ending = new Validity.At(TimeText.moment(end.at.get(), now));
    } else {
      ending = end.never ? new Validity.Never() : new Validity.Usual();
    }
    return new Validity(moment(issuedAt, now), moment(notBefore, now), ending);
  }

  private static Optional<Instant> moment(Optional<String> text, Instant now) throws AppException {
    return text.isEmpty() ? Optional.empty() : Optional.of(TimeText.moment(text.get(), now));
  }
}
