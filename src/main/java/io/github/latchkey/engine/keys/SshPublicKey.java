package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Public keys as SSH programs write them: one line with type, base64 and comment (sshd(8),
/// AUTHORIZED_KEYS FILE FORMAT), or RFC 4716.
final class SshPublicKey {

  private static final String CONTAINER = "OpenSSH";
  private static final List<String> TYPES = List.of("ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-");

  private SshPublicKey() {}

  /// Whether the text begins with such a line.
  static boolean isLine(byte[] text) {
    int start = AsciiSearch.skipBlanks(text);
    return TYPES.stream().anyMatch(type -> AsciiSearch.isAt(text, start, type));
  }

  /// The keys of the lines, at most one more than a file may have. Nothing here is secret.
  static List<FoundKey> readLines(byte[] text) {
    List<FoundKey> keys = new ArrayList<>();
    List<String> lines = new String(text, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size() && keys.size() <= PemScanner.MOST_BLOCKS; i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        var place = KeyPlace.line(i + 1L);
        keys.add(readLine(line, place));
      }
    }
    return keys;
  }

  private static FoundKey readLine(String line, KeyPlace place) {
    String[] words = line.split("[ \t]+", 3);
    if (words.length < 2) {
      return FoundKey.refused(Role.PUBLIC, place.damaged());
    }
    try {
      byte[] blob = Base64.getDecoder().decode(words[1]);
      return new SshFields(blob).name().equals(words[0])
          ? read(blob, CONTAINER, place)
          : FoundKey.refused(Role.PUBLIC, place.damaged());
    } catch (RuntimeException notThatForm) {
      return FoundKey.refused(Role.PUBLIC, place.damaged());
    }
  }

  /// The key of a blob.
  static FoundKey read(byte[] blob, String container, KeyPlace place) {
    try {
      return PublicKeyForm.read(SshKeyForm.publicKey(blob), container, place, Role.PUBLIC);
    } catch (UnreadableKey unreadable) {
      return FoundKey.refused(Role.PUBLIC, unreadable.problem());
    } catch (IOException | RuntimeException notThatForm) {
      return FoundKey.refused(Role.PUBLIC, place.damaged());
    }
  }
}
