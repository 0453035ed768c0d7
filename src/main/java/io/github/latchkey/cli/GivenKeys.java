package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.Wording;
import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.VerifyingKey;
import io.github.latchkey.engine.inspect.KeyCandidate;
import io.github.latchkey.engine.keys.ExpectedKey;
import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyProblem;
import io.github.latchkey.engine.keys.KeyProblemId;
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
import java.util.Set;

/// Keys that the command line names for one inspection; closed with it.
final class GivenKeys implements AutoCloseable {

  private static final int TRIES = 3;
  private static final Set<KeyProblemId> LOCKED =
      Set.of(KeyProblemId.PASSPHRASE_NEEDED, KeyProblemId.WRONG_PASSPHRASE);

  private final List<KeyCandidate> candidates = new ArrayList<>();
  private final Optional<Path> passwordFile;

  /// Encrypted ones are opened with the passphrase of this file; without it, it is asked for.
  GivenKeys(Optional<Path> passwordFile) {
    this.passwordFile = passwordFile;
  }

  List<KeyCandidate> candidates() {
    return List.copyOf(candidates);
  }

  /// Reads a key file and adds what checks signatures, of a set every key; a file that cannot is
  /// refused with its reason, and a key of a set that cannot is left out and said.
  void add(
      Path file, ExpectedKey expected, Optional<SecretEncoding> encoding, CommandContext context)
      throws FaultException, CliException {
    List<KeyReading> readings = opened(file, new KeyRequest(expected, encoding, false), context);
    String name = Wording.visible(file.toString());
    try {
      for (KeyReading reading : readings) {
        if (reading.material().isPresent()) {
          candidates.add(new KeyCandidate(name, verifier(reading), true));
        } else if (readings.size() == 1) {
          throw new CliException(ExitCode.DAMAGED, refusal(name, reading, context));
        } else {
          context.note(refusal(name, reading, context).what());
        }
      }
    } finally {
      readings.forEach(KeyReading::close);
    }
  }

  private List<KeyReading> opened(Path file, KeyRequest request, CommandContext context)
      throws AppException {
    Optional<SecretBytes> given = KeyPassphrase.inFile(passwordFile);
    if (given.isPresent()) {
      try (SecretBytes passphrase = given.get()) {
        return read(file, request.withPassphrase(passphrase));
      }
    }
    List<KeyReading> readings = read(file, request);
    for (int tried = 0; tried < TRIES && isLocked(readings) && context.canAsk(); tried++) {
      if (tried > 0) {
        context.warn(
            refusal(Wording.visible(file.toString()), readings.getFirst(), context).what());
      }
      Optional<SecretBytes> typed = KeyPassphrase.asked(Wording.visible(file.toString()), context);
      if (typed.isEmpty()) {
        return readings;
      }
      readings.forEach(KeyReading::close);
      try (SecretBytes passphrase = typed.get()) {
        readings = read(file, request.withPassphrase(passphrase));
      }
    }
    return readings;
  }

  private static boolean isLocked(List<KeyReading> readings) {
    return readings.size() == 1
        && readings.getFirst().problem().map(KeyProblem::id).filter(LOCKED::contains).isPresent();
  }

  private static List<KeyReading> read(Path file, KeyRequest request) throws AppException {
    try {
      return KeyReader.readVerifying(file, request);
    } catch (IOException trouble) {
      throw AppException.about(file, trouble);
    }
  }

  private static Sentence refusal(String name, KeyReading reading, CommandContext context) {
    Sentence sentence =
        reading.problem().map(context.wording()::keyProblem).orElse(new Sentence("", ""));
    return new Sentence(name + ": " + sentence.what(), sentence.advice());
  }

  /// The key of a reading, for the one algorithm that its file allows where it says so.
  private static VerifyingKey verifier(KeyReading reading) throws FaultException {
    VerifyingKey whole = verifier(reading.material().orElseThrow());
    Optional<JwsAlgorithm> only = reading.description().flatMap(KeyDescription::algorithm);
    if (only.isEmpty()) {
      return whole;
    }
    try (whole) {
      return whole.restrictedTo(only.get());
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
