package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.JwsAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What was read from a file. Whoever gets one closes it, or the material that was taken out of it.
///
/// @param description as far as it is known, also of a refused key
/// @param oddities each once, in the order of the enum
/// @param problem always there when refused; otherwise something to be said
/// @param material present unless refused
public record KeyReading(
    KeyVerdict verdict,
    Optional<KeyDescription> description,
    List<KeyOddity> oddities,
    Optional<KeyProblem> problem,
    Optional<KeyMaterial> material)
    implements AutoCloseable {

  public KeyReading {
    oddities = oddities.stream().distinct().sorted().toList();
  }

  static KeyReading refused(KeyProblem problem) {
    return new KeyReading(
        KeyVerdict.REFUSED, Optional.empty(), List.of(), Optional.of(problem), Optional.empty());
  }

  KeyReading with(Iterable<KeyOddity> more) {
    var all = new ArrayList<>(oddities);
    more.forEach(all::add);
    return new KeyReading(verdict, description, all, problem, material);
  }

  /// The same key for this algorithm alone. The material is the same, so that only one of the two
  /// is to be closed.
  public KeyReading boundTo(JwsAlgorithm only) {
    Optional<KeyDescription> bound = description.map(d -> d.restrictedTo(only));
    return new KeyReading(verdict, bound, oddities, problem, material);
  }

  /// Closes the material.
  @Override
  public void close() {
    material.ifPresent(KeyMaterial::close);
  }
}
