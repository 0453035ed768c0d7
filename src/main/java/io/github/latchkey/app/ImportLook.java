package io.github.latchkey.app;

import io.github.latchkey.engine.keys.KeyDescription;
import io.github.latchkey.engine.keys.KeyMaterial;
import io.github.latchkey.engine.keys.KeyProblemId;
import io.github.latchkey.engine.keys.KeyReading;
import io.github.latchkey.platform.PlatformProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What was found in the offered files, before anything is stored. Holds the keys until it is
/// closed.
///
/// @param files one line per offered file, in the order offered
/// @param suggested the platform whose file name or key kind this is
public record ImportLook(List<SeenFile> files, Optional<PlatformProfile> suggested)
    implements AutoCloseable {

  /// What became of one file.
  public enum Badge {
    /// It can sign and will be stored.
    USABLE,
    /// It is the public key of the one that can sign.
    PAIR,
    /// It is a public key without its private one.
    PUBLIC,
    /// It cannot be used.
    REFUSED
  }

  /// One offered file.
  ///
  /// @param what what it is, in a few words
  /// @param detail what is odd or wrong about it and what to do; may be empty
  /// @param holdsOthers whether it holds several keys, of which a person chose this one
  public record SeenFile(
      String name,
      Optional<Path> source,
      Badge badge,
      String what,
      String detail,
      KeyReading reading,
      boolean holdsOthers) {

    /// Whether it is encrypted and was not opened: a passphrase has to be asked for, and the offer
    /// looked at again with [OfferedKey#withPassphrase].
    public boolean asksForPassphrase() {
      return reading
          .problem()
          .filter(
              problem ->
                  problem.id() == KeyProblemId.PASSPHRASE_NEEDED
                      || problem.id() == KeyProblemId.WRONG_PASSPHRASE)
          .isPresent();
    }

    /// The keys of which a person has to choose one, and the offer looked at again with
    /// [OfferedKey#choosing]; none as a rule.
    public List<KeyDescription> choices() {
      return reading.problem().map(problem -> problem.facts().get("choices")).stream()
          .flatMap(choices -> ((List<?>) choices).stream())
          .map(KeyDescription.class::cast)
          .toList();
    }
  }

  public ImportLook {
    files = List.copyOf(files);
  }

  /// What will be stored, if anything can.
  public Optional<SeenFile> usable() {
    return files.stream().filter(file -> file.badge() == Badge.USABLE).findFirst();
  }

  /// The key that will be stored.
  public Optional<KeyMaterial> material() {
    return usable().flatMap(file -> file.reading().material());
  }

  /// Whether what holds the key that will be stored holds keys that will not: it must not go.
  public boolean leavesKeysBehind() {
    return usable().filter(SeenFile::holdsOthers).isPresent();
  }

  /// The files on disk whose whole content is stored once the key is.
  public List<Path> sources() {
    return files.stream()
        .filter(file -> file.badge() == Badge.USABLE || file.badge() == Badge.PAIR)
        .filter(file -> !file.holdsOthers())
        .flatMap(file -> file.source().stream())
        .toList();
  }

  @Override
  public void close() {
    files.forEach(file -> file.reading().close());
  }
}
