package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.inspect.KeyCandidate;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyReader;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.engine.keys.KeyRequest;
import io.github.latchkey.engine.keys.SecretEncoding;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keys that the command line names for one inspection; closed with it.
final class GivenKeys implements AutoCloseable {

  private final List<KeyCandidate> candidates = new ArrayList<>();

  List<KeyCandidate> candidates() {
    return List.copyOf(candidates);
  }

  /// Reads a key file and adds what checks signatures; a file that cannot is refused with its
  /// reason.
  void add(
      Path file, ExpectedKey expected, Optional<SecretEncoding> encoding, CommandContext context)
      throws FaultException, CliException {
    try (KeyReading reading = KeyReader.read(file, new KeyRequest(expected, encoding, false))) {
      KeyMaterial material =
          reading
              .material()
              .orElseThrow(
                  () -> {
                    Sentence sentence =
                        reading
                            .problem()
                            .map(context.wording()::keyProblem)
                            .orElse(new Sentence("", ""));
                    return new CliException(
                        ExitCode.DAMAGED,
                        new Sentence(
                            Wording.visible(file.toString()) + ": " + sentence.what(),
                            sentence.advice()));
                  });
      candidates.add(new KeyCandidate(Wording.visible(file.toString()), verifier(material), true));
    } catch (IOException trouble) {
      throw AppException.about(file, trouble);
    }
  }

  private static VerifyingKey verifier(KeyMaterial material) throws FaultException {
    return switch (material) {
      case KeyMaterial.SecretText(var text, var encoding) -> {
        try (SecretBytes bytes = encoding.decode(text)) {
          yield HmacKey.of(bytes);
        }
      }
      case KeyMaterial.PrivateKey(var pkcs8, var spki) -> VerifyingKey.ofSpki(spki);
      case KeyMaterial.PublicKey(var spki) -> VerifyingKey.ofSpki(spki);
    };
  }

  @Override
  public void close() {
    candidates.forEach(candidate -> candidate.key().close());
  }
}
