package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds equal secrets without comparing each with each, and without a hash that means anything
/// afterwards: each is sent through HKDF with a salt that is forgotten.
final class EqualSecrets {

  private EqualSecrets() {}

  static List<Set<String>> among(VaultContents contents, Collection<String> ids, String field) {
    byte[] salt = Randomness.bytes(32);
    Map<String, Set<String>> groups = new HashMap<>();
    for (String id : ids) {
      Optional<FieldContent> content = contents.item(id).flatMap(item -> item.current(field));
      if (content.orElse(null) instanceof FieldContent.Hidden(SecretSlice secret)) {
        groups.computeIfAbsent(print(secret, salt), _ -> new TreeSet<>()).add(id);
      }
    }
    return groups.values().stream().filter(group -> group.size() > 1).toList();
  }

  private static String print(SecretSlice secret, byte[] salt) {
    try (SecretBytes copy = secret.copy();
        SecretBytes print = KeyDerivation.derive(copy, salt, "latchkey equal")) {
      return print.lend(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }
}
