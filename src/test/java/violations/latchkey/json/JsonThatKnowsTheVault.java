package violations.latchkey.json;

import violations.latchkey.vault.VaultThatSigns;

/// A leaf room that uses more than it may.
public class JsonThatKnowsTheVault {
  VaultThatSigns vault;
}
