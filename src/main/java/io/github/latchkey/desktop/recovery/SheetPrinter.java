package io.github.latchkey.desktop.recovery;

/// Puts a recovery sheet on paper. The system's printers lie behind it, and a test's answers.
public interface SheetPrinter {

  /// What became of the page.
  enum Outcome {
    /// It was handed to the printer.
    PRINTED,
    /// The person changed their mind.
    CANCELLED,
    /// There is no printer, or it took nothing.
    NO_PRINTER
  }

  /// Prints this page; the array stays the caller's. Used on the JavaFX thread only.
  Outcome print(RecoverySheet sheet, char[] key);

  /// Where nothing can be printed.
  static SheetPrinter none() {
    return (sheet, key) -> Outcome.NO_PRINTER;
  }
}
