package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.ImportLook;
import io.github.latchkey.app.ImportLook.SeenFile;
import io.github.latchkey.app.Importing;
import io.github.latchkey.app.OfferedKey;
import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Looks at offered keys with the passphrase of a file, or asks at the terminal for that of each
/// encrypted one: three tries, and whatever was read stays read.
final class PassphraseDesk {

  private static final int TRIES = 3;

  private final Importing importing;
  private final Optional<Path> passwordFile;
  private final CommandContext context;

  PassphraseDesk(Importing importing, Optional<Path> passwordFile, CommandContext context) {
    this.importing = importing;
    this.passwordFile = passwordFile;
    this.context = context;
  }

  ImportLook look(List<OfferedKey> offered) throws AppException {
    List<OfferedKey> current = new ArrayList<>(offered);
    List<SecretBytes> passphrases = new ArrayList<>();
    try {
      KeyPassphrase.inFile(passwordFile)
          .ifPresent(
              given -> {
                passphrases.add(given);
                current.replaceAll(key -> key.withPassphrase(given));
              });
      ImportLook look = importing.look(current, context.wording());
      for (int asked = 0; asked < TRIES * offered.size(); asked++) {
        Optional<Integer> locked = locked(look);
        if (locked.isEmpty() || asked >= TRIES && wasRefused(look, locked.get())) {
          return look;
        }
        SeenFile file = look.files().get(locked.get());
        if (wasRefused(look, locked.get())) {
          context.warn(file.what());
        }
        Optional<SecretBytes> typed = KeyPassphrase.asked(file.name(), context);
        if (typed.isEmpty()) {
          return look;
        }
        passphrases.add(typed.get());
        current.set(locked.get(), current.get(locked.get()).withPassphrase(typed.get()));
        look.close();
        look = importing.look(current, context.wording());
      }
      return look;
    } finally {
      passphrases.forEach(SecretBytes::close);
    }
  }

  /// The first encrypted file that a person may be asked about.
  private Optional<Integer> locked(ImportLook look) {
    return passwordFile.isPresent() || !context.canAsk()
        ? Optional.empty()
        : IntStream.range(0, look.files().size())
            .filter(i -> look.files().get(i).asksForPassphrase())
            .boxed()
            .findFirst();
  }

  private static boolean wasRefused(ImportLook look, int file) {
    return look.files().get(file).reading().problem().stream()
        .anyMatch(problem -> problem.id().id().equals("wrong-passphrase"));
  }
}
