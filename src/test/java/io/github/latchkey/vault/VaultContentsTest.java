package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.json.JsonMember;
import io.github.latchkey.secret.SecretBytes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VaultContentsTest {

  @Property(tries = 200)
  void mergesToTheSameInWhateverOrder(
      @ForAll Set<Byte> a, @ForAll Set<Byte> b, @ForAll Set<Byte> c) {
    assertEquals(
        stamps(merged(merged(contents(a), contents(b)), contents(c))),
        stamps(merged(contents(c), merged(contents(b), contents(a)))));
  }

  @Property(tries = 100)
  void mergingTwiceChangesNothing(@ForAll Set<Byte> a, @ForAll Set<Byte> b) {
    VaultContents once = merged(contents(a), contents(b));
    Set<Stamp> before = stamps(once);
    assertEquals(before, stamps(merged(once, contents(b))));
  }

  @Property(tries = 100)
  void losesNothingThatNobodyRemoved(@ForAll Set<Byte> a, @ForAll Set<Byte> b) {
    Set<Stamp> union =
        IntStream.concat(a.stream().mapToInt(Byte::intValue), b.stream().mapToInt(Byte::intValue))
            .filter(n -> n > 0 && !a.contains((byte) -n) && !b.contains((byte) -n))
            .mapToObj(n -> new Stamp(n, 0))
            .collect(Collectors.toSet());
    assertEquals(union, stamps(merged(contents(a), contents(b))));
  }

  @Test
  void neverGivesAStampTwice() {
    var contents = new VaultContents();
    contents.put(value("A", new Stamp(7, 0)));
    contents.remove(List.of(new Stamp(9, 0)));
    assertEquals(new Stamp(10, 1), contents.nextStamp(1));
    contents.put(value("B", new Stamp(10, 1)));
    contents.takeBack("B");
    assertEquals(new Stamp(11, 1), contents.nextStamp(1));
    contents.merge(contents(Set.of((byte) 50, (byte) -60)));
    assertEquals(new Stamp(61, 1), contents.nextStamp(1));
  }

  @Test
  void stopsBeforeTheCounterLeavesTheFormat() {
    var contents = new VaultContents();
    contents.put(value("A", new Stamp(HeaderReader.LARGEST_INTEGER, 0)));
    assertThrows(IllegalStateException.class, () -> contents.nextStamp(1));
  }

  @Test
  void refusesASecondValueOfOneStamp() {
    var contents = new VaultContents();
    assertTrue(contents.put(value("A", new Stamp(1, 0))));
    assertFalse(contents.put(value("B", new Stamp(1, 0))));
  }

  @Test
  void forgetsACredentialOfWhichAllWasRemoved() {
    var contents = new VaultContents();
    contents.put(value("A", new Stamp(1, 0)));
    contents.remove(List.of(new Stamp(1, 0)));
    assertTrue(contents.item("A").isEmpty());
    assertTrue(contents.put(value("A", new Stamp(1, 0))));
    assertTrue(contents.values().isEmpty());
  }

  @Test
  void remembersTheNewest1024Ancestors() {
    var contents = new VaultContents();
    for (int i = 0; i < 1_030; i++) {
      contents.remember("save " + i);
    }
    contents.remember("save 10");
    assertEquals(1_024, contents.ancestors().size());
    assertEquals("save 10", List.copyOf(contents.ancestors()).getLast());
    assertFalse(contents.ancestors().contains("save 5"));
  }

  @Test
  void keepsOfWhatIsNoSetWhatWasSaved() {
    var ours = new VaultContents();
    ours.addUnknown(new JsonMember("ours", text("1")));
    ours.addUnknown(new JsonMember("both", text("ours")));
    ours.setRecovery("ours");
    var theirs = new VaultContents();
    theirs.addUnknown(new JsonMember("both", text("theirs")));
    theirs.setRecovery("theirs");
    theirs.remember("ancestor");
    ours.mergeSaved(theirs);
    assertEquals(
        List.of(new JsonMember("ours", text("1")), new JsonMember("both", text("theirs"))),
        List.copyOf(ours.unknown()));
    assertEquals("theirs", ours.recovery().orElseThrow());
    assertEquals(List.of("ancestor"), List.copyOf(ours.ancestors()));
  }

  @Test
  void keepsOfWhatIsNoSetItsOwnWhenAFileFromElsewhereIsMerged() {
    var ours = new VaultContents();
    ours.addUnknown(new JsonMember("both", text("ours")));
    ours.setRecovery("ours");
    var theirs = new VaultContents();
    theirs.addUnknown(new JsonMember("both", text("theirs")));
    theirs.addUnknown(new JsonMember("theirs", text("1")));
    theirs.setRecovery("theirs");
    ours.merge(theirs);
    assertEquals(
        List.of(new JsonMember("both", text("ours")), new JsonMember("theirs", text("1"))),
        List.copyOf(ours.unknown()));
    assertEquals("ours", ours.recovery().orElseThrow());
  }

  @Test
  void ownsTheSecretsThatItTookAndWipesTheOthers() {
    SecretBytes taken = SampleVault.secret("taken");
    SecretBytes known = SampleVault.secret("known");
    var ours = new VaultContents();
    ours.put(value("A", new Stamp(1, 0)));
    ours.merge(owning(taken, new Stamp(2, 0)));
    ours.merge(owning(known, new Stamp(2, 0)));
    assertEquals(5, taken.length());
    assertThrows(IllegalStateException.class, known::length);
    ours.close();
    assertThrows(IllegalStateException.class, taken::length);
  }

  @Test
  void itsNumberGrowsWithEveryChange() {
    var contents = new VaultContents();
    long before = contents.version();
    contents.put(value("A", new Stamp(1, 0)));
    long written = contents.version();
    assertTrue(written > before);
    contents.takeBack("A");
    long takenBack = contents.version();
    assertTrue(takenBack > written);
    contents.remove(List.of(new Stamp(1, 0)));
    assertTrue(contents.version() > takenBack);
  }

  @Test
  void knowsNoSaveToBeHeldAnyMoreOnceAValueWasTakenBack() {
    var contents = new VaultContents();
    contents.put(value("A", new Stamp(1, 0)));
    contents.hold("a salt");
    assertTrue(contents.holds("a salt"));
    contents.takeBack("A");
    assertFalse(contents.holds("a salt"));
  }

  @Test
  void keepsItsRecoveryKeyWhereTheSaveHasNone() {
    var ours = new VaultContents();
    ours.setRecovery("ours");
    ours.mergeSaved(new VaultContents());
    assertEquals("ours", ours.recovery().orElseThrow());
  }

  @Test
  void takesInWhichDataKeysTheOtherGaveUp() {
    var theirs = new VaultContents();
    String commit = Base64Url.encode(new byte[32]);
    theirs.retire(commit);
    var ours = new VaultContents();
    assertFalse(ours.hasRetired(commit));
    ours.merge(theirs);
    assertTrue(ours.hasRetired(commit));
  }

  @Test
  void itsNewestAncestorsStayAmongTheNewestWhateverIsMerged() {
    var ours = new VaultContents();
    ours.remember("of a race just now");
    var theirs = new VaultContents();
    for (int i = 0; i < VaultContents.MOST_ANCESTORS; i++) {
      theirs.remember("theirs " + i);
    }
    ours.merge(theirs);
    assertEquals("of a race just now", List.copyOf(ours.ancestors()).getLast());
  }

  @Test
  void remembersTheLast1024DataKeysThatWereGivenUp() {
    var contents = new VaultContents();
    IntStream.rangeClosed(1, 1_024).forEach(i -> contents.addRetired("key " + i));
    assertEquals(1_024, contents.retired().size());
    contents.addRetired("one more");
    assertEquals(1_024, contents.retired().size());
    assertFalse(contents.retired().contains("key 1"));
    assertTrue(contents.retired().contains("key 2"));
  }

  private static VaultContents owning(SecretBytes secret, Stamp stamp) {
    var contents = new VaultContents();
    contents.own(secret);
    var hidden = new FieldContent.Hidden(SecretSlice.whole(secret));
    contents.put(new StampedValue("B", "key", stamp, 0, hidden, List.of()));
    return contents;
  }

  /// A positive number is a value of that counter, a negative one the removal of it.
  private static VaultContents contents(Set<Byte> numbers) {
    var contents = new VaultContents();
    for (byte n : numbers) {
      if (n > 0) {
        contents.put(value("credential " + n % 5, new Stamp(n, 0)));
      } else if (n < 0) {
        contents.remove(List.of(new Stamp(-n, 0)));
      }
    }
    return contents;
  }

  private static VaultContents merged(VaultContents ours, VaultContents theirs) {
    ours.merge(theirs);
    return ours;
  }

  private static Set<Stamp> stamps(VaultContents contents) {
    return contents.values().stream().map(StampedValue::stamp).collect(Collectors.toSet());
  }

  private static StampedValue value(String credential, Stamp stamp) {
    return new StampedValue(credential, "f", stamp, 0, new FieldContent.Open(text("v")), List.of());
  }
}
