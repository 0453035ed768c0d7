package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// PKCS#12 files of openssl.
final class Pkcs12Keys extends KeyShelf {

  Pkcs12Keys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    addPkcs12();
  }

  private void addPkcs12() throws IOException, InterruptedException {
    String export =
        "openssl pkcs12 -provider legacy -provider default -export -inkey rsa -in cert-rsa ";
    String sealed = export + "-passout file:pass ";
    byte[] legacy = made(sealed + "-legacy");
    usable("pkcs12 legacy", legacy, RIGHT, RSA_PRIVATE, "PKCS#12", "legacy-encryption");
    refused("pkcs12 legacy (none)", legacy, "passphrase-needed", "This key is encrypted.");
    for (String hash : List.of("sha1", "sha384", "sha512")) {
      locked("pkcs12 " + hash, made(sealed + "-macalg " + hash), RSA_PRIVATE, "PKCS#12", "", false);
    }
    locked(
        "pkcs12 aes-128", made(sealed + "-keypbe AES-128-CBC"), RSA_PRIVATE, "PKCS#12", "", false);
    locked("pkcs12 without mac", made(sealed + "-nomac"), RSA_PRIVATE, "PKCS#12", "no-mac", false);
    usable(
        "pkcs12 of nothing but the key",
        made(export + "-nomac -keypbe NONE -certpbe NONE -passout pass:"),
        RSA_PRIVATE,
        "PKCS#12",
        "no-mac");
    byte[] empty = made(export + "-passout pass:");
    rows.add(
        new Row(
            "pkcs12 with an empty passphrase",
            empty,
            Optional.of(""),
            "usable",
            Optional.of(RSA_PRIVATE),
            "PKCS#12",
            "",
            "",
            ""));
    refused(
        "pkcs12 with too many iterations",
        made(sealed + "-iter 1500000"),
        "passphrase-needed",
        "This key is encrypted.");
    Path bundle = folder.resolve("bundle.p12");
    Files.write(bundle, made(sealed.strip()));
    usable(
        "bag attributes",
        made("openssl pkcs12 -passin file:pass -nodes -in bundle.p12"),
        RSA_PRIVATE,
        "PKCS#8 PEM",
        "bag-attributes several-objects");
    byte[] trailing = Arrays.copyOf(empty, empty.length + 1);
    refused(
        "pkcs12 with something behind it",
        trailing,
        "unknown-binary",
        "This is a binary file that is no key Latchkey knows.");
    byte[] cut = Arrays.copyOf(empty, empty.length - 1);
    refused(
        "pkcs12 cut",
        cut,
        "unknown-binary",
        "This is a binary file that is no key Latchkey knows.");
  }
}
