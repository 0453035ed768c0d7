package io.github.latchkey.vault;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonMember;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.vault.VaultException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reads a header so strictly that there is one text for every header, and refuses what no Latchkey
/// wrote before any key is derived.
final class HeaderReader {

  static final long LARGEST_INTEGER = (1L << 53) - 1;

  private static final List<String> MEMBERS =
      List.of("vault", "generation", "epoch", "commit", "salt", "slots");
  private static final List<String> PASSWORD =
      List.of("id", "type", "v", "m", "t", "p", "salt", "wrap");
  private static final List<String> PASSWORD_FILE =
      List.of("id", "type", "v", "m", "t", "p", "salt", "file", "wrap");
  private static final List<String> RECOVERY = List.of("id", "type", "epk", "wrap");
  private static final List<String> KEYRING = List.of("id", "type", "salt", "wrap");

  private final Path file;

  private HeaderReader(Path file) {
    this.file = file;
  }

  static VaultHeader read(byte[] bytes, Path file) throws VaultException {
    VaultHeader header = new HeaderReader(file).header(bytes);
    if (!Arrays.equals(bytes, header.text().getBytes(StandardCharsets.US_ASCII))) {
      throw VaultException.damaged(file);
    }
    return header;
  }

  private VaultHeader header(byte[] bytes) throws VaultException {
    JsonObject header = object(parse(bytes));
    requireMembers(header, MEMBERS);
    return new VaultHeader(
        bytes(header, "vault", VaultHeader.VAULT),
        integer(header, "generation"),
        integer(header, "epoch"),
        bytes(header, "commit", 32),
        bytes(header, "salt", VaultHeader.SALT),
        slots(header));
  }

  private Json parse(byte[] bytes) throws VaultException {
    try {
      return Json.parse(bytes, JsonLimits.own(VaultHeader.LONGEST));
    } catch (JsonException notJson) {
      throw VaultException.damaged(file);
    }
  }

  private List<KeySlot> slots(JsonObject header) throws VaultException {
    if (!(header.get("slots").orElseThrow() instanceof JsonArray(var elements))
        || elements.isEmpty()
        || elements.size() > SlotLimits.MOST) {
      throw VaultException.damaged(file);
    }
    List<KeySlot> slots = new ArrayList<>();
    for (Json element : elements) {
      slots.add(slot(object(element)));
    }
    long passwords = slots.stream().filter(SlotLimits::isPassword).count();
    if (slots.stream().map(KeySlot::id).distinct().count() < slots.size()
        || passwords > SlotLimits.MOST_PASSWORDS
        || slots.stream().allMatch(KeyringSlot.class::isInstance)) {
      throw VaultException.damaged(file);
    }
    return slots;
  }

  private KeySlot slot(JsonObject slot) throws VaultException {
    String type = slot.text("type").orElseThrow(() -> VaultException.damaged(file));
    requireMembers(
        slot,
        switch (type) {
          case PasswordSlot.TYPE -> PASSWORD;
          case PasswordFileSlot.TYPE -> PASSWORD_FILE;
          case RecoverySlot.TYPE -> RECOVERY;
          case KeyringSlot.TYPE -> KEYRING;
          default -> throw VaultException.of(Kind.VAULT_NEWER, file);
        });
    String id = bytes(slot, "id", 8);
    String wrap = bytes(slot, "wrap", 48);
    return switch (type) {
      case PasswordSlot.TYPE -> new PasswordSlot(id, cost(slot), bytes(slot, "salt", 16), wrap);
      case PasswordFileSlot.TYPE ->
          new PasswordFileSlot(
              id, cost(slot), bytes(slot, "salt", 16), bytes(slot, "file", 8), wrap);
      case RecoverySlot.TYPE -> new RecoverySlot(id, bytes(slot, "epk", 32), wrap);
      default -> new KeyringSlot(id, bytes(slot, "salt", 32), wrap);
    };
  }

  private ArgonCost cost(JsonObject slot) throws VaultException {
    long memory = integer(slot, "m");
    long passes = integer(slot, "t");
    long lanes = integer(slot, "p");
    if (integer(slot, "v") != Argon2.VERSION || !ArgonCost.isAllowed(memory, passes, lanes)) {
      throw new VaultException(
          Kind.VAULT_COST_REFUSED,
          Map.of("file", file, "memoryMiB", memory >> 10, "passes", passes, "lanes", lanes));
    }
    return new ArgonCost((int) memory, (int) passes, (int) lanes);
  }

  private JsonObject object(Json value) throws VaultException {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw VaultException.damaged(file);
  }

  /// An unknown member is what a later version would add; any other difference is nobody's.
  private void requireMembers(JsonObject object, List<String> names) throws VaultException {
    List<String> found = object.members().stream().map(JsonMember::name).toList();
    if (!names.containsAll(found)) {
      throw VaultException.of(Kind.VAULT_NEWER, file);
    }
    if (!found.equals(names)) {
      throw VaultException.damaged(file);
    }
  }

  private String bytes(JsonObject object, String name, int length) throws VaultException {
    return object
        .text(name)
        .flatMap(text -> Base64Url.exact(text, length))
        .orElseThrow(() -> VaultException.damaged(file));
  }

  private long integer(JsonObject object, String name) throws VaultException {
    return object
        .number(name)
        .filter(number -> number.text().matches("0|[1-9][0-9]{0,15}"))
        .map(number -> Long.parseLong(number.text()))
        .filter(number -> number <= LARGEST_INTEGER)
        .orElseThrow(() -> VaultException.damaged(file));
  }
}
