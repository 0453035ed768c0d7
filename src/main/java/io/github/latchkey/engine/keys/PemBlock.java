package io.github.latchkey.engine.keys;

import java.util.Arrays;
import java.util.Optional;

/// One block between BEGIN and END (RFC 7468), decoded; wiped on close.
///
/// @param line where its content ends, from 1
/// @param encryption how it is encrypted, where a DEK-Info header says so
/// @param defect why there are no bytes
record PemBlock(
    String label, long line, byte[] der, Optional<DekInfo> encryption, Optional<KeyProblem> defect)
    implements AutoCloseable {

  @Override
  public void close() {
    Arrays.fill(der, (byte) 0);
  }
}
