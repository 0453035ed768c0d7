package io.github.latchkey.desktop.recovery;

import static io.github.latchkey.desktop.recovery.SystemProgram.End;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The printers of CUPS, on Linux and macOS, by its own programs: the page goes to `lp` on its
/// standard input and into no file of ours. The printing system keeps it in its queue until it is
/// printed; nobody here can wipe that.
final class CupsPrinters implements SheetPrinter {

  private static final String JOB = "Latchkey";
  private static final byte[] NOTHING = {};

  private final PaperSize paper;
  private final Optional<SystemProgram> lister;
  private final Optional<SystemProgram> printer;

  /// By the system's programs.
  CupsPrinters(PaperSize paper) {
    this(paper, SystemProgram.named("lpstat"), SystemProgram.named("lp"));
  }

  /// By these programs, where they are there.
  CupsPrinters(PaperSize paper, Optional<SystemProgram> lister, Optional<SystemProgram> printer) {
    this.paper = paper;
    this.lister = lister;
    this.printer = printer;
  }

  /// What `lpstat -e` names, after the default one of `lpstat -d`: "system default destination: x".
  @Override
  public List<String> printers() throws InterruptedException {
    if (lister.isEmpty() || printer.isEmpty()) {
      return List.of();
    }
    List<String> all = lines(lister.get(), "-e");
    Set<String> names = new LinkedHashSet<>();
    lines(lister.get(), "-d").stream()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .filter(all::contains)
        .forEach(names::add);
    names.addAll(all);
    return List.copyOf(names);
  }

  private static List<String> lines(SystemProgram lister, String option)
      throws InterruptedException {
    var answer = lister.run(List.of(option), NOTHING);
    return answer.end() == End.WELL
        ? answer.said().lines().filter(line -> !line.isBlank()).toList()
        : List.of();
  }

  @Override
  public Page page(String name, RecoverySheet sheet) {
    var page = new RecoveryPage(sheet, paper);
    return key -> {
      byte[] file = NOTHING;
      try (page) {
        page.add(key);
        file = OnePagePdf.of(page.image());
        return printed(name, file);
      } finally {
        Arrays.fill(file, (byte) 0);
      }
    };
  }

  /// Each option is an argument of its own with its value in the next one, so that no name is taken
  /// for an option.
  private Outcome printed(String name, byte[] file) throws InterruptedException {
    String media = "media=" + (paper == PaperSize.A4 ? "A4" : "Letter");
    if (printer.isEmpty()) {
      return Outcome.REFUSED;
    }
    var answer = printer.get().run(List.of("-d", name, "-t", JOB, "-o", media, "-"), file);
    return switch (answer.end()) {
      case WELL -> Outcome.PRINTED;
      case BADLY -> Outcome.REFUSED;
      case UNKNOWN, KILLED -> Outcome.UNANSWERED;
    };
  }
}
