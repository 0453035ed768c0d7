package io.github.latchkey.vault;

/// Opens with a password and a key file together; `keyFile` is the key file's id.
public record PasswordFileSlot(String id, ArgonCost cost, String salt, String keyFile, String wrap)
    implements KeySlot {

  static final String TYPE = "password+file";

  @Override
  public String type() {
    return TYPE;
  }
}
