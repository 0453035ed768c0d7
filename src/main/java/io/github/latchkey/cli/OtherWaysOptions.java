package io.github.latchkey.cli;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.Sentence;
import io.github.latchkey.app.VaultAccess;
import io.github.latchkey.app.Wording;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.KeyFile;
import io.github.latchkey.vault.KeySlot;
import io.github.latchkey.vault.PasswordFileSlot;
import io.github.latchkey.vault.Rotation;
import io.github.latchkey.vault.Unlocking;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/// What is said about the other ways in, and about the copies, where a vault gets a new data key.
final class OtherWaysOptions {

  @Option(
      names = "--slot-password-file",
      paramLabel = "ID=FILE",
      description = "The password of another way in that stays; repeat for each.")
  Map<String, Path> passwords = new HashMap<>();

  @Option(
      names = "--slot-key-file",
      paramLabel = "ID=FILE",
      description = "The key file of another way in that stays; repeat for each.")
  Map<String, Path> keyFiles = new HashMap<>();

  @Option(
      names = "--drop",
      paramLabel = "ID",
      description =
          "Another way in that ends too, as its password is not at hand; may be repeated.")
  Set<String> dropped = new HashSet<>();

  @Option(
      names = "--copies",
      paramLabel = "WHAT",
      description =
          "What becomes of the copies beside the vault: reencrypt (default), delete, keep.")
  Rotation.OldCopies copies = Rotation.OldCopies.REENCRYPT;

  /// Closing wipes the secrets in it.
  record Read(OtherWays ways, List<Runnable> wipes) implements AutoCloseable {

    @Override
    public void close() {
      wipes.forEach(Runnable::run);
    }
  }

  /// Reads the files, and asks at the terminal for the passwords that are missing. Only an empty
  /// line ends that way in; whoever gives up, or types what no password is, changes nothing.
  Read read(
      CommandContext context, VaultAccess access, Confirmation confirmation, Set<String> ending)
      throws FaultException, CliException {
    Set<String> removed = new HashSet<>(ending);
    removed.addAll(dropped);
    List<Runnable> wipes = new ArrayList<>();
    boolean complete = false;
    try {
      OtherWays ways = ways(context, access.toReenter(confirmation, removed), wipes);
      complete = true;
      return new Read(ways, wipes);
    } finally {
      if (!complete) {
        wipes.forEach(Runnable::run);
      }
    }
  }

  private OtherWays ways(CommandContext context, List<KeySlot> slots, List<Runnable> wipes)
      throws FaultException, CliException {
    Map<String, Unlocking> reentered = new HashMap<>();
    Set<String> ends = new HashSet<>(dropped);
    for (KeySlot slot : slots) {
      Path file = passwords.get(slot.id());
      boolean asks = file == null && canAsk(context, slot);
      Optional<Passphrase> password =
          file != null
              ? Optional.of(context.passwordIn(file))
              : asks ? asked(context, slot) : Optional.empty();
      if (password.isPresent()) {
        wipes.add(password.get()::close);
        Optional<KeyFile> keyFile = keyFile(slot);
        keyFile.ifPresent(secret -> wipes.add(secret::close));
        with(slot, password.get(), keyFile).ifPresent(with -> reentered.put(slot.id(), with));
      } else if (asks) {
        ends.add(slot.id());
      }
    }
    return new OtherWays(reentered, ends, copies);
  }

  private static Optional<Unlocking> with(
      KeySlot slot, Passphrase password, Optional<KeyFile> keyFile) {
    return slot instanceof PasswordFileSlot
        ? keyFile.map(file -> new Unlocking.PasswordAndFile(password, file))
        : Optional.of(new Unlocking.Password(password));
  }

  /// What is typed for a way in; empty only for an empty line.
  private static Optional<Passphrase> asked(CommandContext context, KeySlot slot)
      throws FaultException, CliException {
    Wording wording = context.wording();
    Map<String, ?> facts = Map.of("slot", slot.id(), "type", slot.type());
    char[] typed =
        context
            .terminal()
            .askPassword(wording.text("cli.slots.reenter", facts))
            .orElseThrow(
                () ->
                    new CliException(
                        ExitCode.LOCKED,
                        new Sentence(
                            wording.text("cli.slots.given-up", facts),
                            wording.text("cli.slots.given-up.advice", facts))));
    return typed.length == 0
        ? Optional.empty()
        : Optional.of(Passphrase.take(typed).orElseThrow(CommandContext::unusable));
  }

  /// A password without its key file would not help.
  private boolean canAsk(CommandContext context, KeySlot slot) {
    return context.canAsk()
        && (!(slot instanceof PasswordFileSlot) || keyFiles.containsKey(slot.id()));
  }

  private Optional<KeyFile> keyFile(KeySlot slot) throws FaultException {
    Path file = keyFiles.get(slot.id());
    return file == null ? Optional.empty() : Optional.of(KeyFile.read(file));
  }
}
