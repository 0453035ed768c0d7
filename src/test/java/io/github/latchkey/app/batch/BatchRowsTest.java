package io.github.latchkey.app.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.AppException.Kind;
import io.github.latchkey.app.ClaimInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of a batch, as people's programs write them.
class BatchRowsTest {

  private static final Path NAME = Path.of("in.csv");

  private static List<BatchRow> rows(byte[] content) throws Exception {
    List<BatchRow> rows = new ArrayList<>();
    try (BatchRows open = BatchRows.open(new ByteArrayInputStream(content), NAME)) {
      open.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<BatchRow> rows(String content) throws Exception {
    return rows(content.getBytes(StandardCharsets.UTF_8));
  }

  private static AppException refused(String content) {
    return assertThrows(AppException.class, () -> rows(content));
  }

  private static String shown(BatchRow row) {
    List<String> claims = new ArrayList<>();
    for (ClaimInput claim : row.claims()) {
      String value =
          switch (claim.value()) {
            case ClaimInput.Typed(var text) -> text;
            case ClaimInput.Exact(var json) -> "json " + json.compact();
          };
      claims.add(claim.path().names() + "=" + value);
    }
    return row.number() + " " + String.join(" ", claims);
  }

  private static List<String> shown(String content) throws Exception {
    return rows(content).stream().map(BatchRowsTest::shown).toList();
  }

  private static String reason(BatchRow row) {
    return (String) row.problem().orElseThrow().facts().get("reason");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "room,context.user.name\nr1,Asha\nr2,\"B, \"\"C\"\"\"\n",
        "room,context.user.name\r\nr1,Asha\r\nr2,\"B, \"\"C\"\"\"",
        "room;context.user.name\nr1;Asha\nr2;\"B, \"\"C\"\"\"\n",
        "room\tcontext.user.name\nr1\tAsha\nr2\t\"B, \"\"C\"\"\"\n",
        "\uFEFFroom,context.user.name\nr1,Asha\n\nr2,\"B, \"\"C\"\"\"\n",
        "room , /context/user/name\nr1,Asha\nr2,\"B, \"\"C\"\"\"\n"
      })
  void readsCsvWithPathsAsHeadings(String csv) throws Exception {
    assertEquals(
        List.of(
            "1 [room]=r1 [context, user, name]=Asha", "2 [room]=r2 [context, user, name]=B, \"C\""),
        shown(csv));
  }

  @Test
  void leavesOutTheClaimOfAnEmptyCell() throws Exception {
    assertEquals(List.of("1 [b]=x", "2 "), shown("a,b\n,x\n,\n"));
  }

  @Test
  void keepsADottedNameAndACellOfSeveralLines() throws Exception {
    assertEquals(
        List.of("1 [https://x.example/role, a]=y\nz"),
        shown("https://x\\.example/role.a\n\"y\nz\"\n"));
  }

  @Test
  void aRowWithAnotherNumberOfCellsIsNamedAndTheOthersCome() throws Exception {
    List<BatchRow> rows = rows("a,b\n1,2\n3\n4,5,6\n7,8\n");
    assertEquals(4, rows.size());
    assertEquals("columns", reason(rows.get(1)));
    assertEquals("1/2", rows.get(1).problem().orElseThrow().facts().get("place"));
    assertEquals("columns", reason(rows.get(2)));
    assertEquals("4 [a]=7 [b]=8", shown(rows.get(3)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,a\n1,2\n", "a,/a\n1,2\n", "a,\n1,2\n", "a..b\n1\n"})
  void refusesHeadingsThatAreNoClaims(String csv) {
    assertEquals(Kind.HEADING_UNUSABLE, refused(csv).kind());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "   \n"})
  void refusesAFileWithoutAHeading(String csv) {
    Kind kind = refused(csv).kind();
    assertTrue(kind == Kind.ROWS_DAMAGED || kind == Kind.HEADING_UNUSABLE, kind.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n3,\"4\n5,6\n",
        "a,b\n1,2\n3,\"4",
        "a,b\n1,2\n3,\"",
        "a,b\n1,2\n\"3,4\n5,\"6\"\n7,8\n"
      })
  void aQuoteThatIsNotClosedEndsTheFileWithARowThatSaysSo(String csv) throws Exception {
    List<BatchRow> rows = rows(csv);
    assertEquals("1 [a]=1 [b]=2", shown(rows.getFirst()));
    assertEquals(2, rows.size());
    assertEquals(Kind.ROWS_DAMAGED, rows.getLast().problem().orElseThrow().kind());
    assertEquals("bad-csv", reason(rows.getLast()));
  }

  @Test
  void aCellOverTheLimitEndsTheFile() throws Exception {
    List<BatchRow> rows = rows("a\nx\n" + "y".repeat(BatchRows.LONGEST_ROW + 1) + "\nz\n");
    assertEquals(2, rows.size());
    assertEquals(Kind.ROWS_DAMAGED, rows.getLast().problem().orElseThrow().kind());
    assertEquals("bad-csv", reason(rows.getLast()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void aDamagedRowComesOnceHoweverOftenItIsAskedFor(int before) throws Exception {
    String start = "a\n" + "x\n".repeat(before);
    for (String end :
        List.of("\"open\n", "y".repeat(BatchRows.LONGEST_ROW + 9) + "\nz\n", "\"b\"c\n")) {
      byte[] csv = (start + end).getBytes(StandardCharsets.UTF_8);
      try (BatchRows rows = BatchRows.open(new ByteArrayInputStream(csv), NAME)) {
        for (int i = 0; i < before; i++) {
          assertTrue(rows.hasNext() && rows.hasNext());
          assertTrue(rows.next().problem().isEmpty());
        }
        assertTrue(rows.hasNext() && rows.hasNext() && rows.hasNext());
        assertEquals(Kind.ROWS_DAMAGED, rows.next().problem().orElseThrow().kind());
        assertFalse(rows.hasNext() || rows.hasNext());
      }
    }
  }

  @Test
  void refusesMoreColumnsThanAnybodyHas() {
    assertEquals(Kind.ROWS_DAMAGED, refused("a,".repeat(300) + "a\n").kind());
  }

  @Test
  void aRowOfBytesThatAreNotUtf8IsNamedAndTheOthersCome() throws Exception {
    byte[] latin =
        ("a,b\nx,y\n" + "pad,pad\n".repeat(40_000) + "Jos\u00e9,1\nz,\u00e9\nlast,1\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    List<BatchRow> rows = rows(latin);
    assertEquals(40_004, rows.size());
    for (int row : List.of(40_001, 40_002)) {
      AppException problem = rows.get(row).problem().orElseThrow();
      assertEquals(Kind.ROW_UNUSABLE, problem.kind());
      assertEquals("not-utf8", problem.facts().get("reason"));
      assertEquals(row == 40_001 ? "a" : "b", problem.facts().get("place"));
    }
    assertEquals("40004 [a]=last [b]=1", shown(rows.getLast()));
    assertEquals(2, rows.stream().filter(row -> row.problem().isPresent()).count());
  }

  @Test
  void takesEveryCharacterThatUtf8CanSay() throws Exception {
    String cell = "\u00e9\ufffd\ud83d\ude00\u0000\uffff";
    assertEquals(List.of("1 [a]=" + cell), shown("a\n" + cell + "\n"));
  }

  @Test
  void headingsOfBytesThatAreNotUtf8RefuseTheFile() {
    for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
      byte[] other = "\u00e9\nb\n".getBytes(charset);
      AppException refused = assertThrows(AppException.class, () -> rows(other));
      assertEquals(Kind.ROWS_DAMAGED, refused.kind());
      assertEquals("not-utf8", refused.facts().get("reason"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'a|x|\"open|y', 3",
    "'a|||x||\"open', 6",
    "'a|\"two|lines\"|x|\"open', 5",
    "'a|\"three|||lines\"||\"open|', 7",
    "'\"a||b\"|\"open', 4",
    "'|\"open', 2"
  })
  void saysInWhichLineTheDamagedRowBegins(String csv, long line) throws Exception {
    String content = csv.replace('|', '\n').replace("a\n\nb", "a\nb\nc");
    AppException problem;
    try {
      problem = rows(content).getLast().problem().orElseThrow();
    } catch (AppException inTheHeading) {
      problem = inTheHeading;
    }
    assertEquals(Kind.ROWS_DAMAGED, problem.kind());
    assertEquals(line, problem.facts().get("line"));
  }

  @Test
  void readsJsonLinesWithNamesAsTheyStand() throws Exception {
    assertEquals(
        List.of(
            "1 [room]=json \"r1\" [https://x.example/role]=json {\"a\":[1.50]}",
            "2 [exp]=json 12345678901234567890"),
        shown(
            "\n{\"room\":\"r1\",\"https://x.example/role\":{\"a\":[1.50]}}\r\n \n"
                + "{\"exp\":12345678901234567890}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1|malformed",
        "{\"a\":1}{}|trailing",
        "[1]|not-an-object",
        "5|not-an-object",
        "{\"a\":1,\"a\":2}|duplicate-name",
        "{\"\":1}|empty-name"
      })
  void aLineThatIsNoObjectIsNamedAndTheOthersCome(String line, String reason) throws Exception {
    List<BatchRow> rows = rows("{\"a\":0}\n" + line + "\n{\"a\":3}\n");
    assertEquals(3, rows.size());
    assertEquals(reason, reason(rows.get(1)));
    assertEquals(Kind.ROW_UNUSABLE, rows.get(1).problem().orElseThrow().kind());
    assertEquals("3 [a]=json 3", shown(rows.get(2)));
  }

  @Test
  void aLineOfMoreNamesThanAnybodyHasIsNamedAndTheOthersCome() throws Exception {
    String most = names(256);
    List<BatchRow> rows = rows(most + "\n" + names(257) + "\n" + most + "\n");
    assertEquals(256, rows.getFirst().claims().size());
    assertEquals("too-many-names", reason(rows.get(1)));
    assertEquals(256, rows.getLast().claims().size());
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void aLineOverTheLimitOrOfOtherBytesIsNamedAndTheOthersCome() throws Exception {
    String big = "{\"a\":\"" + "x".repeat(BatchRows.LONGEST_ROW) + "\"}";
    List<BatchRow> rows = rows("{\"a\":0}\n" + big + "\n{\"a\":3}");
    assertEquals("too-large", reason(rows.get(1)));
    assertEquals("3 [a]=json 3", shown(rows.get(2)));
    rows = rows("{\"a\":0}\n{\"a\":\"é\"}\n{\"a\":3}".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("not-utf8", reason(rows.get(1)));
    assertEquals("3 [a]=json 3", shown(rows.get(2)));
  }

  @Test
  void whatDecidesIsTheFirstCharacterThatIsSeen() throws Exception {
    try (BatchRows json =
            BatchRows.open(new ByteArrayInputStream(" \n{}".getBytes()), Path.of("x.csv"));
        BatchRows csv =
            BatchRows.open(new ByteArrayInputStream("a\n".getBytes()), Path.of("x.jsonl"))) {
      assertTrue(json.isJson());
      assertFalse(csv.isJson());
    }
  }

  @Test
  void aDiskThatFailsEndsTheRows() throws Exception {
    for (String start : List.of("{\"a\":1}\n", "a\n1\n" + "x\n".repeat(100_000))) {
      var content = new ByteArrayInputStream(start.getBytes());
      var failing =
          new InputStream() {
            @Override
            public int read() throws IOException {
              int c = content.read();
              if (c < 0) {
                throw new IOException("disk");
              }
              return c;
            }
          };
      List<BatchRow> rows = new ArrayList<>();
      try (BatchRows open = BatchRows.open(failing, NAME)) {
        open.forEachRemaining(rows::add);
      }
      assertEquals("unreadable", reason(rows.getLast()));
      assertTrue(rows.size() >= 2);
    }
  }

  @Test
  void countsAndPutsTheNumberIntoTypedClaimsAlone() throws Exception {
    var claims =
        List.of(
            ClaimInput.typed("user", "load-{n}-{n}"),
            ClaimInput.typed("room", "r"),
            ClaimInput.exact("x", new io.github.latchkey.json.JsonString("{n}")));
    var rows = new CountedRows(2, claims);
    assertEquals("1 [user]=load-1-1 [room]=r [x]=json \"{n}\"", shown(rows.next()));
    assertEquals("2 [user]=load-2-2 [room]=r [x]=json \"{n}\"", shown(rows.next()));
    assertFalse(rows.hasNext());
    assertFalse(rows.isJson());
  }

  @Test
  void hasNoRowBehindTheLast() throws Exception {
    try (BatchRows rows = BatchRows.open(new ByteArrayInputStream("{}".getBytes()), NAME)) {
      rows.next();
      assertThrows(NoSuchElementException.class, rows::next);
    }
  }

  @Property(tries = 500)
  void noBytesMakeItThrowAnythingElse(@ForAll byte[] bytes) throws Exception {
    try {
      for (BatchRow row : rows(bytes)) {
        assertTrue(row.number() > 0);
      }
    } catch (AppException declared) {
      assertTrue(declared.kind() == Kind.ROWS_DAMAGED || declared.kind() == Kind.HEADING_UNUSABLE);
    }
  }
}
