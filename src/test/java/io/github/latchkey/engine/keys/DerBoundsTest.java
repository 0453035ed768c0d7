package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is counted of ASN.1 before it is built, and where that ends.
class DerBoundsTest {

  private static OptionalInt elements(String hex) {
    return DerBounds.elements(HexFormat.of().parseHex(hex));
  }

  private static byte[] filled(String head, int length) {
    byte[] start = HexFormat.of().parseHex(head);
    return Arrays.copyOf(start, start.length + length);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "0500, 1",
    "30060201010c0141, 3",
    "05000500, 2",
    "30030201ff0500, 3",
    "04810105, 1",
    "0482000105, 1",
    "048400000001ff, 1",
    "0488000000000000000105, 1",
    "1f810001ff, 1",
    "1f0101ff, 1",
    "3f81000405003000, 3",
    "30043002300005000500, 5"
  })
  void countsEveryElementOnce(String hex, int count) {
    assertEquals(OptionalInt.of(count), elements(hex));
  }

  /// X.690 section 8.1.5: two zeros end what has no length, and are no element.
  @ParameterizedTest
  @CsvSource({
    "30800201010000, 2",
    "3080000030800000, 2",
    "308000010500000500, 3",
    "30803080050000000000, 3",
    "3080300005000000, 3",
    "300430800000, 2",
    "308000000500, 2"
  })
  void knowsWhereAnElementWithoutALengthEnds(String hex, int count) {
    assertEquals(OptionalInt.of(count), elements(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30",
        "3001",
        "30030201",
        "300302020000",
        "30820003020200",
        "0480",
        "048000000000",
        "3082",
        "308201",
        "1f",
        "1f81",
        "1f8100",
        "0485ffffffffff",
        "0489010000000000000001ff",
        "308000",
        "30800001"
      })
  void aLengthThatLeadsOutOfWhatIsAroundItIsNone(String hex) {
    assertEquals(OptionalInt.empty(), elements(hex));
  }

  @Test
  void nestsAsDeepAsAnyKeyFileAndNoDeeper() throws IOException {
    assertEquals(OptionalInt.of(48), DerBounds.elements(HostileFiles.nested(48)));
    assertEquals(OptionalInt.empty(), DerBounds.elements(HostileFiles.nested(49)));
  }

  @Test
  void whatStandsBesideEachOtherIsNotDeep() {
    assertEquals(OptionalInt.of(101), elements("3081c8" + "3000".repeat(100)));
    assertEquals(OptionalInt.of(100), elements("30800000".repeat(100)));
  }

  @Test
  void takesAsManyAsAFileMayHaveAndNotOneMore() {
    byte[] most = filled("", 2 * DerBounds.MOST_ELEMENTS);
    assertEquals(OptionalInt.of(DerBounds.MOST_ELEMENTS), DerBounds.elements(most));
    byte[] more = filled("", 2 * DerBounds.MOST_ELEMENTS + 2);
    assertEquals(OptionalInt.empty(), DerBounds.elements(more));
  }

  @Test
  void aKeyHasFewElements() {
    assertTrue(DerBounds.mayBeInAKey(filled("", 2 * 64)));
    assertFalse(DerBounds.mayBeInAKey(filled("", 2 * 65)));
    assertFalse(DerBounds.mayBeInAKey(new byte[] {0x30}));
  }

  @Test
  void onlyNamesAreShort() {
    assertEquals(OptionalInt.of(1), DerBounds.elements(filled("068180", 128)));
    assertEquals(OptionalInt.empty(), DerBounds.elements(filled("068181", 129)));
    assertEquals(OptionalInt.of(1), DerBounds.elements(filled("048181", 129)));
    assertEquals(OptionalInt.of(1), DerBounds.elements(filled("047f", 127)));
  }
}
