package io.github.latchkey.vault;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// The laws of [MergePropertiesTest] over 10,000 stories for each.
@Tag("nightly")
class MergePropertiesNightlyTest {

  private static final int TRIES = 10_000;

  private final MergePropertiesTest laws = new MergePropertiesTest();

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsCommutative(@ForAll long seed) {
    laws.mergeIsCommutative(seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsAssociative(@ForAll long seed) {
    laws.mergeIsAssociative(seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeIsIdempotentAndThenHasNothingToTell(@ForAll long seed) {
    laws.mergeIsIdempotentAndThenHasNothingToTell(seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void mergeLosesNothingAndRevivesNothing(@ForAll long seed) {
    laws.mergeLosesNothingAndRevivesNothing(seed);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void copiesThatHearOfEachOtherComeToTheSameAndNoStampIsGivenTwice(@ForAll long seed) {
    laws.copiesThatHearOfEachOtherComeToTheSameAndNoStampIsGivenTwice(seed);
  }
}
