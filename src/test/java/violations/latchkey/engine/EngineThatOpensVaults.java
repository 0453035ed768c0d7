package violations.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import violations.latchkey.vault.VaultThatSigns;

/// An engine that knows the vault, shows a library's type, and registers a provider.
public class EngineThatOpensVaults {
  VaultThatSigns vault;

  /// Shows java-jwt.
  public Algorithm algorithm() {
    Security.addProvider(new BouncyCastleProvider());
    return null;
  }
}
