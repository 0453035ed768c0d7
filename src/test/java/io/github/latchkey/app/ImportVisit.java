package io.github.latchkey.app;

import io.github.latchkey.secret.SecretBytes;
import io.github.latchkey.vault.Confirmation;
import io.github.latchkey.vault.RecoveryKey;
import io.github.latchkey.vault.Unlocking;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that takes in every key file of a folder and writes one key of each kind in every
/// form, so that others can look at its memory: says `done` while its vault is open and idles;
/// locks at the next byte of its input, says `locked` and stays until it is killed.
///
/// The passphrase of the files comes by standard input too: one byte with its length, then UTF-8.
final class ImportVisit {

  /// System.in would keep what it read.
  private static final InputStream IN = new FileInputStream(FileDescriptor.in);

  private static final List<String> WRITTEN = List.of("pkcs8.der", "ec384.sec1.pem", "secret.txt");

  private ImportVisit() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Latchkey parts = TestDesk.in(folder);
    VaultSession session = TestDesk.open(parts);
    try (SecretBytes passphrase = SecretBytes.take(IN.readNBytes(IN.read()))) {
      for (Path file : files(folder.resolve("keys"))) {
        take(parts, session, file, passphrase);
      }
      parts.forgetUsedKeys();
      for (String name : WRITTEN) {
        write(parts, session, session.named(name), passphrase, folder);
      }
    }
    parts.forgetUsedKeys();
    System.out.println("done");
    IN.read();
    session.close();
    parts.forgetKeys();
    System.out.println("locked");
    Thread.sleep(Long.MAX_VALUE);
  }

  private static List<Path> files(Path folder) throws Exception {
    try (var all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static void take(Latchkey parts, VaultSession session, Path file, SecretBytes passphrase)
      throws Exception {
    OfferedKey offered = OfferedKey.file(file).withPassphrase(passphrase);
    try (ImportLook look = parts.importing().look(List.of(offered), parts.wording())) {
      var request =
          new ImportRequest(
              offered.name(),
              parts.platforms().generic(),
              Map.of(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      parts.importing().store(session, look, request);
    }
  }

  private static void write(
      Latchkey parts,
      VaultSession session,
      Credential credential,
      SecretBytes passphrase,
      Path folder)
      throws Exception {
    try (RecoveryKey key = TestDesk.recoveryKey(parts);
        Confirmation confirmation = session.access().confirm(new Unlocking.Recovery(key))) {
      for (ExportForm form : ExportForm.of(credential.key())) {
        if (form.part() != ExportForm.Part.PUBLIC) {
          try (SecretBytes written =
              new KeyExport(session)
                  .secretPart(
                      confirmation,
                      credential,
                      form,
                      form.isEncrypted() ? Optional.of(passphrase) : Optional.empty())) {
            OwnerOnlyFile.create(folder.resolve(credential.name() + "." + form), written);
          }
        }
      }
    }
  }
}
