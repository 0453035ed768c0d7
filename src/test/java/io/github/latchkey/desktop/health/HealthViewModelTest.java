package io.github.latchkey.desktop.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Credential;
import io.github.latchkey.app.HealthFinding.Id;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.credentials.CredentialsViewModel;
import io.github.latchkey.desktop.credentials.EditViewModel;
import io.github.latchkey.desktop.frame.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthViewModelTest {

  @TempDir Path folder;

  private TestDesk test;
  private CredentialsViewModel list;
  private HealthViewModel model;

  @BeforeEach
  void openAVault() throws Exception {
    test = new TestDesk(folder).withVault();
    list = new CredentialsViewModel(test.desk, new EditViewModel(test.desk), credential -> {});
    model = new HealthViewModel(test.desk, list);
    test.withClan("clan-prod", "production");
  }

  private List<Id> ids() {
    return model.findingsProperty().get().stream().map(finding -> finding.id()).toList();
  }

  private FindingLine line(Id id) {
    return model.lines().get(ids().indexOf(id));
  }

  private void follow(Id id) {
    line(id).way().orElseThrow().go().run();
  }

  @Test
  void looksTheVaultOverWhenItChanges() throws Exception {
    assertTrue(ids().stream().noneMatch(Id.SAME_KEY::equals));
    test.withClan("clan-copy", "production");
    assertTrue(ids().contains(Id.SAME_KEY));
  }

  @Test
  void leadsToTheTwoThatAreTheSame() throws Exception {
    test.withClan("clan-copy", "production")
        .with(
            "jio",
            "",
            "jiomeet-one-step",
            java.util.Map.of("app", "app-7", "iss", "demo"),
            test.secretFile());
    follow(Id.SAME_KEY);
    assertEquals(View.CREDENTIALS, test.desk.placeProperty().get());
    assertEquals(
        List.of("clan-copy", "clan-prod"),
        list.shownProperty().get().stream().map(Credential::name).toList());
    assertEquals("Show them", line(Id.SAME_KEY).way().orElseThrow().word());
  }

  @Test
  void saysWhatIsOverdueAndShowsIt() {
    test.clock.advance(Duration.ofDays(400));
    test.desk.refresh();
    assertTrue(line(Id.ROTATION_OVERDUE).text().contains("clan-prod"));
    assertEquals("Show it", line(Id.ROTATION_OVERDUE).way().orElseThrow().word());
  }

  @Test
  void countsWhatCallsForSomethingAndNotWhatIsGoodToKnow() {
    long before = HealthViewModel.count(model.findingsProperty().get());
    test.clock.advance(Duration.ofDays(340));
    test.desk.refresh();
    assertTrue(ids().contains(Id.ROTATION_DUE));
    assertEquals(before, HealthViewModel.count(model.findingsProperty().get()));
  }

  @Test
  void aLockForgetsTheFindings() throws Exception {
    test.withClan("clan-copy", "production");
    test.desk.lock();
    assertEquals(List.of(), ids());
  }
}
