package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;

import io.github.latchkey.engine.keys.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Key files as openssl writes them: every container, and every encryption that it knows.
final class OpensslKeys extends KeyShelf {

  OpensslKeys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    for (var source : SOURCES.entrySet()) {
      addOpenssl(source.getKey(), source.getValue());
    }
    addEncryptions();
  }

  private void addOpenssl(String key, Kinds kinds) throws IOException, InterruptedException {
    KeyKind secret = kinds.privateKind();
    KeyKind open = kinds.publicKind();
    usable(key + " pkcs8 pem", made("openssl pkey -in " + key), secret, "PKCS#8 PEM", "");
    usable(
        key + " pkcs8 der",
        made("openssl pkcs8 -topk8 -nocrypt -outform DER -in " + key),
        secret,
        "PKCS#8 DER",
        "");
    usable(key + " spki pem", made("openssl pkey -pubout -in " + key), open, "SPKI PEM", "");
    usable(
        key + " spki der",
        made("openssl pkey -pubout -outform DER -in " + key),
        open,
        "SPKI DER",
        "");
    String certificate = "openssl req -x509 -subj /CN=test -key " + key;
    usable(key + " certificate pem", made(certificate), open, "X.509 PEM", "");
    usable(key + " certificate der", made(certificate + " -outform DER"), open, "X.509 DER", "");
    refused(
        key + " request",
        made("openssl req -new -subj /CN=test -key " + key),
        "certificate-request",
        "This is the certificate request, not the key.");
    if (!key.equals("ed25519")) {
      String tool = key.equals("rsa") ? "rsa -traditional" : "ec";
      String name = key.equals("rsa") ? "PKCS#1" : "SEC1";
      usable(
          key + " " + name + " pem",
          made("openssl " + tool + " -in " + key),
          secret,
          name + " PEM",
          "");
      usable(
          key + " " + name + " der",
          made("openssl " + tool + " -outform DER -in " + key),
          secret,
          name + " DER",
          "");
      for (String cipher : List.of("aes128", "aes192", "aes256", "des3", "des")) {
        locked(
            key + " dek-info " + cipher,
            made(
                "openssl "
                    + tool
                    + " -provider legacy -provider default -passout file:pass -"
                    + cipher
                    + " -in "
                    + key),
            secret,
            name + " PEM",
            "legacy-encryption",
            false);
      }
    }
    locked(
        key + " encrypted pkcs8",
        made("openssl pkcs8 -topk8 -passout file:pass -in " + key),
        secret,
        "encrypted PKCS#8 PEM",
        "",
        false);
    locked(
        key + " encrypted pkcs8 der",
        made("openssl pkcs8 -topk8 -outform DER -passout file:pass -in " + key),
        secret,
        "encrypted PKCS#8 DER",
        "",
        false);
    run(certificate + " -out cert-" + key);
    locked(
        key + " pkcs12",
        made("openssl pkcs12 -export -passout file:pass -inkey " + key + " -in cert-" + key),
        secret,
        "PKCS#12",
        "",
        false);
    String chain = text("openssl pkey -in " + key) + text(certificate);
    usable(key + " with its certificate", bytes(chain), secret, "PKCS#8 PEM", "several-objects");
  }

  private void addEncryptions() throws IOException, InterruptedException {
    String pkcs8 =
        "openssl pkcs8 -provider legacy -provider default -topk8 -passout file:pass -in rsa ";
    for (String cipher : List.of("aes-128-cbc", "aes-192-cbc", "aes-256-cbc")) {
      for (String hash : List.of("SHA1", "SHA224", "SHA256", "SHA384", "SHA512")) {
        locked(
            "pbes2 " + cipher + " " + hash,
            made(pkcs8 + "-v2 " + cipher + " -v2prf hmacWith" + hash),
            RSA_PRIVATE,
            "encrypted PKCS#8 PEM",
            "",
            false);
      }
    }
    locked("pbes2 scrypt", made(pkcs8 + "-scrypt"), RSA_PRIVATE, "encrypted PKCS#8 PEM", "", false);
    locked(
        "pbes2 des3",
        made(pkcs8 + "-v2 des3"),
        RSA_PRIVATE,
        "encrypted PKCS#8 PEM",
        "legacy-encryption",
        false);
    for (String scheme :
        List.of(
            "PBE-MD5-DES",
            "PBE-SHA1-DES",
            "PBE-SHA1-3DES",
            "PBE-SHA1-RC2-40",
            "PBE-SHA1-RC2-128",
            "PBE-MD5-RC2-64",
            "PBE-SHA1-RC2-64")) {
      locked(
          scheme,
          made(pkcs8 + "-v1 " + scheme),
          RSA_PRIVATE,
          "encrypted PKCS#8 PEM",
          "legacy-encryption",
          false);
    }
    for (String cipher : List.of("camellia-256-cbc", "aria-128-cbc")) {
      String id = cipher.startsWith("c") ? "Camellia-256" : "ARIA-128";
      refused(
          "pbes2 " + cipher,
          made(pkcs8 + "-v2 " + cipher),
          "unsupported-encryption",
          "This key is encrypted (" + id + "), which Latchkey cannot read yet.");
    }
    refused(
        "pbes2 with too many iterations",
        made(pkcs8 + "-iter 2000001"),
        "cost-too-high",
        "Opening this file would take 2000001 iterations; Latchkey allows 2000000.");
    refused(
        "scrypt with too many lanes",
        made(pkcs8 + "-scrypt -scrypt_N 1024 -scrypt_r 8 -scrypt_p 17"),
        "cost-too-high",
        "Opening this file would take 17 parallel lanes; Latchkey allows 16.");
  }
}
