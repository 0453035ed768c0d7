package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.RSA_PUBLIC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keys that sign no token.
final class ForeignKeys extends KeyShelf {

  ForeignKeys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    addForeign();
  }

  private void addForeign() throws IOException, InterruptedException {
    String unsupported = "This is a key of type %s, which Latchkey cannot use yet.";
    Map<String, String> types =
        new TreeMap<>(
            Map.of(
                "ED448", "Ed448",
                "X25519", "X25519",
                "X448", "X448",
                "EC -pkeyopt ec_paramgen_curve:secp256k1", "EC secp256k1",
                "EC -pkeyopt ec_paramgen_curve:brainpoolP256r1", "EC brainpoolP256r1",
                "EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
                    "EC with a curve of its own"));
    for (var type : types.entrySet()) {
      refused(
          type.getValue(),
          made("openssl genpkey -algorithm " + type.getKey()),
          "unsupported-key-type",
          unsupported.formatted(type.getValue()));
    }
    run(
        "openssl genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out"
            + " dsa-parameters");
    run("openssl genpkey -paramfile dsa-parameters -out dsa");
    refused(
        "DSA", made("openssl pkey -in dsa"), "unsupported-key-type", unsupported.formatted("DSA"));
    refused(
        "DSA traditional",
        made("openssl dsa -in dsa"),
        "unsupported-key-type",
        unsupported.formatted("DSA"));
    refused(
        "DSA parameters",
        Files.readAllBytes(folder.resolve("dsa-parameters")),
        "unsupported-key-type",
        unsupported.formatted("DSA PARAMETERS"));
    refused(
        "pss",
        made("openssl genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"),
        "pss-only",
        "This RSA key is restricted to PSS: it neither signs nor verifies RS256.");
    refused(
        "multi-prime",
        made(
            "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt"
                + " rsa_keygen_primes:3"),
        "unsupported-key-type",
        unsupported.formatted("multi-prime RSA"));
    for (int bits : List.of(512, 1024, 2040)) {
      byte[] weak = made("openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:" + bits);
      String sentence = "This key of " + bits + " bits is too weak to sign with: it is too short.";
      refused("rsa " + bits, weak, Optional.of(RSA_PRIVATE), "", "weak-key", sentence);
      Files.write(folder.resolve("weak"), weak);
      rows.add(
          new Row(
              "public rsa " + bits,
              made("openssl pkey -pubout -in weak"),
              Optional.empty(),
              "public",
              Optional.of(RSA_PUBLIC),
              "SPKI PEM",
              "",
              "weak-key",
              sentence));
    }
    usable(
        "rsa with e = 3",
        made(
            "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -pkeyopt"
                + " rsa_keygen_pubexp:3"),
        RSA_PRIVATE,
        "PKCS#8 PEM",
        "");
    run("openssl crl2pkcs7 -nocrl -certfile cert-rsa -out p7");
    refused(
        "pkcs7",
        Files.readAllBytes(folder.resolve("p7")),
        "unsupported-container",
        "This is a PKCS#7 file, which Latchkey cannot read yet.");
  }
}
