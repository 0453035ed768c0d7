package io.github.latchkey.cli;

import io.github.latchkey.fault.FaultException;
import io.github.latchkey.vault.RecoveryKey;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/// A file that somebody wrote a recovery key into.
final class RecoveryKeyFile {

  private static final int LARGEST = 8 * 1024;

  private RecoveryKeyFile() {}

  /// The key, which the caller closes; what was read is wiped.
  static RecoveryKey read(Path file) throws FaultException {
    byte[] bytes = InputFile.read(file, LARGEST);
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    int start = decoded.hasRemaining() && decoded.get(0) == '\uFEFF' ? 1 : 0;
    char[] typed = Arrays.copyOfRange(decoded.array(), start, decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return RecoveryKey.read(typed);
  }
}
