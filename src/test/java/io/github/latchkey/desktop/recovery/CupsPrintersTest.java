package io.github.latchkey.desktop.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.Fx;
import io.github.latchkey.desktop.recovery.SheetPrinter.Outcome;
import io.github.latchkey.vault.RecoveryKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CupsPrintersTest {

  private static final String LISTS =
      """
      case "$*" in
        -e) printf 'Front_Desk\\nOffice 2\\nPDF\\nPDF/draft\\n' ;;
        -d) echo '%s' ;;
      esac
      """;

  /// Keeps its arguments, a line each, and the page.
  private static final String KEEPS =
      "cd '%s' && printf '%%s\\n' \"$@\" > arguments && cat > page && echo 'request id is PDF-1'";

  @TempDir Path folder;

  private final RecoverySheet sheet =
      new RecoverySheet(
          new Wording(Locale.ENGLISH, ZoneOffset.UTC),
          "team.latchkey",
          LocalDate.parse("2026-11-22"));

  private Optional<SystemProgram> program(String name, String script) throws IOException {
    Path file = Scripts.write(folder.resolve(name), script);
    return Optional.of(new SystemProgram(file, Scripts.PATIENCE));
  }

  private Optional<SystemProgram> lpstat(String aboutDefault) throws IOException {
    return program("lpstat", LISTS.formatted(aboutDefault));
  }

  private Optional<SystemProgram> lp() throws IOException {
    return program("lp", KEEPS.formatted(folder));
  }

  private Outcome print(PaperSize paper, Optional<SystemProgram> lp, String name, char[] key)
      throws Exception {
    var printers = new CupsPrinters(paper, lpstat(""), lp);
    return Fx.call(() -> printers.page(name, sheet)).print(key);
  }

  private Outcome print(Optional<SystemProgram> lp) throws Exception {
    try (var key = RecoveryKey.random()) {
      return print(PaperSize.A4, lp, "PDF", key.text());
    }
  }

  private List<String> printers(Optional<SystemProgram> lpstat) throws Exception {
    return new CupsPrinters(PaperSize.A4, lpstat, lp()).printers();
  }

  @Test
  void namesTheDefaultPrinterFirst() throws Exception {
    assertEquals(
        List.of("PDF", "Front_Desk", "Office 2", "PDF/draft"),
        printers(lpstat("system default destination: PDF")));
    assertEquals(
        List.of("PDF/draft", "Front_Desk", "Office 2", "PDF"),
        printers(lpstat("user default destination: PDF/draft")));
  }

  @Test
  void namesThemInTheirOrderWhereNoneIsTheDefault() throws Exception {
    List<String> all = List.of("Front_Desk", "Office 2", "PDF", "PDF/draft");
    assertEquals(all, printers(lpstat("no system default destination")));
    assertEquals(all, printers(lpstat("system default destination: gone")));
    assertEquals(
        all, printers(program("lpstat", LISTS.formatted("x") + "[ \"$1\" = -e ] || exit 1")));
  }

  @Test
  void thereAreNoPrintersWhereTheProgramsFailOrAreMissing() throws Exception {
    assertEquals(List.of(), printers(program("lpstat", "exit 0")));
    assertEquals(List.of(), printers(program("lpstat", "echo PDF; exit 1")));
    assertEquals(List.of(), printers(Optional.empty()));
    var programs = lpstat("system default destination: PDF");
    var noLp = new CupsPrinters(PaperSize.A4, programs, Optional.empty());
    assertEquals(List.of(), noLp.printers(), "nothing could print there");
  }

  @Test
  void thePageGoesToTheChosenPrinterWithNothingOfTheKeyInTheArguments() throws Exception {
    try (var key = RecoveryKey.random()) {
      assertEquals(Outcome.PRINTED, print(PaperSize.A4, lp(), "Front_Desk", key.text()));
      assertEquals(
          List.of("-d", "Front_Desk", "-t", "Latchkey", "-o", "media=A4", "-"), arguments());
      assertEquals(new String(key.text()), page().scanned());
      assertEquals(Outcome.PRINTED, print(PaperSize.LETTER, lp(), "Front_Desk", key.text()));
      assertEquals("media=Letter", arguments().get(5));
      assertEquals(new String(key.text()), page().scanned());
    }
  }

  private List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  private ReadPdf page() throws Exception {
    return ReadPdf.of(Files.readAllBytes(folder.resolve("page")));
  }

  @Test
  void anOddPrinterNameIsOneArgumentAndNoOption() throws Exception {
    for (String odd : List.of("-t", "--", "-o raw", "a b", "$(touch x);`y` 'z' \"*\"", "Büro")) {
      try (var key = RecoveryKey.random()) {
        assertEquals(Outcome.PRINTED, print(PaperSize.A4, lp(), odd, key.text()));
        assertEquals(odd, arguments().get(1));
        assertEquals(7, arguments().size());
      }
    }
  }

  @Test
  void isPrintedOnlyWhereTheProgramSaysSo() throws Exception {
    assertEquals(
        Outcome.UNANSWERED,
        print(program("lp", "cat > /dev/null; exit 1")),
        "it may have sent the page before it failed");
    assertEquals(Outcome.REFUSED, print(program("lp", "exit 0")), "it did not read the page");
    assertEquals(Outcome.REFUSED, print(Optional.empty()));
    var gone = new SystemProgram(folder.resolve("gone"), Scripts.PATIENCE);
    assertEquals(Outcome.REFUSED, print(Optional.of(gone)));
  }

  @Test
  void oneThatHangsIsGivenUp() throws Exception {
    Path file = Scripts.write(folder.resolve("lp"), "sleep 600");
    var hanging = new SystemProgram(file, Duration.ofMillis(300));
    assertEquals(Outcome.UNANSWERED, print(Optional.of(hanging)));
  }

  @Test
  void printingLeavesNoPageInAFile() throws Exception {
    Set<Path> before = temporary();
    assertEquals(Outcome.PRINTED, print(program("lp", "cat > /dev/null")));
    Set<Path> left = temporary();
    left.removeAll(before);
    for (Path file : left) {
      String text = Files.isRegularFile(file) ? new String(Files.readAllBytes(file), "latin1") : "";
      assertFalse(text.startsWith("%PDF") || text.startsWith("%!PS"), file.toString());
    }
  }

  private static Set<Path> temporary() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(files.toList());
    }
  }
}
