package io.github.latchkey.cli;

import io.github.latchkey.engine.TokenSigner;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String latchkey =
        Versions.class.getModule().getDescriptor() == null
            ? "development"
            : Versions.class.getModule().getDescriptor().rawVersion().orElse("development");
    return new String[] {
      "Latchkey " + latchkey,
      "Java " + Runtime.version(),
      "RSA in batches: " + TokenSigner.rsaImplementation()
    };
  }
}
