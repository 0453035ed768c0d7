package io.github.latchkey.vault;

import static io.github.latchkey.vault.SampleVault.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.vault.VaultException.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

  private static final Path FILE = Path.of("some.latchkey");
  private static final String VAULT = "A".repeat(22);
  private static final String BYTES_32 = "B".repeat(42) + "A";
  private static final String WRAP = "C".repeat(64);
  private static final String PASSWORD = password(0, "\"v\":19,\"m\":65536,\"t\":3,\"p\":1");
  private static final String PASSWORD_FILE =
      "{\"id\":\"AAAAAAAAAAE\",\"type\":\"password+file\",\"v\":19,\"m\":1048576,\"t\":16,\"p\":8,"
          + "\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"file\":\"AAAAAAAAAAA\",\"wrap\":\""
          + WRAP
          + "\"}";
  private static final String RECOVERY = recovery(2);
  private static final String KEYRING = keyring(3);

  @Test
  void readsAllFourKindsOfSlotsAndWritesThemBackByteForByte() throws Exception {
    String text = header(PASSWORD, PASSWORD_FILE, RECOVERY, KEYRING);
    VaultHeader header = read(text);
    assertEquals(text, header.text());
    assertEquals(
        List.of("password", "password+file", "recovery", "keyring"),
        header.slots().stream().map(KeySlot::type).toList());
    assertEquals("AAAAAAAAAAI", header.slots().get(2).id());
    assertEquals(new ArgonCost(1048576, 16, 8), ((PasswordFileSlot) header.slots().get(1)).cost());
  }

  @Test
  void refusesASlotThatDoesNotSayWhatItIs() {
    assertFault(Kind.VAULT_DAMAGED, () -> read(header(RECOVERY.replace("type", "kind"))));
  }

  @ParameterizedTest
  @CsvSource({
    "18, 65536, 3, 1",
    "19, 65535, 3, 1",
    "19, 1048577, 3, 1",
    "19, 65536, 2, 1",
    "19, 65536, 17, 1",
    "19, 65536, 3, 0",
    "19, 65536, 3, 9",
    "19, 9007199254740991, 3, 1",
    "19, 65536, 4294967299, 1",
    "19, 4295032832, 3, 1"
  })
  void refusesAnArgonCostThatWouldFreezeTheMachine(String v, long m, long t, long p) {
    String cost = "\"v\":" + v + ",\"m\":" + m + ",\"t\":" + t + ",\"p\":" + p;
    VaultException fault =
        assertFault(Kind.VAULT_COST_REFUSED, () -> read(header(RECOVERY, password(0, cost))));
    assertEquals(
        Map.of("file", FILE, "memoryMiB", m >> 10, "passes", t, "lanes", p), fault.facts());
  }

  @Test
  void takesNoMoreThanEightSlotsAndAtLeastOne() throws Exception {
    assertDamaged(header());
    assertEquals(8, read(header(repeat(8, HeaderReaderTest::recovery))).slots().size());
    assertDamaged(header(repeat(9, HeaderReaderTest::recovery)));
  }

  @Test
  void takesNoMoreThanFourPasswordSlots() throws Exception {
    String cost = "\"v\":19,\"m\":65536,\"t\":3,\"p\":1";
    assertEquals(4, read(header(repeat(4, i -> password(i, cost)))).slots().size());
    assertDamaged(header(repeat(5, i -> password(i, cost))));
    assertDamaged(header(repeat(5, i -> i == 1 ? PASSWORD_FILE : password(i, cost))));
  }

  @Test
  void refusesAVaultThatOnlyAKeyringOpens() {
    assertDamaged(header(KEYRING, keyring(4)));
  }

  @Test
  void refusesTwoSlotsOfOneId() {
    assertDamaged(header(RECOVERY, keyring(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"vault\" :",
        "{ \"vault\":",
        "{\"\\u0076ault\":",
        "{\"vault\":\"\\u0041",
        "{\"vault\":\"=",
        "{\"vault\":1,\"vault\":"
      })
  void refusesAnotherSpellingOfTheSameHeader(String start) {
    assertDamaged(start + header(RECOVERY).substring("{\"vault\":".length()));
  }

  @Test
  void refusesWhatIsNotExactlyOneObject() {
    String good = header(RECOVERY);
    for (String bad :
        List.of("{}", "[]", "\"\"", "nothing", good + " ", " " + good, good + "\n", good + "{}")) {
      assertDamaged(bad);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "01", "1.0", "1e3", "9007199254740992", "\"1\"", "null", "-0"})
  void refusesAGenerationThatIsNotAPlainNumber(String generation) {
    assertDamaged(header(RECOVERY).replace("\"generation\":7", "\"generation\":" + generation));
  }

  @Test
  void takesTheLargestInteger() throws Exception {
    String text = header(RECOVERY).replace(":7,", ":9007199254740991,");
    assertEquals(9007199254740991L, read(text).generation());
  }

  @Test
  void refusesBase64OfAnotherLengthOrWithUnusedBits() {
    String good = header(RECOVERY);
    assertDamaged(good.replace(VAULT, "A".repeat(21) + "B"));
    assertDamaged(good.replace(VAULT, "A".repeat(21)));
    assertDamaged(good.replace(VAULT, "A".repeat(23)));
    assertDamaged(good.replace(VAULT, "A".repeat(22) + "=="));
    assertDamaged(good.replace(VAULT, "A".repeat(21) + "+"));
    assertDamaged(good.replace(VAULT, "A".repeat(21) + "é"));
    assertDamaged(good.replace(WRAP, "C".repeat(63)));
  }

  @Test
  void refusesMembersInAnotherOrderOrMissing() {
    String good = header(RECOVERY);
    assertDamaged(good.replace("\"epoch\":1,", ""));
    assertDamaged(good.replace("\"generation\":7,\"epoch\":1", "\"epoch\":1,\"generation\":7"));
    assertDamaged(header(RECOVERY.replace("\"epk\":\"" + BYTES_32 + "\",", "")));
  }

  @Test
  void takesAnUnknownMemberOrSlotForALaterVersion() {
    String good = header(RECOVERY);
    assertFault(Kind.VAULT_NEWER, () -> read(good.replace("{\"vault\"", "{\"more\":1,\"vault\"")));
    assertFault(Kind.VAULT_NEWER, () -> read(good.replace("\"wrap\"", "\"hint\":\"x\",\"wrap\"")));
    assertFault(
        Kind.VAULT_NEWER, () -> read(header(RECOVERY, KEYRING.replace("keyring", "passkey"))));
  }

  private static VaultHeader read(String text) throws VaultException {
    return HeaderReader.read(text.getBytes(StandardCharsets.UTF_8), FILE);
  }

  private static void assertDamaged(String text) {
    assertFault(Kind.VAULT_DAMAGED, () -> read(text));
  }

  private static String header(String... slots) {
    return "{\"vault\":\"%s\",\"generation\":7,\"epoch\":1,\"commit\":\"%s\",\"salt\":\"%s\",\"slots\":[%s]}"
        .formatted(VAULT, BYTES_32, BYTES_32, String.join(",", slots));
  }

  private static String password(int id, String cost) {
    return "{\"id\":\"%s\",\"type\":\"password\",%s,\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"wrap\":\"%s\"}"
        .formatted(id(id), cost, WRAP);
  }

  private static String recovery(int id) {
    return "{\"id\":\"%s\",\"type\":\"recovery\",\"epk\":\"%s\",\"wrap\":\"%s\"}"
        .formatted(id(id), BYTES_32, WRAP);
  }

  private static String keyring(int id) {
    return "{\"id\":\"%s\",\"type\":\"keyring\",\"salt\":\"%s\",\"wrap\":\"%s\"}"
        .formatted(id(id), BYTES_32, WRAP);
  }

  private static String id(int number) {
    return Base64Url.encode(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number});
  }

  private static String[] repeat(int count, IntFunction<String> slot) {
    return IntStream.range(0, count).mapToObj(slot).toArray(String[]::new);
  }
}
