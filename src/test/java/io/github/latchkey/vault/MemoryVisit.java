package io.github.latchkey.vault;

import io.github.latchkey.engine.HmacKey;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.KeyRemains;
import io.github.latchkey.engine.RsaSigningKey;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/// A process that does with a vault what people do, so that others can look at its memory: unlocks,
/// reveals, signs, says `open` and idles; locks at the next byte of its input, says `locked` and
/// stays until it is killed.
///
/// The password comes by standard input too: one byte with its length, then UTF-8.
final class MemoryVisit {

  /// System.in would keep what it read.
  private static final InputStream IN = new FileInputStream(FileDescriptor.in);

  private MemoryVisit() {}

  public static void main(String[] arguments) throws Exception {
    Vault vault = open(Path.of(arguments[0]));
    for (VaultEntry entry : vault.entries()) {
      reveal(vault, entry.id());
      sign(vault, entry.id(), entry.fields().containsKey("rsa"));
    }
    KeyRemains.clear();
    System.out.println("open");
    IN.read();
    vault.close();
    KeyRemains.clear();
    System.out.println("locked");
    Thread.sleep(Long.MAX_VALUE);
  }

  static Vault open(Path file) throws Exception {
    try (Passphrase password = Passphrase.takeFirstLine(IN.readNBytes(IN.read())).orElseThrow()) {
      return LockedVault.read(file).unlock(password, Clock.systemUTC());
    }
  }

  private static void reveal(Vault vault, String id) {
    try (SecretBytes secret = vault.secret(id, "secret")) {
      char[] shown = secret.lend(MemoryVisit::characters);
      Arrays.fill(shown, '\0');
    }
  }

  static char[] characters(byte[] latin1) {
    char[] characters = new char[latin1.length];
    for (int i = 0; i < latin1.length; i++) {
      characters[i] = (char) (latin1[i] & 0xFF);
    }
    return characters;
  }

  private static void sign(Vault vault, String id, boolean rsa) throws Exception {
    try (SecretBytes secret = vault.secret(id, "secret");
        SigningKey key = rsa ? RsaSigningKey.of(secret) : HmacKey.of(secret)) {
      JwsAlgorithm algorithm = rsa ? JwsAlgorithm.RS256 : JwsAlgorithm.HS256;
      JsonObject header = JsonObject.builder().put("alg", algorithm.name()).build();
      TokenSigner.sign(header, JsonObject.builder().put("sub", "somebody").build(), key);
    }
  }
}
