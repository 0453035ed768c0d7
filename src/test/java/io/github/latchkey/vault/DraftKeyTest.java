package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DraftKeyTest {

  private static final byte[] TYPED = "half a thought".getBytes(StandardCharsets.UTF_8);

  private final SecretBytes dataKey = Randomness.secret(32);
  private final String vault = Randomness.text(16);

  private SealedDraft sealed() {
    try (SecretBytes typed = SecretBytes.copyOf(TYPED)) {
      return DraftKey.of(dataKey, vault).seal(typed);
    }
  }

  @Test
  void theSameVaultReadsItAgain() {
    try (SecretBytes back = DraftKey.open(sealed(), dataKey, vault).orElseThrow();
        SecretBytes typed = SecretBytes.copyOf(TYPED)) {
      assertTrue(back.sameAs(typed));
    }
  }

  @Test
  void nothingOfItIsInClearText() {
    String sealed = new String(sealed().sealed(), StandardCharsets.ISO_8859_1);
    assertFalse(sealed.contains("thought"));
  }

  @Test
  void anotherVaultOrAnotherDataKeyReadsNothing() {
    assertEquals(Optional.empty(), DraftKey.open(sealed(), dataKey, Randomness.text(16)));
    try (SecretBytes other = Randomness.secret(32)) {
      assertEquals(Optional.empty(), DraftKey.open(sealed(), other, vault));
    }
  }

  @Test
  void aChangedDraftIsNoDraft() {
    SealedDraft draft = sealed();
    draft.sealed()[3] ^= 1;
    assertEquals(Optional.empty(), DraftKey.open(draft, dataKey, vault));
  }

  @Test
  void everyKeySealsOnce() {
    var key = DraftKey.of(dataKey, vault);
    try (SecretBytes typed = SecretBytes.copyOf(TYPED)) {
      key.seal(typed);
      assertThrows(IllegalStateException.class, () -> key.seal(typed));
    }
  }
}
