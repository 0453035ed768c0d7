package io.github.latchkey.desktop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TypedCharactersProperties {

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
