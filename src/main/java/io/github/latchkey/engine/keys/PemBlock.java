package io.github.latchkey.engine.keys;

import java.util.Arrays;
import java.util.Optional;

/// One block between BEGIN and END (RFC 7468), decoded; wiped on close.
///
/// @param line where its content ends, from 1
/// @param encryption the cipher of a DEK-Info header (RFC 1421)
/// @param defect why there are no bytes
record PemBlock(
    String label, long line, byte[] der, Optional<String> encryption, Optional<KeyProblem> defect)
    implements AutoCloseable {

  @Override
  public void close() {
    Arrays.fill(der, (byte) 0);
  }
}
