package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonArray;
import io.github.latchkey.json.JsonNumber;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ItemTest {

  private final Item item = new Item("A".repeat(22));

  @Test
  void isWhatTheGreatestStampsSayWhateverTheClocksSay() {
    put(2, 0, "name", text("second"));
    put(1, 9, "name", text("first, by a clock set to 2099"));
    put(2, 1, "name", text("third: same counter, greater writer"));
    put(1, 1, "note", text("n"));
    assertEquals(
        Map.of("name", text("third: same counter, greater writer"), "note", text("n")),
        item.entry().fields());
    assertEquals(Instant.ofEpochMilli(2_000), item.entry().changed());
  }

  @Test
  void isInTheTrashWhileTheTrashHasSeenAllThatWasWritten() {
    put(1, 0, "name", text("a"));
    put(2, 0, "note", text("b"));
    assertFalse(item.isInTrash());
    put(3, 0, Item.TRASH, seen(1, 2));
    assertTrue(item.isInTrash());
    assertFalse(item.isShownAs(Item.CREDENTIAL));
    put(4, 1, "note", text("changed by another machine"));
    assertFalse(item.isInTrash());
    assertTrue(item.isShownAs(Item.CREDENTIAL));
    assertFalse(item.entry().fields().containsKey(Item.TRASH));
  }

  @Test
  void staysInTheTrashWhenTwoMachinesPutItThere() {
    put(1, 0, "name", text("a"));
    put(2, 0, Item.TRASH, seen(1));
    put(2, 1, Item.TRASH, seen(1));
    assertTrue(item.isInTrash());
  }

  @Test
  void comesOutOfTheTrashWithAnEmptyList() {
    put(1, 0, "name", text("a"));
    put(2, 0, Item.TRASH, seen(1));
    put(3, 0, Item.TRASH, seen());
    assertFalse(item.isInTrash());
  }

  @Test
  void isNotInATrashThatIsNoListOfStamps() {
    put(1, 0, "name", text("a"));
    put(2, 0, Item.TRASH, text("everything"));
    assertFalse(item.isInTrash());
    put(3, 0, Item.TRASH, JsonArray.of(JsonNumber.of(1), text("x")));
    assertFalse(item.isInTrash());
  }

  @Test
  void isShownAsWhatItsKindSays() {
    put(1, 0, "name", text("a"));
    assertTrue(item.isShownAs("credential"));
    put(2, 0, Item.KIND, text("preset"));
    assertFalse(item.isShownAs("credential"));
    assertTrue(item.isShownAs("preset"));
    put(3, 0, Item.KIND, JsonNumber.of(1));
    assertFalse(item.isShownAs("preset"));
  }

  private void put(long counter, long writer, String field, Json value) {
    long time = writer == 9 ? 4_070_908_800_000L : counter * 1_000;
    item.put(
        new StampedValue(
            "A".repeat(22),
            field,
            new Stamp(counter, writer),
            time,
            new FieldContent.Open(value),
            List.of()));
  }

  private static Json seen(long... counters) {
    return new JsonArray(
        LongStream.of(counters).mapToObj(counter -> new Stamp(counter, 0).json()).toList());
  }
}
