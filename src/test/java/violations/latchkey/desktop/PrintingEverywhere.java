package violations.latchkey.desktop;

import java.io.IOException;
import javafx.print.PrinterJob;

/// A window that starts programs and prints through the JDK.
public class PrintingEverywhere {
  PrinterJob job;

  Process start() throws IOException {
    return new ProcessBuilder("lp").start();
  }
}
