package io.github.latchkey.vault;

/// Opens with a password.
public record PasswordSlot(String id, ArgonCost cost, String salt, String wrap) implements KeySlot {

  static final String TYPE = "password";

  @Override
  public String type() {
    return TYPE;
  }
}
