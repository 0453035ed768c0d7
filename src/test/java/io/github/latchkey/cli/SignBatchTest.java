package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.AppException;
import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.ProducedTokens;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.engine.DecodedToken;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// QA's way to many tokens: rows in, rows out, whatever some of them are like.
@Timeout(60)
class SignBatchTest {

  @TempDir Path folder;

  private Latchkey parts;
  private Path vault;
  private Path out;

  @BeforeEach
  void makeAVault() throws Exception {
    parts = TestDesk.in(folder);
    vault = TestDesk.vault(parts);
    out = folder.resolve("out.csv");
    add(
        "demo",
        "generic",
        Files.writeString(folder.resolve("s.txt"), "x".repeat(40)),
        "--secret-file");
  }

  private void add(String name, String platform, Path key, String option, String... fields) {
    List<String> all =
        new ArrayList<>(List.of("add", name, "--platform", platform, option, key.toString()));
    all.addAll(List.of(fields));
    run(FakeTerminal.silent(), 0, all.toArray(String[]::new));
  }

  private FakeTerminal run(FakeTerminal terminal, int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--recovery-key-file");
    all.add(vault.resolveSibling("recovery.txt").toString());
    int code = terminal.run(parts, all.toArray(String[]::new));
    assertEquals(expected, code, terminal.result() + terminal.remarks());
    return terminal;
  }

  private FakeTerminal sign(int expected, String... arguments) {
    List<String> all = new ArrayList<>(List.of("sign", "demo"));
    all.addAll(List.of(arguments));
    return run(FakeTerminal.silent(), expected, all.toArray(String[]::new));
  }

  private Path in(String content) throws Exception {
    return Files.writeString(folder.resolve("in.csv"), content);
  }

  private static String payload(String line) {
    String token = line.split(",")[1];
    return new String(
        DecodedToken.of(token).payload().bytes().orElseThrow(), StandardCharsets.UTF_8);
  }

  @Test
  void writesALineForEachRowInOrder() throws Exception {
    sign(0, "--batch", in("room,n\nr1,1\nr2,2\nr3,3\n").toString(), "-o", out.toString());
    List<String> lines = Files.readAllLines(out);
    assertEquals("row,token,expiresAt,error", lines.getFirst());
    assertEquals(4, lines.size());
    for (int i = 1; i <= 3; i++) {
      assertTrue(lines.get(i).matches(i + ",[\\w.-]+,2023-11-14T22:28:20Z,"), lines.get(i));
      assertEquals(
          "{\"iat\":1700000000,\"exp\":1700000900,\"room\":\"r" + i + "\",\"n\":\"" + i + "\"}",
          payload(lines.get(i)));
    }
  }

  @Test
  void makesTheVendorsOwnTokenInABatchAsAlone() throws Exception {
    Path key = TestDesk.resource("/tokens/rfc7515-a2-pkcs8.pem", folder);
    add(
        "clan",
        "clan-meeting",
        key,
        "--private-key",
        "--field",
        "consumerId=acme",
        "--field",
        "domain=meet.example");
    var terminal =
        run(
            FakeTerminal.silent(),
            0,
            "sign",
            "clan",
            "--batch",
            in("room\ndemo-room\n").toString(),
            "--issued-at",
            "1700000000",
            "--not-before",
            "1700000000",
            "--expires-in",
            "5m");
    assertEquals(
        ProducedTokens.of("clan-meeting"), terminal.result().lines().toList().get(1).split(",")[1]);
  }

  @Test
  void aBadRowIsNamedTwiceAndTheOthersComeOut() throws Exception {
    var terminal =
        sign(1, "--batch", in("exp,room\n1700000300,a\ntomorrow,b\n\"\",c\nx,d,e\n").toString());
    List<String> lines = terminal.result().lines().toList();
    assertEquals(5, lines.size());
    assertTrue(lines.get(1).startsWith("1,eyJ"));
    assertEquals("2,,,claim-unusable", lines.get(2));
    assertTrue(lines.get(3).startsWith("3,eyJ"));
    assertEquals("4,,,row-unusable", lines.get(4));
    assertTrue(
        terminal.remarks().contains("row 2: “tomorrow” is not usable for exp"), terminal.remarks());
    assertTrue(terminal.remarks().contains("row 4: "), terminal.remarks());
    assertTrue(terminal.remarks().contains("2 tokens signed, 2 rows failed."), terminal.remarks());
  }

  @Test
  void echoesNothingThatASpreadsheetWouldObey() throws Exception {
    String evil = "=HYPERLINK(\"\"http://x\"\")";
    var terminal = sign(1, "--batch", in("exp,room\n\"" + evil + "\",+1\n,\"@x\"\n").toString());
    for (String line : terminal.result().lines().toList()) {
      for (String cell : line.split(",", -1)) {
        assertTrue(cell.matches("[\\w.:-]*") && !cell.startsWith("-"), cell);
      }
    }
  }

  @Test
  void jsonLinesGiveJsonLines() throws Exception {
    var terminal =
        sign(1, "--batch", in("{\"room\":\"r\",\"a.b\":[1e2]}\n{\"room\":\n").toString());
    List<String> lines = terminal.result().lines().toList();
    JsonObject first = (JsonObject) Json.parse(lines.getFirst(), JsonLimits.FOREIGN);
    DecodedToken token = DecodedToken.of(first.text("token").orElseThrow());
    assertTrue(
        token.payloadJson().orElseThrow().compact().endsWith("\"room\":\"r\",\"a.b\":[1e2]}"));
    assertEquals("2023-11-14T22:28:20Z", first.text("expiresAt").orElseThrow());
    assertEquals(
        "{\"row\":2,\"token\":null,\"expiresAt\":null,\"error\":\"row-unusable\"}", lines.get(1));
  }

  @Test
  void readsStandardInputAndTakesTheFormFromTheOutputsName() throws Exception {
    Path lines = folder.resolve("out.jsonl");
    run(
        FakeTerminal.piped("room\nr1\n"),
        0,
        "sign",
        "demo",
        "--batch",
        "-",
        "-o",
        lines.toString());
    assertTrue(Files.readString(lines).startsWith("{\"row\":1,\"token\":\"eyJ"));
    var json = sign(0, "--batch", in("room\nr1\n").toString(), "--as", "json");
    assertTrue(json.result().startsWith("{\"row\":1,"));
    Path csv = folder.resolve("tokens");
    sign(0, "--batch", in("{\"room\":\"r\"}\n").toString(), "-o", csv.toString());
    assertTrue(Files.readString(csv).startsWith("row,token,"));
  }

  @Test
  void countsWithTheNumberInTheClaims() throws Exception {
    var terminal =
        sign(0, "--count", "3", "--claim", "user=load-{n}", "--claim", "room=r", "--jobs", "2");
    List<String> lines = terminal.result().lines().toList();
    assertEquals(4, lines.size());
    assertTrue(payload(lines.get(3)).endsWith("\"user\":\"load-3\",\"room\":\"r\"}"));
    assertEquals("row,token,expiresAt,error", sign(0, "--count", "0").result().strip());
  }

  @Test
  void aRowsClaimGoesBeforeTheCommandLines() throws Exception {
    var terminal = sign(0, "--batch", in("room\nown\n\"\"\n").toString(), "--claim", "room=common");
    List<String> lines = terminal.result().lines().toList();
    assertTrue(payload(lines.get(1)).contains("\"room\":\"own\""));
    assertEquals(3, lines.size());
    assertTrue(payload(lines.get(2)).contains("\"room\":\"common\""));
  }

  @Test
  void strictLeavesOutWhatIsUnwise() throws Exception {
    String rows = in("exp\n1700000300\n1600000000\n").toString();
    assertEquals(
        "2,,,token-unwise", sign(1, "--batch", rows, "--strict").result().lines().toList().get(2));
    var lenient = sign(0, "--batch", rows);
    assertTrue(lenient.result().lines().toList().get(2).startsWith("2,eyJ"));
    assertTrue(lenient.remarks().contains("rows, first 2: "), lenient.remarks());
  }

  @Test
  void replacesAnOutputOnlyWithForce() throws Exception {
    Files.writeString(out, "mine");
    var refused = sign(5, "--count", "1", "-o", out.toString());
    assertTrue(refused.remarks().contains("exists already"), refused.remarks());
    assertTrue(refused.remarks().contains("--force"), refused.remarks());
    assertEquals("mine", Files.readString(out));
    sign(0, "--count", "1", "-o", out.toString(), "--force");
    assertTrue(Files.readString(out).startsWith("row,token"));
  }

  @Test
  void saysWhyAnOutputCannotBeBeforeAnythingIsOpened() throws Exception {
    var missing = sign(5, "--count", "1", "-o", folder.resolve("none/x.csv").toString());
    assertTrue(missing.remarks().contains("There is no file"), missing.remarks());
    assertFalse(missing.remarks().contains("x.csv"), "the folder is what is missing");
    var aFolder = sign(5, "--count", "1", "-o", folder.toString(), "--force");
    assertTrue(aFolder.remarks().contains("is a folder"), aFolder.remarks());
  }

  @Test
  void neverWritesOverItsInput() throws Exception {
    Path in = in("room\nr\n");
    var refused = sign(2, "--batch", in.toString(), "-o", in.toString(), "--force");
    assertTrue(refused.remarks().contains("cannot be written at the same time"));
    assertEquals("room\nr\n", Files.readString(in));
  }

  @Test
  void theOutputIsItsOwnersAlone() throws Exception {
    sign(0, "--count", "1", "-o", out.toString());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void damagedInputsEndWithFour() throws Exception {
    sign(4, "--batch", in("a,a\n1,2\n").toString());
    sign(4, "--batch", in("").toString());
    var late = sign(4, "--batch", in("a\nx\n" + "y".repeat(1 << 20) + "z\n").toString());
    List<String> lines = late.result().lines().toList();
    assertTrue(lines.get(1).startsWith("1,eyJ"));
    assertEquals("2,,,rows-damaged", lines.get(2));
    sign(5, "--batch", folder.resolve("absent.csv").toString());
  }

  @Test
  void aDamagedRowEndsWithFourWhereverItStandsInAPortion() throws Exception {
    for (int good : List.of(0, 1, 2, 3, 7)) {
      String start = "a\n" + "x\n".repeat(good);
      for (String bad : List.of("\"open\ny\n", "y".repeat((1 << 20) + 9) + "\nz\n")) {
        var ended = sign(4, "--batch", in(start + bad).toString(), "--jobs", "1");
        List<String> lines = ended.result().lines().toList();
        assertEquals(good + 2, lines.size());
        assertEquals(good + 1 + ",,,rows-damaged", lines.getLast());
      }
    }
  }

  @Test
  void refusesWhatMeansNothing() throws Exception {
    sign(2, "-o", out.toString());
    sign(2, "--force");
    sign(2, "--jobs", "2");
    sign(2, "--count", "x");
    sign(2, "--count", "-1");
    sign(2, "--count", "1", "--as", "bearer");
    sign(2, "--count", "1", "--batch", "x.csv");
    assertFalse(Files.exists(out));
  }

  @Test
  void tellsAHundredBadRowsAndCountsTheRest() throws Exception {
    var terminal = sign(1, "--batch", in("exp\n" + "x\n".repeat(250)).toString());
    assertEquals(100, terminal.remarks().lines().filter(line -> line.startsWith("row ")).count());
    assertTrue(terminal.remarks().contains("150 more rows failed"), terminal.remarks());
    assertEquals(251, terminal.result().lines().count());
  }

  @Test
  void aFullDiskEndsTheBatch() {
    var terminal = FakeTerminal.deaf("unused");
    int code =
        terminal.run(
            parts,
            "sign",
            "demo",
            "--count",
            "5000",
            "--recovery-key-file",
            vault.resolveSibling("recovery.txt").toString());
    assertEquals(5, code, terminal.remarks());
  }

  @Test
  void choosesAmongTheAlgorithmsOfThePlatformThatTheKeyCanDo() throws Exception {
    String token = sign(0, "--algorithm", "HS512").result().strip();
    assertTrue(
        DecodedToken.of(token).headerJson().orElseThrow().compact().contains("\"alg\":\"HS512\""));
    var refused = sign(2, "--algorithm", "RS256");
    assertTrue(refused.remarks().contains("HS256, HS384, HS512"), refused.remarks());
    sign(2, "--algorithm", "none");
    sign(2, "--header", "alg=HS512");
    add(
        "jio",
        "jiomeet-one-step",
        folder.resolve("s.txt"),
        "--secret-file",
        "--field",
        "app=a",
        "--field",
        "iss=b");
    run(FakeTerminal.silent(), 2, "sign", "jio", "--algorithm", "HS512");
    run(FakeTerminal.silent(), 0, "sign", "jio", "--algorithm", "HS256");
  }

  private List<String> program(String... arguments) {
    // A shell starts what it puts into the background deaf to Ctrl+C, and the build with it.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:-UsePerfData"); // whose file would count against the limit of a test
    command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
    command.addAll(List.of("-m", "io.github.latchkey/io.github.latchkey.Main", "sign", "demo"));
    command.addAll(List.of("--vault", vault.toString()));
    command.addAll(List.of("--recovery-key-file", vault.resolveSibling("recovery.txt").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static void interrupt(Process process) throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  private static void assertWholeLines(List<String> lines) {
    for (int i = 1; i < lines.size(); i++) {
      assertTrue(
          lines.get(i).matches(i + ",eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]{43},[^,]+,"), lines.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void anEndedProcessLeavesWholeLines(String signal) throws Exception {
    Path remarks = folder.resolve("remarks");
    Process process =
        new ProcessBuilder(program("--count", "2000000000", "-o", out.toString()))
            .redirectError(remarks.toFile())
            .start();
    while (process.isAlive() && (!Files.exists(out) || Files.size(out) < 300_000)) {
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    assertTrue(process.waitFor() != 0);
    String written = Files.readString(out);
    assertTrue(written.endsWith("\n"), Files.readString(remarks));
    List<String> lines = written.lines().toList();
    assertTrue(lines.size() > 100, Files.readString(remarks));
    assertWholeLines(lines);
    assertTrue(Files.readString(remarks).contains("Stopped after " + (lines.size() - 1) + " rows"));
  }

  @Test
  void aRowThatIsTypedComesOutAtOnceAndCtrlCEndsTheWaitForTheNext() throws Exception {
    Process process = new ProcessBuilder(program("--batch", "-")).start();
    try (var in = process.outputWriter();
        var tokens = process.inputReader()) {
      in.write("room\nr1\n");
      in.flush();
      assertEquals("row,token,expiresAt,error", tokens.readLine());
      assertTrue(tokens.readLine().startsWith("1,eyJ"));
      in.write("r2\n");
      in.flush();
      assertTrue(tokens.readLine().startsWith("2,eyJ"));
      interrupt(process);
      assertTrue(process.waitFor(9, TimeUnit.SECONDS), "it waits for a row that does not come");
      assertTrue(process.errorReader().lines().anyMatch(line -> line.contains("after 2 rows")));
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--force"})
  void aDiskThatFillsUpLeavesWholeLinesAndEachOnce(String force) throws Exception {
    // The shell's limit for one file, in blocks of 512 bytes or of a KiB, stands for the disk.
    String command = "ulimit -f 100 && exec \"$@\"";
    List<String> all = new ArrayList<>(List.of("sh", "-c", command, "sh"));
    all.addAll(program("--count", "20000", "-o", out.toString()));
    if (!force.isEmpty()) {
      Files.writeString(out, "mine");
      all.add(force);
    }
    Path remarks = folder.resolve("remarks");
    Process process = new ProcessBuilder(all).redirectError(remarks.toFile()).start();
    assertEquals(5, process.waitFor(), Files.readString(remarks));
    String written = Files.readString(out);
    if (force.isEmpty()) {
      assertTrue(written.endsWith(",\n"));
      assertTrue(written.length() > 30_000, "cut back to " + written.length());
      assertWholeLines(written.lines().toList());
    } else {
      assertEquals("mine", written);
    }
    assertEquals(List.of(), namesBeside(out));
  }

  /// What the output's folder has beside the output of names that begin like it.
  private static List<String> namesBeside(Path file) throws Exception {
    try (var names = Files.list(file.getParent())) {
      return names
          .map(path -> path.getFileName().toString())
          .filter(name -> name.contains(file.getFileName().toString()))
          .filter(name -> !name.equals(file.getFileName().toString()))
          .toList();
    }
  }

  @Test
  void forceMakesANewFileOfItsOwnersAloneAndFollowsALink() throws Exception {
    Path real = Files.writeString(folder.resolve("real.csv"), "mine");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.createSymbolicLink(out, real);
    try (var reader = Files.newBufferedReader(real)) {
      sign(0, "--count", "1", "-o", out.toString(), "--force");
      assertEquals("mine", reader.readLine(), "whoever had it open sees no token");
    }
    assertTrue(Files.isSymbolicLink(out));
    assertTrue(Files.readString(real).startsWith("row,token"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    assertEquals(List.of(), namesBeside(real));
  }

  @Test
  void aFileThatAppearsWhileThePasswordIsTypedIsNotTouched() throws Exception {
    Path late = folder.resolve("late.csv");
    var appearing = new BatchFiles(options(late), FakeTerminal.silent());
    appearing.requireOutput();
    Files.writeString(late, "mine");
    var refused = assertThrows(AppException.class, appearing::output);
    assertEquals(AppException.Kind.FILE_EXISTS, refused.kind());
    assertEquals("mine", Files.readString(late));
  }

  private static BatchOptions options(Path output) {
    var options = new BatchOptions();
    options.rows.count = Optional.of(1L);
    options.output = Optional.of(output);
    return options;
  }
}
