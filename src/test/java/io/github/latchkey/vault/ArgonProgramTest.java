package io.github.latchkey.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Debian's `argon2`, the reference program.
@Tag("interop")
class ArgonProgramTest {

  @ParameterizedTest
  @CsvSource({"131072, 3, 1", "131072, 3, 4", "65536, 4, 2", "70001, 3, 3", "262144, 3, 8"})
  void derivesWhatTheReferenceProgramDerives(int memory, int passes, int lanes) throws Exception {
    String salt = "sixteen bytes ok";
    byte[] password = "Zwölf Boxkämpfer".getBytes(StandardCharsets.UTF_8);
    Process program =
        new ProcessBuilder(
                "argon2",
                salt,
                "-id",
                "-v",
                "13",
                "-l",
                "32",
                "-r",
                "-k",
                "" + memory,
                "-t",
                "" + passes,
                "-p",
                "" + lanes)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    program.getOutputStream().write(password);
    program.getOutputStream().close();
    String expected =
        new String(program.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertEquals(0, program.waitFor());
    try (SecretBytes secret = SecretBytes.copyOf(password);
        SecretBytes derived =
            Argon2.derive(
                secret,
                salt.getBytes(StandardCharsets.US_ASCII),
                new ArgonCost(memory, passes, lanes))) {
      assertEquals(expected.strip(), SampleVault.hex(derived));
    }
  }
}
