package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.DetailLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private EarlierViewModel earlier;

  @BeforeEach
  void changeOne() throws Exception {
    test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    earlier = new EarlierViewModel(test.desk);
    var edit = new EditViewModel(test.desk);
    edit.begin(test.desk.chosenProperty().get().orElseThrow());
    edit.form().nameProperty().set("clan-eu");
    edit.form().fields().put("consumerId", "acme-eu");
    edit.save();
  }

  private DetailLine line(String label) {
    return earlier.lines().stream().filter(l -> l.label().equals(label)).findFirst().orElseThrow();
  }

  private Credential chosen() {
    return test.desk.chosenProperty().get().orElseThrow();
  }

  @Test
  void listsWhatWasThereBefore() {
    assertEquals("clan-prod", line("Name").value());
    assertEquals("acme", line("Consumer ID").value());
    assertEquals("from 21 Nov 2026", line("Name").aside());
  }

  @Test
  void bringsOneValueBackAndKeepsTheOther() {
    earlier.bringBack(line("Consumer ID").action().orElseThrow());
    assertEquals("acme", chosen().fields().get("consumerId"));
    assertEquals("clan-eu", chosen().name());
    assertEquals("Consumer ID is as it was before.", test.desk.noteProperty().get());
    test.desk.status().undo();
    assertEquals("acme-eu", chosen().fields().get("consumerId"));
  }

  @Test
  void forgettingAsksInPlaceAndIsForGood() {
    earlier.ask();
    assertTrue(earlier.askingProperty().get());
    earlier.keep();
    assertEquals(2, earlier.valuesProperty().get().size());
    earlier.ask();
    earlier.forget();
    assertEquals(List.of(), earlier.valuesProperty().get());
    assertTrue(test.desk.status().undoProperty().get().isEmpty());
  }

  @Test
  void aLockForgetsThem() {
    test.desk.lock();
    assertEquals(List.of(), earlier.lines());
  }
}
