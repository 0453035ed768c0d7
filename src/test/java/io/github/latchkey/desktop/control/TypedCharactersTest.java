package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TypedCharactersTest {

  private final TypedCharacters typed = new TypedCharacters();

  private String content() {
    return new String(typed.copy());
  }

  @Test
  void typesAtTheCaret() {
    typed.type("pssword");
    typed.moveTo(1, false);
    typed.type("a");
    assertEquals("password", content());
    assertEquals(2, typed.caret());
  }

  @Test
  void replacesTheSelection() {
    typed.type("old password");
    typed.selectAll();
    typed.type("new");
    assertEquals("new", content());
    assertEquals(3, typed.caret());
  }

  @Test
  void deletesBeforeAndAfterTheCaret() {
    typed.type("abcd");
    typed.moveTo(2, false);
    typed.deleteBefore();
    typed.deleteAfter();
    assertEquals("ad", content());
    typed.moveTo(0, false);
    typed.deleteBefore();
    assertEquals("ad", content());
    typed.moveTo(2, false);
    typed.deleteAfter();
    assertEquals("ad", content());
  }

  @Test
  void anArrowCollapsesASelectionToItsSide() {
    typed.type("abcdef");
    typed.moveTo(2, false);
    typed.moveTo(4, true);
    typed.left(false);
    assertEquals(2, typed.caret());
    typed.moveTo(2, false);
    typed.moveTo(4, true);
    typed.right(false);
    assertEquals(4, typed.caret());
    assertEquals(typed.selectionStart(), typed.selectionEnd());
  }

  @Test
  void anArrowWithShiftSelects() {
    typed.type("abc");
    typed.left(true);
    typed.left(true);
    assertEquals(1, typed.selectionStart());
    assertEquals(3, typed.selectionEnd());
    typed.deleteBefore();
    assertEquals("a", content());
  }

  @Test
  void neverSplitsASurrogatePair() {
    typed.type("a\uD83D\uDD11b");
    typed.moveTo(3, false);
    typed.deleteBefore();
    assertEquals("ab", content());
    typed.moveTo(0, false);
    typed.type("\uD83D\uDD11");
    typed.moveTo(0, false);
    typed.right(false);
    assertEquals(2, typed.caret());
    typed.left(false);
    typed.deleteAfter();
    assertEquals("ab", content());
  }

  @Test
  void leavesControlCharactersOfAPasteOut() {
    typed.type("pass\r\nword\t");
    assertEquals("password", content());
  }

  @Test
  void refusesAsAWholeWhatDoesNotFit() {
    assertTrue(typed.type("x".repeat(1000)));
    assertFalse(typed.type("y".repeat(25)));
    assertEquals(1000, typed.length());
    assertTrue(typed.type("y".repeat(24)));
  }

  @Test
  void takingLeavesNothingBehind() {
    typed.type("secret");
    assertArrayEquals("secret".toCharArray(), typed.take());
    assertEquals(0, typed.length());
    for (int i = 0; i < TypedCharacters.LONGEST; i++) {
      assertEquals('\0', typed.at(i));
    }
  }

  @Test
  void wipesWhatADeletionFrees() {
    typed.type("secret");
    typed.moveTo(3, false);
    typed.moveTo(6, true);
    typed.deleteBefore();
    assertEquals("sec", content());
    for (int i = 3; i < 6; i++) {
      assertEquals('\0', typed.at(i));
    }
  }

  @Property(tries = 300)
  void editsAsAPlainStringWould(@ForAll("edits") List<String> edits) {
    var plain = new StringBuilder();
    int caret = 0;
    var mine = new TypedCharacters();
    for (String edit : edits) {
      switch (edit) {
        case "<" -> {
          mine.left(false);
          caret = Math.max(0, caret - 1);
        }
        case ">" -> {
          mine.right(false);
          caret = Math.min(plain.length(), caret + 1);
        }
        case "back" -> {
          mine.deleteBefore();
          if (caret > 0) {
            plain.deleteCharAt(--caret);
          }
        }
        case "delete" -> {
          mine.deleteAfter();
          if (caret < plain.length()) {
            plain.deleteCharAt(caret);
          }
        }
        default -> {
          mine.type(edit);
          plain.insert(caret, edit);
          caret += edit.length();
        }
      }
      assertEquals(plain.toString(), new String(mine.copy()));
      assertEquals(caret, mine.caret());
    }
  }

  @Provide
  Arbitrary<List<String>> edits() {
    return Arbitraries.of("<", ">", "back", "delete", "a", "bc", "D9").list().ofMaxSize(60);
  }
}
