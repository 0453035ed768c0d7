package io.github.latchkey.vault;

import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The same process with a leak of every kind: it keeps what [MemoryVisit] must not keep, so that a
/// search that finds nothing there is known to find it here.
final class MemoryControl {

  private static final List<Object> LEAKED = new ArrayList<>();

  private MemoryControl() {}

  public static void main(String[] arguments) throws Exception {
    Vault vault = MemoryVisit.open(Path.of(arguments[0]));
    for (VaultEntry entry : vault.entries()) {
      try (SecretBytes secret = vault.secret(entry.id(), "secret")) {
        byte[] bytes = secret.lend(byte[]::clone);
        LEAKED.add(bytes);
        LEAKED.add(MemoryVisit.characters(bytes));
        if (entry.fields().containsKey("rsa")) {
          PrivateKey key =
              KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));
          LEAKED.add(key);
          LEAKED.add(Base64.getMimeEncoder().encodeToString(bytes));
        }
      }
    }
    for (int i = 1; i < arguments.length; i++) {
      byte[] leak = Base64.getDecoder().decode(arguments[i]);
      LEAKED.add(leak);
      LEAKED.add(MemoryVisit.characters(leak));
    }
    System.out.println("leaked");
    Thread.sleep(Long.MAX_VALUE);
  }
}
