package violations.latchkey.vault;

import violations.latchkey.engine.EngineThatOpensVaults;

/// A vault that knows of tokens; it makes a cycle with the engine too.
public class VaultThatSigns {
  EngineThatOpensVaults engine;
}
