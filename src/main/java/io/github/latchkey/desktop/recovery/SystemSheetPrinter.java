package io.github.latchkey.desktop.recovery;

import javafx.print.PageLayout;
import javafx.print.PrinterJob;
import javafx.stage.Window;

/// JavaFX's printers, with the system's own dialog over a window. The printing system keeps the
/// page in its queue until it is printed; nobody here can wipe that.
public final class SystemSheetPrinter implements SheetPrinter {

  private final Window owner;

  /// Asks over this window.
  public SystemSheetPrinter(Window owner) {
    this.owner = owner;
  }

  @Override
  public Outcome print(RecoverySheet sheet, char[] key) {
    PrinterJob job = PrinterJob.createPrinterJob();
    if (job == null) {
      return Outcome.NO_PRINTER;
    }
    job.getJobSettings().setJobName("Latchkey");
    if (!job.showPrintDialog(owner)) {
      job.cancelJob();
      return Outcome.CANCELLED;
    }
    PageLayout layout = job.getJobSettings().getPageLayout();
    var page = new RecoveryPage(sheet, key, layout.getPrintableWidth());
    boolean printed = job.printPage(page) && job.endJob();
    page.clear();
    return printed ? Outcome.PRINTED : Outcome.NO_PRINTER;
  }
}
