package io.github.latchkey.desktop.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.latchkey.app.AppException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypedDateTest {

  private static final Locale INDIA = Locale.of("en", "IN");

  @Test
  void readsADateAsItsCountryWritesIt() throws AppException {
    Optional<LocalDate> third = Optional.of(LocalDate.parse("2027-11-03"));
    for (String text : List.of("2027-11-03", " 03/11/2027 ", "3/11/2027", "3 nov 2027")) {
      assertEquals(third, TypedDate.read(text, INDIA), text);
    }
    assertEquals(third, TypedDate.read("11/3/2027", Locale.US));
    assertEquals(third, TypedDate.read("03.11.2027", Locale.GERMANY));
    assertEquals(Optional.empty(), TypedDate.read("  ", INDIA));
  }

  @Test
  void refusesWhatIsNoDateThere() {
    for (String text : List.of("31/11/2027", "3/11/27", "soon", "12/31/2026", "2027-13-01")) {
      assertThrows(AppException.class, () -> TypedDate.read(text, INDIA), text);
    }
    assertThrows(AppException.class, () -> TypedDate.read("31/12/2026", Locale.US));
  }
}
