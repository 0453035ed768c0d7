package io.github.latchkey.cli;

import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.app.WayIn;
import io.github.latchkey.app.Wording;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.json.JsonString;
import io.github.latchkey.vault.ArgonCost;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.KeyringSlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.PasswordSlot;
import io.github.latchkey.vault.RecoverySlot;
import io.github.latchkey.vault.RotationOutcome;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Ways into a vault, and what changing them did, in words and in JSON.
final class AccessReport {

  private AccessReport() {}

  /// One way in, in one line, with its id in front.
  static String line(KeySlot slot, Wording wording) {
    return slot.id()
        + "  "
        + switch (slot) {
          case PasswordSlot password ->
              wording.text("cli.vault.slot.password", facts(password.cost()));
          case PasswordFileSlot both ->
              wording.text("cli.vault.slot.password+file", facts(both.cost()));
          case RecoverySlot _ -> wording.text("cli.vault.slot.recovery");
          case KeyringSlot _ -> wording.text("cli.vault.slot.keyring");
        };
  }

  private static Map<String, ?> facts(ArgonCost cost) {
    return Map.of("mib", cost.memoryMib(), "passes", cost.passes(), "lanes", cost.lanes());
  }

  /// One slot of a file that nobody opened.
  static JsonObject.Builder json(KeySlot slot) {
    var json = JsonObject.builder().put("id", slot.id()).put("type", slot.type());
    switch (slot) {
      case PasswordSlot password -> put(json, password.cost());
      case PasswordFileSlot both -> put(json, both.cost()).put("keyFile", both.keyFile());
      case RecoverySlot _, KeyringSlot _ -> {}
    }
    return json;
  }

  private static JsonObject.Builder put(JsonObject.Builder json, ArgonCost cost) {
    return json.put("memoryMiB", cost.memoryMib())
        .put("passes", cost.passes())
        .put("lanes", cost.lanes());
  }

  /// The ways into an open vault, and the copies that open with others.
  static JsonObject.Builder json(VaultAccess access) {
    return JsonObject.builder()
        .put("slots", new JsonArray(access.ways().stream().<Json>map(AccessReport::json).toList()))
        .put("earlierCopies", files(access.earlierCopies()))
        .put("rivalCopies", files(access.rivalCopies()));
  }

  private static JsonObject json(WayIn way) {
    return json(way.slot()).put("inUse", way.isInUse()).put("canEnd", way.canEnd()).build();
  }

  private static JsonArray files(List<Path> files) {
    return new JsonArray(
        files.stream().<Json>map(file -> new JsonString(file.toString())).toList());
  }

  /// Says what a new data key did, and the save that it came with.
  static void tell(
      CommandContext context, VaultSession session, RotationOutcome outcome, boolean json) {
    new SaveReport(session, context).tell(outcome.save());
    if (json) {
      context.print(
          json(session.access())
              .put(
                  "lost",
                  new JsonArray(
                      outcome.lost().stream()
                          .<Json>map(slot -> new JsonString(slot.id()))
                          .toList()))
              .put("copiesRenewed", outcome.copies().renewed())
              .put("copiesDeleted", outcome.copies().deleted())
              .build());
    }
    Wording wording = context.wording();
    outcome.lost().stream()
        .map(slot -> wording.text("cli.slots.lost." + slot.type(), Map.of("slot", slot.id())))
        .forEach(context::warn);
    if (outcome.copies().renewed() > 0) {
      context.note(
          wording.text("cli.slots.copies.renewed", Map.of("count", outcome.copies().renewed())));
    }
    if (outcome.copies().deleted() > 0) {
      context.note(
          wording.text("cli.slots.copies.deleted", Map.of("count", outcome.copies().deleted())));
    }
    earlierCopies(context, outcome.copies().old());
    context.note(wording.text("cli.slots.leaked"));
  }

  /// Names the passwords that ended with the change.
  static void ended(CommandContext context, Collection<String> slots) {
    slots.stream()
        .sorted()
        .map(id -> context.wording().text("cli.slots.ended", Map.of("slot", id)))
        .forEach(context::warn);
  }

  /// Names the copies whose way in may be newer than the vault's.
  static void rivalCopies(CommandContext context, List<Path> copies) {
    copies.forEach(
        copy ->
            context.warn(context.wording().text("cli.slots.copies.rival", Map.of("file", copy))));
  }

  /// Names the copies that still open with an earlier way in.
  static void earlierCopies(CommandContext context, List<Path> copies) {
    copies.forEach(
        copy -> context.warn(context.wording().text("cli.slots.copies.old", Map.of("file", copy))));
  }
}
