package io.github.latchkey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.vault.Undo;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialEditingTest {

  @TempDir Path folder;

  private Latchkey parts;
  private VaultSession session;

  @BeforeEach
  void openAVaultWithOneCredential() throws Exception {
    parts = TestDesk.in(folder);
    TestDesk.vault(parts);
    session = TestDesk.open(parts);
    TestCredentials.jioMeet(session, parts, "jio-demo", "a secret that is long enough for HS256");
  }

  @AfterEach
  void lock() {
    session.close();
  }

  private static CredentialEdit noted(Credential credential, String note) {
    CredentialEdit edit = CredentialEdit.of(credential);
    return new CredentialEdit(
        edit.name(),
        edit.environment(),
        edit.fields(),
        edit.tags(),
        Optional.of(note),
        edit.rotateBy());
  }

  private Credential onDisk(String name) throws Exception {
    try (VaultSession fresh = TestDesk.open(parts)) {
      return fresh.named(name);
    }
  }

  @Test
  void changesEverythingButTheKeyAndSavesIt() throws Exception {
    Credential before = session.named("jio-demo");
    var wanted =
        new CredentialEdit(
            " jio-prod ",
            Optional.of("production"),
            Map.of("app", "app-id-2", "iss", "acme"),
            List.of("live", " live ", ""),
            Optional.of("the new one"),
            Optional.of(LocalDate.of(2027, 1, 31)));
    Edited edited = session.editing().edit(before, wanted);
    assertTrue(edited.saved().isPresent());
    Credential after = onDisk("jio-prod");
    assertEquals(edited.credential(), after);
    assertEquals(before.id(), after.id());
    assertEquals(Optional.of("production"), after.environment());
    assertEquals(Map.of("app", "app-id-2", "iss", "acme"), after.fields());
    assertEquals(List.of("live"), after.tags());
    assertEquals(Optional.of("the new one"), after.note());
    assertEquals(Optional.of(LocalDate.of(2027, 1, 31)), after.rotateBy());
    assertEquals(before.key(), after.key());
    assertEquals(before.imported(), after.imported());
  }

  @Test
  void takesAwayWhatIsLeftEmpty() throws Exception {
    Credential before = session.named("jio-demo");
    Credential noted = session.editing().edit(before, noted(before, "a note")).credential();
    session.editing().edit(noted, noted(noted, "  "));
    assertEquals(Optional.empty(), onDisk("jio-demo").note());
  }

  @Test
  void savesNothingWhereNothingChanged() throws Exception {
    Credential same = session.named("jio-demo");
    Edited edited = session.editing().edit(same, CredentialEdit.of(same));
    assertEquals(Optional.empty(), edited.saved());
    assertTrue(edited.undo().isEmpty());
  }

  @Test
  void refusesANameThatAnotherHasAndFieldsThatThePlatformDoesNotHave() throws Exception {
    TestCredentials.jioMeet(session, parts, "other", "another secret that is long enough");
    Credential jio = session.named("jio-demo");
    assertKind(AppException.Kind.NAME_TAKEN, () -> session.editing().rename(jio, "other"));
    assertKind(AppException.Kind.NAME_UNUSABLE, () -> session.editing().rename(jio, " "));
    CredentialEdit edit = CredentialEdit.of(jio);
    assertKind(
        AppException.Kind.FIELD_UNKNOWN,
        () -> session.editing().edit(jio, with(edit, Map.of("app", "a", "iss", "b", "x", "y"))));
    assertKind(
        AppException.Kind.FIELD_MISSING,
        () -> session.editing().edit(jio, with(edit, Map.of("iss", "b"))));
    assertFalse(session.hasUnsavedChanges());
    assertEquals(jio, onDisk("jio-demo"));
  }

  private static CredentialEdit with(CredentialEdit edit, Map<String, String> fields) {
    return new CredentialEdit(
        edit.name(), edit.environment(), fields, edit.tags(), edit.note(), edit.rotateBy());
  }

  private static void assertKind(
      AppException.Kind kind, org.junit.jupiter.api.function.Executable action) {
    assertEquals(kind, assertThrows(AppException.class, action).kind());
  }

  /// Named after the mistake that others made.
  @Test
  void anOpenEditorDoesNotOverwriteAnExternalChange() throws Exception {
    Credential begun = session.named("jio-demo");
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      Credential theirs = elsewhere.named("jio-demo");
      elsewhere.editing().edit(theirs, noted(theirs, "changed elsewhere"));
    }
    session.refresh();
    CredentialEdit tagged = CredentialEdit.of(begun);
    Edited edited =
        session
            .editing()
            .edit(
                begun,
                new CredentialEdit(
                    tagged.name(),
                    tagged.environment(),
                    tagged.fields(),
                    List.of("mine"),
                    tagged.note(),
                    tagged.rotateBy()));
    Credential after = onDisk("jio-demo");
    assertEquals(Optional.of("changed elsewhere"), after.note());
    assertEquals(List.of("mine"), after.tags());
    assertEquals(Set.of(), edited.overwritten());
  }

  @Test
  void saysWhichOfAnothersChangesAnEditWroteOver() throws Exception {
    Credential begun = session.named("jio-demo");
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      Credential theirs = elsewhere.named("jio-demo");
      elsewhere.editing().edit(theirs, noted(theirs, "changed elsewhere"));
    }
    session.refresh();
    Edited edited = session.editing().edit(begun, noted(begun, "mine"));
    assertEquals(Set.of("note"), edited.overwritten());
    assertEquals(Optional.of("mine"), onDisk("jio-demo").note());
    assertEquals(
        Optional.of("changed elsewhere"),
        session.history().of(edited.credential()).getFirst().text());
  }

  @Test
  void undoesAnEdit() throws Exception {
    Credential before = session.named("jio-demo");
    Edited edited = session.editing().edit(before, noted(before, "oops").named("oops"));
    assertTrue(session.editing().undo(edited.undo()).isPresent());
    assertEquals(before, onDisk("jio-demo"));
    assertEquals(Optional.empty(), session.editing().undo(edited.undo()));
  }

  @Test
  void undoLeavesWhatSomebodyElseWroteOverTheEdit() throws Exception {
    Credential before = session.named("jio-demo");
    Edited edited = session.editing().edit(before, noted(before, "oops").named("renamed"));
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      Credential theirs = elsewhere.named("renamed");
      elsewhere.editing().edit(theirs, noted(theirs, "better"));
    }
    session.refresh();
    session.editing().undo(edited.undo());
    assertEquals(Optional.of("better"), onDisk("jio-demo").note());
  }

  @Test
  void undoAfterAMergeBringsBackWhatLostToTheEdit() throws Exception {
    Credential before = session.named("jio-demo");
    Undo undo;
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      session.editing().edit(before, noted(before, "first"));
      undo = session.editing().edit(session.named("jio-demo"), noted(before, "second")).undo();
      Credential theirs = elsewhere.named("jio-demo");
      Edited lost = elsewhere.editing().edit(theirs, noted(theirs, "theirs"));
      assertEquals(Optional.of("second"), lost.credential().note());
      assertEquals(
          List.of(
              "jio-demo: Note was changed here and elsewhere. Theirs counts, “second”; yours is in"
                  + " the history: “theirs”."),
          new MergeText(parts.wording()).lines(elsewhere.notice(lost.saved().orElseThrow())));
    }
    session.refresh();
    session.editing().undo(undo);
    assertTrue(
        Set.of("first", "theirs").contains(onDisk("jio-demo").note().orElseThrow()),
        onDisk("jio-demo").note().toString());
  }

  @Test
  void givesANumberToANameThatCameInMeanwhile() throws Exception {
    TestCredentials.jioMeet(session, parts, "other", "another secret that is long enough");
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      elsewhere.editing().rename(elsewhere.named("other"), "wanted");
    }
    Edited edited = session.editing().rename(session.named("jio-demo"), "wanted");
    assertEquals("wanted-2", edited.credential().name());
    assertEquals("wanted-2", onDisk("wanted-2").name());
  }

  @Test
  void refusesToEditWhatWasRemovedMeanwhile() throws Exception {
    Credential begun = session.named("jio-demo");
    try (VaultSession elsewhere = TestDesk.open(parts)) {
      elsewhere.trash().move(elsewhere.named("jio-demo"));
    }
    session.refresh();
    assertKind(
        AppException.Kind.NO_SUCH_CREDENTIAL,
        () -> session.editing().edit(begun, noted(begun, "x")));
  }
}
