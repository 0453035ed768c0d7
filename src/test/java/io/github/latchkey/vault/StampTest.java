package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampTest {

  @Property(tries = 200)
  void readsWhatItWrites(
      @ForAll @LongRange(min = 1, max = (1L << 53) - 1) long counter, @ForAll long writer) {
    var stamp = new Stamp(counter, writer);
    assertEquals(Optional.of(stamp), Stamp.of(stamp.json()));
  }

  @Test
  void isWrittenAsCounterAndWriter() {
    assertEquals("[5,\"AAAAAAAAAQI\"]", new Stamp(5, 258).json().compact());
  }

  @Test
  void ordersByCounterThenByTheWritersBytes() {
    assertTrue(new Stamp(1, -1).compareTo(new Stamp(2, 0)) < 0);
    assertTrue(new Stamp(1, 0x7fL << 56).compareTo(new Stamp(1, 0x80L << 56)) < 0);
    assertEquals(0, new Stamp(1, 3).compareTo(new Stamp(1, 3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "[1]",
        "[0,\"AAAAAAAAAAA\"]",
        "[1.0,\"AAAAAAAAAAA\"]",
        "[-1,\"AAAAAAAAAAA\"]",
        "[9007199254740992,\"AAAAAAAAAAA\"]",
        "[1,\"AAAAAAAAAA\"]",
        "[1,\"AAAAAAAAAAB\"]",
        "[1,2]",
        "[\"1\",\"AAAAAAAAAAA\"]",
        "[1,\"AAAAAAAAAAA\",3]",
        "1"
      })
  void isNothingElse(String json) throws Exception {
    assertEquals(Optional.empty(), Stamp.of(Json.parse(json, JsonLimits.own(100))));
  }
}
