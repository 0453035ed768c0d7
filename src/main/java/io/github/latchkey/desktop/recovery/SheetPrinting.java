package io.github.latchkey.desktop.recovery;

import io.github.latchkey.app.Wording;
import io.github.latchkey.desktop.frame.Desk;
import io.github.latchkey.desktop.task.LatestWork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Printing as a person does it: which printers are there, one of them, and what became of it. The
/// window goes on meanwhile. Used on the JavaFX thread only.
final class SheetPrinting {

  private final Desk desk;
  private final SheetPrinter printer;
  private final LatestWork search;
  private final ReadOnlyObjectWrapper<List<String>> printers =
      new ReadOnlyObjectWrapper<>(List.of());

  /// What a person is told about it.
  ///
  /// @param isWell whether they need do nothing about it
  record Told(boolean isWell, String sentence) {}

  SheetPrinting(Desk desk, SheetPrinter printer) {
    this.desk = desk;
    this.printer = printer;
    search = new LatestWork(desk.background());
  }

  /// The printers to choose from, the default one first; none when nobody is to choose.
  ReadOnlyObjectProperty<List<String>> printersProperty() {
    return printers.getReadOnlyProperty();
  }

  /// Looks for the printers to choose from.
  void find(Consumer<Told> teller) {
    forget();
    teller.accept(told(true, "print.look", Map.of()));
    search.run(
        printer::printers,
        found -> {
          teller.accept(found.isEmpty() ? told(false, "no-printer", Map.of()) : new Told(true, ""));
          printers.set(found);
        },
        thrown -> teller.accept(new Told(false, desk.explain(thrown).whole())));
  }

  /// Prints this sheet with the key whose characters this gives, in an array that is wiped when
  /// that is done.
  void print(
      String chosen, RecoverySheet sheet, Supplier<char[]> characters, Consumer<Told> teller) {
    forget();
    Map<String, String> facts = Map.of("printer", Wording.visible(chosen));
    SheetPrinter.Page page = printer.page(chosen, sheet);
    char[] key = characters.get(); // last: laying the page out may fail
    teller.accept(told(true, "print.sending", facts));
    desk.background()
        .run(
            () -> {
              try {
                return page.print(key);
              } finally {
                Arrays.fill(key, '\0');
              }
            },
            outcome ->
                teller.accept(
                    switch (outcome) {
                      case PRINTED -> told(true, "printed", facts);
                      case REFUSED -> told(false, "refused", facts);
                      case UNANSWERED -> told(false, "unanswered", facts);
                    }),
            thrown -> teller.accept(new Told(false, desk.explain(thrown).whole())));
  }

  /// Nobody is to choose any more. What is being printed is printed.
  void forget() {
    search.forget();
    printers.set(List.of());
  }

  private Told told(boolean isWell, String key, Map<String, ?> facts) {
    return new Told(isWell, desk.wording().text("recovery." + key, facts));
  }
}
