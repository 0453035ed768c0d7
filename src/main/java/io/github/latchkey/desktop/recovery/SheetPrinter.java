package io.github.latchkey.desktop.recovery;

import java.util.List;
import java.util.Locale;

/// Puts a recovery sheet on paper. The system's printers lie behind it, and a test's answers.
public interface SheetPrinter {

  /// What became of a page.
  enum Outcome {
    /// The printing system took all of it.
    PRINTED,
    /// It refused it, or is not there: nothing is printed.
    REFUSED,
    /// It had the page and did not say in time that it took it: the page may still be printed.
    UNANSWERED
  }

  /// A page that waits for its key.
  @FunctionalInterface
  interface Page {
    /// Prints it once with this key; the array stays the caller's. It may take half a minute and is
    /// used off the JavaFX thread.
    Outcome print(char[] key) throws InterruptedException;
  }

  /// The names of the system's printers, the default one first; none where nothing can be printed.
  /// It may take half a minute and is used off the JavaFX thread.
  List<String> printers() throws InterruptedException;

  /// Lays the sheet out for this printer. Used on the JavaFX thread.
  Page page(String printer, RecoverySheet sheet);

  /// Where nothing can be printed.
  static SheetPrinter none() {
    return new SheetPrinter() {
      @Override
      public List<String> printers() {
        return List.of();
      }

      @Override
      public Page page(String printer, RecoverySheet sheet) {
        return key -> Outcome.REFUSED;
      }
    };
  }

  /// The printers of the system that runs this, for paper of this country.
  static SheetPrinter ofThisSystem(Locale locale) {
    PaperSize paper = PaperSize.of(locale);
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows ? new WindowsPrinters(paper) : new CupsPrinters(paper);
  }
}
