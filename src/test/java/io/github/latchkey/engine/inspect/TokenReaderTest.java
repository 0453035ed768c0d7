package io.github.latchkey.engine.inspect;

import static io.github.latchkey.engine.inspect.FindingId.ALG_MISSING;
import static io.github.latchkey.engine.inspect.FindingId.ALG_NONE;
import static io.github.latchkey.engine.inspect.FindingId.ALG_UNSUPPORTED;
import static io.github.latchkey.engine.inspect.FindingId.BAD_BASE64;
import static io.github.latchkey.engine.inspect.FindingId.BAD_JSON;
import static io.github.latchkey.engine.inspect.FindingId.CRITICAL_HEADER;
import static io.github.latchkey.engine.inspect.FindingId.DAMAGED_SEGMENT;
import static io.github.latchkey.engine.inspect.FindingId.DUPLICATE_KEY;
import static io.github.latchkey.engine.inspect.FindingId.EMBEDDED_KEY;
import static io.github.latchkey.engine.inspect.FindingId.ENCRYPTED_TOKEN;
import static io.github.latchkey.engine.inspect.FindingId.NESTED_TOKEN;
import static io.github.latchkey.engine.inspect.FindingId.NOT_A_JWT;
import static io.github.latchkey.engine.inspect.FindingId.NOT_A_TOKEN;
import static io.github.latchkey.engine.inspect.FindingId.OVERSIZED;
import static io.github.latchkey.engine.inspect.FindingId.REMOTE_KEY;
import static io.github.latchkey.engine.inspect.FindingId.TYP_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.engine.TestTokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {

  private static final String PLAIN = TestTokens.withPayload("{\"a\":1}");

  private static List<Finding> findings(String token) {
    return TokenReader.read(token).findings();
  }

  private static List<Finding> ofHeader(String header) {
    return findings(TestTokens.hs256(header, "{}"));
  }

  private static List<Finding> ofPayload(String payload) {
    return findings(TestTokens.withPayload(payload));
  }

  @Test
  void aPlainTokenHasNoFindings() {
    TokenReading reading = TokenReader.read(PLAIN);
    assertEquals(List.of(), reading.findings());
    assertEquals(DecodedToken.of(PLAIN), reading.token());
  }

  @Test
  void putsTheCleaningFirst() {
    var cleaning = Finding.of(FindingId.CLEANED_UP, "", Map.of("what", List.of("bearer")));
    String token = TestTokens.hs256("{\"alg\":\"HS256\"}", "{}");
    TokenReading reading = TokenReader.read(new FoundToken(token, List.of(cleaning)));
    assertEquals(List.of(FindingId.CLEANED_UP, TYP_MISSING), Findings.ids(reading.findings()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", " none"})
  void namesTheAlgorithmNoneInAnySpelling(String alg) {
    Finding finding =
        Findings.only(ofHeader("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}"), ALG_NONE);
    assertEquals(Map.of("alg", alg), finding.facts());
    assertEquals("alg", finding.about());
    assertEquals(Severity.ERROR, finding.severity());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"typ\":\"JWT\"}",
        "{\"alg\":5,\"typ\":\"JWT\"}",
        "{\"alg\":\"\",\"typ\":\"JWT\"}"
      })
  void namesAMissingAlgorithm(String header) {
    assertEquals(List.of(ALG_MISSING), Findings.ids(ofHeader(header)));
  }

  @ParameterizedTest
  @CsvSource({"ES256K, true", "Ed448, true", "Ed25519, true", "hs256, false", "RSA1_5, false"})
  void tellsAnAlgorithmOfTheFutureFromAWrongOne(String alg, String registered) {
    Finding finding =
        Findings.only(ofHeader("{\"alg\":\"" + alg + "\",\"typ\":\"JWT\"}"), ALG_UNSUPPORTED);
    assertEquals(Map.of("alg", alg, "registered", registered), finding.facts());
  }

  @Test
  void asksForATyp() {
    assertEquals(List.of(TYP_MISSING), Findings.ids(ofHeader("{\"alg\":\"HS256\"}")));
  }

  @Test
  void namesKeysThatTheTokenBringsAlong() {
    List<Finding> findings =
        ofHeader(
            "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"jwk\":{},\"x5c\":[],"
                + "\"jku\":\"https://evil.example/k\",\"x5u\":5}");
    assertEquals(
        List.of(EMBEDDED_KEY, EMBEDDED_KEY, REMOTE_KEY, REMOTE_KEY), Findings.ids(findings));
    assertEquals(
        List.of("jwk", "x5c", "jku", "x5u"), findings.stream().map(Finding::about).toList());
    assertEquals("https://evil.example/k", findings.get(2).facts().get("address"));
    assertEquals("", findings.get(3).facts().get("address"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":[\"exp\",\"b\"]}', crit, 'exp,b'",
    "'{\"alg\":\"HS256\",\"typ\":\"JWT\",\"crit\":5}', crit, ''",
    "'{\"alg\":\"HS256\",\"typ\":\"JWT\",\"b64\":false}', b64, ''",
    "'{\"alg\":\"HS256\",\"typ\":\"JWT\",\"zip\":\"DEF\"}', zip, ''"
  })
  void namesHeadersThatChangeWhatIsSigned(String header, String about, String names) {
    Finding finding = Findings.only(ofHeader(header), CRITICAL_HEADER);
    assertEquals(about, finding.about());
    List<String> expected = names.isEmpty() ? List.of() : List.of(names.split(","));
    assertEquals(expected, finding.facts().get("names"));
  }

  @Test
  void showsDuplicateNamesOfBothParts() {
    List<Finding> findings =
        findings(
            TestTokens.hs256(
                "{\"alg\":\"none\",\"alg\":\"HS256\",\"typ\":\"JWT\"}",
                "{\"exp\":1,\"\\u0065xp\":2,\"x\":{\"y\":1,\"y\":1}}"));
    assertEquals(List.of(DUPLICATE_KEY, DUPLICATE_KEY), Findings.ids(findings));
    assertEquals("header", findings.get(0).about());
    assertEquals(List.of("alg"), findings.get(0).facts().get("names"));
    assertEquals(List.of("exp", "y"), findings.get(1).facts().get("names"));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"a\":1}junk', trailing",
    "'{\"a\":1}{\"a\":2}', trailing",
    "'{\"a\":1}//x', trailing",
    "'{\"a\":01}', malformed",
    "'{a:1}', malformed",
    "prose, malformed",
    "null, not-an-object",
    "'[1]', not-an-object",
    "'\"x\"', not-an-object",
    "5, not-an-object"
  })
  void saysWhatKeepsAPayloadFromBeingJson(String payload, String reason) {
    Finding finding = Findings.only(ofPayload(payload), BAD_JSON);
    assertEquals("payload", finding.about());
    assertEquals(reason, finding.facts().get("reason"));
  }

  @Test
  void saysWhereTheJsonIsWrong() {
    Finding finding = Findings.only(ofPayload("{\"a\":1,\n \"b\":x}"), BAD_JSON);
    assertEquals(2L, finding.facts().get("line"));
    assertTrue((Long) finding.facts().get("column") >= 5);
  }

  @Test
  void aHeaderThatIsNoJsonIsNamedToo() {
    Finding finding = Findings.only(ofHeader("{\"alg\" \"HS256\"}"), BAD_JSON);
    assertEquals("header", finding.about());
  }

  @ParameterizedTest
  @CsvSource({
    "e30., payload, missing, 2",
  })
  void namesMissingParts(String tail, String about, String reason, long parts) {
    String header = TestTokens.base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    Finding two = Findings.only(findings(header + ".e30"), DAMAGED_SEGMENT);
    assertEquals("signature", two.about());
    assertEquals(Map.of("reason", reason, "parts", parts), two.facts());
    Finding one = Findings.only(findings(header), DAMAGED_SEGMENT);
    assertEquals(about, one.about());
    Finding four = Findings.only(findings(header + ".e30.AA.AA"), DAMAGED_SEGMENT);
    assertEquals(Map.of("reason", "too-many-parts", "parts", 4L), four.facts());
  }

  @ParameterizedTest
  @CsvSource({
    "e30=, padding, 4",
    "e+30, standard-alphabet, 2",
    "e 30, foreign-character, 2",
    "e31, unused-bits, 3",
    "e30AB, impossible-length, 5",
    "eyJhIjoxf, impossible-length, 9"
  })
  void saysWhatIsWrongWithTheBase64AndWhere(String payload, String what, long position) {
    String header = TestTokens.base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    List<Finding> findings = findings(TestTokens.hmac(header + "." + payload, new byte[] {1}));
    assertEquals(1, findings.size(), "one cause, one finding");
    Finding finding = Findings.only(findings, BAD_BASE64);
    assertEquals("payload", finding.about());
    assertEquals(Map.of("what", List.of(what), "position", position), finding.facts());
  }

  @Test
  void namesAnEncryptedToken() {
    String header = TestTokens.base64("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}");
    Finding finding = Findings.only(findings(header + "..a.b.c"), ENCRYPTED_TOKEN);
    assertEquals(Map.of("alg", "dir", "enc", "A128GCM"), finding.facts());
    assertEquals(List.of(ENCRYPTED_TOKEN), Findings.ids(findings(header + "..a.b.c")));
  }

  @Test
  void namesATokenInsideAToken() {
    List<Finding> findings = ofPayload(PLAIN);
    assertEquals(List.of(NESTED_TOKEN), Findings.ids(findings));
    List<Finding> declared = ofHeader("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"cty\":\"JWT\"}");
    assertEquals(List.of(NESTED_TOKEN), Findings.ids(declared));
  }

  @ParameterizedTest
  @CsvSource({
    "T1==cGFydG5lcl9pZD0xMjM0NTYmc2lnPWFiY2RlZg==, opentok-t1",
    "0060123456789abcdef0123456789abcdefIADxyzABCDEFGHIJKLMNOP, agora-006",
    "007eJxTYBBbsMMnKq7p9Hf/HcIX9kce9b518kCiQgSr5Zrp4X1KrQ==, agora-007",
    "a8f5f167f44f4964e6c998dee827110c, opaque"
  })
  void namesTheTokensOfVendorsThatAreNoJwt(String token, String kind) {
    Finding finding = Findings.only(findings(token), NOT_A_JWT);
    assertEquals(Map.of("kind", kind), finding.facts());
    assertEquals(1, findings(token).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "two words", "0123456789012345678901234567890"})
  void saysThatThereIsNoToken(String text) {
    assertEquals(List.of(NOT_A_TOKEN), Findings.ids(findings(text)));
  }

  @Test
  void doesNotReadMoreThanAMegabyte() {
    String big = TestTokens.withPayload("{\"a\":\"" + "x".repeat(1 << 20) + "\"}");
    Finding finding = Findings.only(findings(big), OVERSIZED);
    assertEquals("", finding.about());
    assertEquals((long) big.length(), finding.facts().get("characters"));
    assertEquals((long) DecodedToken.LONGEST, finding.facts().get("most"));
  }

  @Test
  void readsProseOfAJwsAsNoClaims() throws Exception {
    String token =
        TestTokens.published("rfc7520-4_1.rsa_v15_signature").text("token").orElseThrow();
    List<FindingId> ids = Findings.ids(findings(token));
    assertEquals(List.of(BAD_JSON, TYP_MISSING), ids);
  }

  private static List<FindingId> ids(String token) {
    return Findings.ids(TokenReader.read(token).findings());
  }

  @Test
  void fivePartsAreEncryptedWhereTheHeaderSaysSoOrCannotBeRead() {
    String rest = ".e30.e30.e30.e30";
    assertTrue(ids(TestTokens.base64("{\"enc\":\"x\"}") + rest).contains(ENCRYPTED_TOKEN));
    assertFalse(ids(TestTokens.base64("{\"alg\":\"HS256\"}") + rest).contains(ENCRYPTED_TOKEN));
    List<FindingId> twice = ids(TestTokens.base64("{\"enc\":\"x\",\"enc\":\"y\"}") + rest);
    assertTrue(twice.contains(DUPLICATE_KEY), "its header is looked at as any other");
  }

  @Test
  void aTokenInAPayloadIsNamedHoweverItsHeaderIsLaidOut() {
    for (String header : List.of("{\"alg\":\"HS256\"}", "{\n  \"alg\": \"HS256\"\n}")) {
      String inner = TestTokens.hs256(header, "{}");
      String outer = TestTokens.hs256("{\"alg\":\"HS256\",\"cty\":\"JWT\"}", inner);
      assertTrue(ids(outer).contains(NESTED_TOKEN), header);
    }
  }

  @Test
  void aSingleBraceIsNoToken() {
    assertEquals(List.of(NOT_A_TOKEN), ids("ew"));
  }
}
