package io.github.latchkey.vault;

/// A slot as it stands in the header.
final class SlotText {

  private SlotText() {}

  static String of(KeySlot slot) {
    return beforeWrap(slot) + "\"wrap\":\"" + slot.wrap() + "\"}";
  }

  /// From the brace up to and including the comma before the sealed key: what sealing is bound to.
  static String beforeWrap(KeySlot slot) {
    String start = "{\"id\":\"" + slot.id() + "\",\"type\":\"" + slot.type() + "\",";
    return start
        + switch (slot) {
          case PasswordSlot password -> derivation(password.cost(), password.salt());
          case PasswordFileSlot both ->
              derivation(both.cost(), both.salt()) + "\"file\":\"" + both.keyFile() + "\",";
          case RecoverySlot recovery -> "\"epk\":\"" + recovery.epk() + "\",";
          case KeyringSlot keyring -> "\"salt\":\"" + keyring.salt() + "\",";
        };
  }

  private static String derivation(ArgonCost cost, String salt) {
    return "\"v\":%d,\"m\":%d,\"t\":%d,\"p\":%d,\"salt\":\"%s\","
        .formatted(Argon2.VERSION, cost.memoryKib(), cost.passes(), cost.lanes(), salt);
  }
}
