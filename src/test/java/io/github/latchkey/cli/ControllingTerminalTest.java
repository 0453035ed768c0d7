package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a line that is not shown is typed.
class ControllingTerminalTest {

  @ParameterizedTest
  @CsvSource({
    "secret\\n, secret",
    "secret\\r, secret",
    "secrex\\177t\\n, secret",
    "secré\\10et\\n, secret",
    "secr🔑\\177et\\n, secret",
    "\\177\\177secret\\n, secret",
    "wrong\\25secret\\n, secret",
    "sec\\4ret\\n, secret",
    "ключ und schlüssel\\n, ключ und schlüssel",
  })
  void isWhatWasTypedAfterItsCorrections(String typed, String read) throws Exception {
    var screen = new ByteArrayOutputStream();
    assertArrayEquals(
        read.toCharArray(), ControllingTerminal.edited(keys(typed), screen).orElseThrow());
    assertEquals("\n", screen.toString(StandardCharsets.UTF_8), "nothing of it is shown");
  }

  @Test
  void anEmptyLineIsAnAnswer() throws Exception {
    assertEquals(
        0,
        ControllingTerminal.edited(keys("\\n"), new ByteArrayOutputStream()).orElseThrow().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\\3more\\n", "\\4", "", "secret"})
  void isNothingWhereThePersonGaveUp(String typed) throws Exception {
    assertTrue(ControllingTerminal.edited(keys(typed), new ByteArrayOutputStream()).isEmpty());
  }

  private static ByteArrayInputStream keys(String typed) {
    return new ByteArrayInputStream(typed.translateEscapes().getBytes(StandardCharsets.UTF_8));
  }
}
