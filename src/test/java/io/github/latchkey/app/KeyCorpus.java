package io.github.latchkey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Key files as openssl, ssh-keygen, puttygen and Node.js write them, and what transport makes of
/// them, each with what is to be said of it: kind × container × encryption × damage.
final class KeyCorpus extends KeyShelf {

  private KeyCorpus(Path folder) {
    super(folder, new ArrayList<>());
  }

  /// Makes all files in this folder.
  static List<Row> in(Path folder) throws IOException, InterruptedException {
    var corpus = new KeyCorpus(folder);
    corpus.fill();
    return List.copyOf(corpus.rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    makeSources();
    new OpensslKeys(folder, rows).fill();
    new SshKeys(folder, rows).fill();
    new JwkKeys(folder, rows).fill();
    new Pkcs12Keys(folder, rows).fill();
    new ForeignKeys(folder, rows).fill();
    new SecretFiles(folder, rows).fill();
    new DamagedKeys(folder, rows).fill();
  }

  private void makeSources() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("pass"), RIGHT + "\n");
    Files.writeString(folder.resolve("empty-pass"), "\n");
    run("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa");
    run("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out other");
    for (String bits : List.of("256", "384", "521")) {
      run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-" + bits + " -out p" + bits);
      run("ssh-keygen -q -t ecdsa -b " + bits + " -N  -C me@here -f ssh-p" + bits);
    }
    run("openssl genpkey -algorithm ED25519 -out ed25519");
    run("ssh-keygen -q -t rsa -b 2048 -N  -C me@here -f ssh-rsa");
    run("ssh-keygen -q -t ed25519 -N  -C me@here -f ssh-ed25519");
  }
}
