package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Base64UrlTest {

  @Property(tries = 200)
  void readsWhatItWrites(@ForAll @Size(max = 70) byte[] bytes) {
    String text = Base64Url.encode(bytes);
    assertEquals(Optional.of(text), Base64Url.exact(text, bytes.length));
    assertEquals(Optional.empty(), Base64Url.exact(text, bytes.length + 1));
  }

  @ParameterizedTest
  @CsvSource({"AB, 1", "AA==, 1", "A A, 1", "A+, 1", "A/, 1", "AAB, 2", "'', 1", "A, 1"})
  void takesNoOtherSpelling(String text, int bytes) {
    assertEquals(Optional.empty(), Base64Url.exact(text, bytes));
  }
}
