package io.github.latchkey.desktop.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.OtherWays;
import io.github.latchkey.app.VaultSession;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.frame.View;
import io.github.latchkey.desktop.settings.EarlierCopiesViewModel.Asking;
import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.vault.Rotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierCopiesViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private EarlierCopiesViewModel model;
  private List<Path> copies;

  @BeforeEach
  void changeThePasswordAndKeepTheCopies() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    model = new EarlierCopiesViewModel(test.desk);
    VaultSession vault = test.desk.session().orElseThrow();
    try (var known = vault.access().confirmedByRecoveryKey().orElseThrow();
        Passphrase fresh = Passphrase.take("a lantern under seven bridges".toCharArray()).get()) {
      vault
          .access()
          .setPassword(
              known,
              fresh,
              Optional.empty(),
              new OtherWays(Map.of(), Set.of(), Rotation.OldCopies.KEEP));
    }
    test.desk.go(View.SETTINGS);
    copies = model.copiesProperty().getValue();
    assertFalse(copies.isEmpty());
  }

  private List<Path> left() {
    return model.copiesProperty().getValue();
  }

  @Test
  void namesThem() {
    for (Path copy : copies) {
      assertTrue(model.text().contains(copy.getFileName().toString()), model.text());
    }
    assertTrue(model.text().contains("earlier password"), model.text());
  }

  @Test
  void sealsThemAgainWithTheEarlierPassword() throws Exception {
    model.askSeal();
    assertEquals(Asking.SEAL, model.askingProperty().get());
    model.seal(new char[0]);
    assertEquals("Type the password first.", model.problemProperty().get());
    model.seal("a lantern under seven bridges".toCharArray());
    assertTrue(model.problemProperty().get().contains("password"), "today's does not open them");
    assertEquals(copies, left());
    model.seal(TestDesk.PASSWORD.toCharArray());
    assertEquals("", model.problemProperty().get());
    assertEquals(List.of(), left());
    assertEquals(Asking.NOTHING, model.askingProperty().get());
    assertTrue(copies.stream().allMatch(Files::exists));
    assertTrue(test.desk.noteProperty().get().startsWith("Copies sealed again: "));
  }

  @Test
  void deletesThemOnlyAfterAQuestionAndNothingElse() {
    model.askDelete();
    assertEquals(Asking.DELETE, model.askingProperty().get());
    model.keep();
    assertTrue(copies.stream().allMatch(Files::exists));
    model.askDelete();
    model.delete();
    assertEquals(List.of(), left());
    assertTrue(copies.stream().noneMatch(Files::exists));
    assertTrue(Files.exists(test.desk.session().orElseThrow().file()));
  }

  @Test
  void forgetsThemWhenTheVaultLocks() {
    test.desk.lock();
    assertEquals(List.of(), left());
  }
}
