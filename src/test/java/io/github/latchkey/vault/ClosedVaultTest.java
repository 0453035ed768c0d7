package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.secret.SecretBytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// A vault that was closed has no key and no secret any more, and does nothing.
class ClosedVaultTest {

  @TempDir Path folder;
  private Path file;
  private Vault open;

  @BeforeEach
  void createVault() throws Exception {
    file = SampleVault.create(folder.toRealPath().resolve("vault"));
    open = SampleVault.open(file);
  }

  @AfterEach
  void closeTheOther() {
    open.close();
  }

  @TestFactory
  Stream<DynamicTest> refusesEverything() throws Exception {
    Vault vault = SampleVault.open(file);
    String id = SampleVault.add(vault, "one", "x");
    Undo change = vault.change(id, Map.of("note", SampleVault.text("n")), Map.of());
    Stamp stamp = vault.history(id).getFirst().stamp();
    SaveMark mark = vault.mark();
    SealedDraft draft;
    try (SecretBytes typed = SampleVault.secret("typed")) {
      draft = vault.draftKey().seal(typed);
    }
    vault.close();
    Map<String, Executable> operations =
        Map.ofEntries(
            Map.entry("draftKey", vault::draftKey),
            Map.entry("open", () -> vault.open(draft)),
            Map.entry("version", vault::version),
            Map.entry("entries", vault::entries),
            Map.entry("entry", () -> vault.entry(id)),
            Map.entry("add", () -> SampleVault.add(vault, "two", "y")),
            Map.entry("change", () -> vault.change(id, Map.of(), Map.of())),
            Map.entry("undo", () -> vault.undo(change)),
            Map.entry("moveToTrash", () -> vault.moveToTrash(id)),
            Map.entry("takeOutOfTrash", () -> vault.takeOutOfTrash(id)),
            Map.entry("trash", vault::trash),
            Map.entry("removeForGood", () -> vault.removeForGood(List.of(id))),
            Map.entry("history", () -> vault.history(id)),
            Map.entry("bringBack", () -> vault.bringBack(id, List.of(stamp))),
            Map.entry("forgetEarlier", () -> vault.forgetEarlier(List.of(id))),
            Map.entry("discard", () -> vault.discard(id)),
            Map.entry("secret", () -> vault.secret(id, "secret")),
            Map.entry("earlier secret", () -> vault.secret(id, stamp)),
            Map.entry("equalSecrets", () -> vault.equalSecrets(List.of(id), "secret")),
            Map.entry("hasUnsavedChanges", vault::hasUnsavedChanges),
            Map.entry("save", () -> vault.save()),
            Map.entry("saveOverRival", vault::saveOverRival),
            Map.entry("refresh", vault::refresh),
            Map.entry("merge a file", () -> vault.merge(file)),
            Map.entry("merge a vault", () -> vault.merge(open)),
            Map.entry("be merged", () -> open.merge(vault)),
            Map.entry("comesFrom", () -> vault.comesFrom(mark)),
            Map.entry("unmerged", vault::unmerged),
            Map.entry("check", () -> vault.check(file)),
            Map.entry("restore a file", () -> vault.restore(file, folder.resolve("target"))),
            Map.entry("restore a vault", () -> vault.restore(open)),
            Map.entry("be restored", () -> open.restore(vault)),
            Map.entry("isGivenUpBy", () -> vault.isGivenUpBy(open)),
            Map.entry("give up", () -> open.isGivenUpBy(vault)));
    return operations.entrySet().stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.getKey(),
                    () -> {
                      var refused = assertThrows(IllegalStateException.class, operation.getValue());
                      assertEquals("this vault was closed", refused.getMessage());
                    }));
  }

  @Test
  void wipesItsDataKeyAndItsSecrets() throws Exception {
    FileState base = VaultFile.state(file);
    SecretBytes dataKey = SecretBytes.copyOf(new byte[32]);
    SecretBytes secret = SampleVault.secret("x");
    var contents = new VaultContents();
    contents.own(secret);
    new Vault(
            file,
            SampleVault.SURROUNDINGS,
            dataKey,
            base,
            contents,
            base.header().slots().getFirst())
        .close();
    assertThrows(IllegalStateException.class, dataKey::length);
    assertThrows(IllegalStateException.class, secret::length);
  }

  @Test
  void wipesASecretThatWasAddedAndNeverSaved() throws Exception {
    var contents = new VaultContents();
    String id;
    try (SecretBytes secret = SampleVault.secret("x")) {
      id = new VaultEdits(contents, SampleVault.CLOCK).add(Map.of(), Map.of("secret", secret));
    }
    FieldContent content = contents.item(id).orElseThrow().current("secret").orElseThrow();
    SecretSlice held = ((FieldContent.Hidden) content).secret();
    held.copy().close();
    contents.close();
    assertThrows(IllegalStateException.class, held::copy);
  }

  @Test
  void wipesTheSecretsThatItWasOpenedWith() throws Exception {
    String id = SampleVault.add(open, "one", "x");
    open.save();
    FieldContent.Hidden held;
    try (SecretBytes dataKey = dataKey();
        VaultFile read = VaultFile.open(file);
        ScratchMemory plain = read.decrypt(dataKey);
        VaultContents contents = Plaintext.read(plain.buffer(), file)) {
      held = (FieldContent.Hidden) contents.item(id).orElseThrow().current("secret").orElseThrow();
      held.secret().copy().close();
    }
    assertThrows(IllegalStateException.class, () -> held.secret().copy());
  }

  private SecretBytes dataKey() throws VaultException {
    try (RecoveryKey key = SampleVault.recovery()) {
      return new SlotOpening(file, VaultFile.state(file).header(), true)
          .open(new Unlocking.Recovery(key))
          .dataKey();
    }
  }
}
