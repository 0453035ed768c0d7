package io.github.latchkey.vault;

/// Opens with random bytes that the operating system's keyring keeps.
public record KeyringSlot(String id, String salt, String wrap) implements KeySlot {

  static final String TYPE = "keyring";

  @Override
  public String type() {
    return TYPE;
  }
}
