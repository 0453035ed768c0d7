package io.github.latchkey.desktop.unlock;

import io.github.latchkey.app.Wording;
import io.github.latchkey.vault.VaultException;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/// Whether a file may take more memory than is taken unasked. What was accepted counts for the file
/// that was asked about, until [#forget()].
public final class CostQuestion {

  private final Wording wording;
  private final ReadOnlyBooleanWrapper asked = new ReadOnlyBooleanWrapper(false);
  private boolean accepted;

  CostQuestion(Wording wording) {
    this.wording = wording;
  }

  /// Whether the person is asked now.
  public ReadOnlyBooleanProperty askedProperty() {
    return asked.getReadOnlyProperty();
  }

  /// The file may take what it wants; what was typed is to be tried again.
  public void accept() {
    accepted = true;
  }

  boolean isAccepted() {
    return accepted;
  }

  /// Asks after VAULT_COST_HIGH, in these words; ends the question after anything else.
  Optional<String> ask(Throwable thrown) {
    Optional<String> words =
        thrown instanceof VaultException dear && dear.kind() == VaultException.Kind.VAULT_COST_HIGH
            ? Optional.of(
                wording.text(
                    "unlock.cost", Map.of("memory", String.valueOf(dear.facts().get("memoryMiB")))))
            : Optional.empty();
    asked.set(words.isPresent());
    return words;
  }

  /// Nothing is asked any more; what was accepted stays accepted.
  void end() {
    asked.set(false);
  }

  /// Another file: nothing was accepted for that.
  void forget() {
    accepted = false;
    end();
  }
}
