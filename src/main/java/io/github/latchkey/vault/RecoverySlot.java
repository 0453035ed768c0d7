package io.github.latchkey.vault;

/// Opens with the printed recovery key; `epk` is the ephemeral X25519 public key of this sealing.
public record RecoverySlot(String id, String epk, String wrap) implements KeySlot {

  static final String TYPE = "recovery";

  @Override
  public String type() {
    return TYPE;
  }
}
