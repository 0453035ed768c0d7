package io.github.latchkey.desktop.recovery;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.print.PageLayout;
import javafx.print.PageOrientation;
import javafx.print.Paper;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javafx.scene.transform.Translate;

/// The printers of Windows, by JavaFX, which draws there through the system and writes no file of
/// its own; on Linux and macOS it would. The queue of the printing system is out of our hands.
final class WindowsPrinters implements SheetPrinter {

  private static final double POINTS = 72;

  private final PaperSize paper;

  /// For this paper.
  WindowsPrinters(PaperSize paper) {
    this.paper = paper;
  }

  @Override
  public List<String> printers() {
    Set<String> names = new LinkedHashSet<>();
    Stream.concat(Stream.ofNullable(Printer.getDefaultPrinter()), Printer.getAllPrinters().stream())
        .map(Printer::getName)
        .forEach(names::add);
    return List.copyOf(names);
  }

  @Override
  public Page page(String name, RecoverySheet sheet) {
    var page = new RecoveryPage(sheet, paper);
    return key -> {
      try (page) {
        page.add(key);
        return Printer.getAllPrinters().stream()
                .filter(printer -> printer.getName().equals(name))
                .map(PrinterJob::createPrinterJob)
                .filter(Objects::nonNull)
                .findFirst()
                .filter(job -> printed(job, page.image()))
                .isPresent()
            ? Outcome.PRINTED
            : Outcome.REFUSED;
      }
    };
  }

  /// A printer counts in points from the corner of what it can print on.
  private boolean printed(PrinterJob job, PageImage page) {
    PageLayout layout =
        job.getPrinter()
            .createPageLayout(
                paper == PaperSize.A4 ? Paper.A4 : Paper.NA_LETTER,
                PageOrientation.PORTRAIT,
                Printer.MarginType.DEFAULT);
    job.getJobSettings().setJobName("Latchkey");
    var image = new WritableImage(page.width(), page.height());
    show(page, image);
    var view = new ImageView(image);
    view.setSmooth(false);
    view.getTransforms()
        .setAll(
            new Translate(-layout.getLeftMargin(), -layout.getTopMargin()),
            new Scale(POINTS / PaperSize.DENSITY, POINTS / PaperSize.DENSITY));
    try {
      return job.printPage(layout, view) && job.endJob();
    } finally {
      page.close();
      show(page, image);
    }
  }

  private static void show(PageImage page, WritableImage image) {
    int[] row = new int[page.width()];
    for (int y = 0; y < page.height(); y++) {
      for (int x = 0; x < row.length; x++) {
        int grey = page.dots()[y * row.length + x] & 0xff;
        row[x] = 0xff << 24 | grey << 16 | grey << 8 | grey;
      }
      image
          .getPixelWriter()
          .setPixels(0, y, row.length, 1, PixelFormat.getIntArgbInstance(), row, 0, row.length);
    }
    Arrays.fill(row, 0);
  }
}
