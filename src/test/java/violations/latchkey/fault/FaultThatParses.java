package violations.latchkey.fault;

import violations.latchkey.json.JsonThatKnowsTheVault;

/// A leaf room that uses a room.
class FaultThatParses {
  JsonThatKnowsTheVault json;
}
