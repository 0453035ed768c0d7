package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaddingTest {

  @ParameterizedTest
  @CsvSource({
    "8, 65536",
    "65536, 65536",
    "65537, 67584",
    "67585, 69632",
    "131071, 131072",
    "131072, 131072",
    "131073, 135168",
    "1000000, 1015808",
    "1073741824, 1073741824",
    "1073741825, 1107296256"
  })
  void padsToTheNextStep(long content, long length) {
    assertEquals(length, Padding.padded(content));
  }

  @Property
  void isEnoughAtMostAnEighthMoreAndStaysAsItIs(@ForAll @LongRange(max = 1L << 31) long content) {
    long padded = Padding.padded(content);
    assertTrue(padded >= content && padded >= Padding.LEAST);
    assertTrue(padded <= Math.max(Padding.LEAST, content + content / 8));
    assertEquals(padded, Padding.padded(padded));
  }
}
