package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.EC_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.EC_PUBLIC;
import static io.github.latchkey.engine.keys.KeyKind.ED25519_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.ED25519_PUBLIC;
import static io.github.latchkey.engine.keys.KeyKind.HMAC_SECRET;
import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;
import static io.github.latchkey.engine.keys.KeyKind.RSA_PUBLIC;

import io.github.latchkey.engine.keys.KeyKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Key files as openssl, ssh-keygen, puttygen and Node.js write them, and what transport makes of
/// them, each with what is to be said of it: kind × container × encryption × damage.
final class KeyCorpus {

  /// A file and what is to come of it.
  ///
  /// @param kind empty where nothing is known of the key
  /// @param oddities their ids in the order of the enum, with blanks between
  /// @param sentence what is said of the problem; empty where there is none
  record Row(
      String name,
      byte[] content,
      Optional<String> passphrase,
      String verdict,
      Optional<KeyKind> kind,
      String container,
      String oddities,
      String problem,
      String sentence) {}

  /// The pair of kinds of a source key.
  private record Kinds(KeyKind privateKind, KeyKind publicKind) {}

  private static final Map<String, Kinds> SOURCES =
      new TreeMap<>(
          Map.of(
              "rsa", new Kinds(RSA_PRIVATE, RSA_PUBLIC),
              "p256", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "p384", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "p521", new Kinds(EC_PRIVATE, EC_PUBLIC),
              "ed25519", new Kinds(ED25519_PRIVATE, ED25519_PUBLIC)));

  private static final String RIGHT = "corréct-horse";

  private final Path folder;
  private final List<Row> rows = new ArrayList<>();

  private KeyCorpus(Path folder) {
    this.folder = folder;
  }

  /// Makes all files in this folder.
  static List<Row> in(Path folder) throws IOException, InterruptedException {
    var corpus = new KeyCorpus(folder);
    corpus.makeSources();
    for (var source : SOURCES.entrySet()) {
      corpus.addOpenssl(source.getKey(), source.getValue());
      corpus.addSsh(source.getKey(), source.getValue());
      corpus.addPutty(source.getKey(), source.getValue());
      corpus.addJwk(source.getKey(), source.getValue());
    }
    corpus.addEncryptions();
    corpus.addPkcs12();
    corpus.addForeign();
    corpus.addSecrets();
    corpus.addDamage();
    return List.copyOf(corpus.rows);
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

  /// Runs a command in the folder; two blanks stand for an empty argument.
  private void run(String command) throws IOException, InterruptedException {
    List<String> arguments = Arrays.asList(command.replace("  ", " '' ").split(" "));
    arguments.replaceAll(word -> word.equals("''") ? "" : word);
    Process process =
        new ProcessBuilder(arguments)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    process.getOutputStream().close();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(folder.resolve("log")));
    }
  }

  private byte[] made(String command) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("out"));
    run(command + (command.startsWith("puttygen") ? " -o out" : " -out out"));
    return Files.readAllBytes(folder.resolve("out"));
  }

  private String text(String command) throws IOException, InterruptedException {
    return new String(made(command), StandardCharsets.UTF_8);
  }

  private void usable(
      String name, byte[] content, KeyKind kind, String container, String oddities) {
    String verdict = kind.isPrivate() || kind == HMAC_SECRET ? "usable" : "public";
    rows.add(
        new Row(
            name,
            content,
            Optional.empty(),
            verdict,
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
  }

  private void usable(
      String name,
      byte[] content,
      String passphrase,
      KeyKind kind,
      String container,
      String oddities) {
    rows.add(
        new Row(
            name,
            content,
            Optional.of(passphrase),
            "usable",
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
  }

  private void refused(String name, byte[] content, String problem, String sentence) {
    refused(name, content, Optional.empty(), "", problem, sentence);
  }

  private void refused(
      String name,
      byte[] content,
      Optional<KeyKind> kind,
      String oddities,
      String problem,
      String sentence) {
    rows.add(
        new Row(name, content, Optional.empty(), "refused", kind, "", oddities, problem, sentence));
  }

  /// An encrypted file: opened, with a wrong passphrase, and with none.
  ///
  /// @param seen whether its public half is known before it is opened
  private void locked(
      String name, byte[] content, KeyKind kind, String container, String oddities, boolean seen) {
    Optional<KeyKind> known = seen ? Optional.of(kind) : Optional.empty();
    rows.add(
        new Row(
            name,
            content,
            Optional.of(RIGHT),
            "usable",
            Optional.of(kind),
            container,
            oddities,
            "",
            ""));
    rows.add(
        new Row(
            name + " (wrong)",
            content,
            Optional.of("battery staple"),
            "refused",
            known,
            "",
            oddities,
            "wrong-passphrase",
            "That passphrase does not open this key."));
    rows.add(
        new Row(
            name + " (none)",
            content,
            Optional.empty(),
            "refused",
            known,
            "",
            oddities,
            "passphrase-needed",
            "This key is encrypted."));
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

  private byte[] rewritten(String key, String options) throws IOException, InterruptedException {
    Path copy = folder.resolve("copy");
    Files.deleteIfExists(copy);
    Files.copy(folder.resolve(key), copy);
    run("ssh-keygen -q -p -P  -f copy " + options);
    return Files.readAllBytes(copy);
  }

  private byte[] output(String command) throws IOException, InterruptedException {
    run(command);
    return Files.readAllBytes(folder.resolve("log"));
  }

  private void addSsh(String key, Kinds kinds) throws IOException, InterruptedException {
    String file = "ssh-" + key;
    usable(
        key + " openssh",
        Files.readAllBytes(folder.resolve(file)),
        kinds.privateKind(),
        "OpenSSH",
        "");
    usable(
        key + " openssh public",
        Files.readAllBytes(folder.resolve(file + ".pub")),
        kinds.publicKind(),
        "OpenSSH",
        "");
    usable(
        key + " rfc 4716",
        output("ssh-keygen -e -m RFC4716 -f " + file),
        kinds.publicKind(),
        "RFC 4716",
        "");
    if (!key.equals("ed25519")) {
      usable(
          key + " ssh-keygen pkcs8 public",
          output("ssh-keygen -e -m PKCS8 -f " + file),
          kinds.publicKind(),
          "SPKI PEM",
          "");
    }
    List<String> ciphers =
        key.equals("rsa")
            ? List.of(
                "aes128-ctr",
                "aes192-ctr",
                "aes256-ctr",
                "aes128-cbc",
                "aes192-cbc",
                "aes256-cbc",
                "aes128-gcm@openssh.com",
                "aes256-gcm@openssh.com",
                "3des-cbc")
            : List.of("aes256-ctr");
    for (String cipher : ciphers) {
      locked(
          key + " openssh " + cipher,
          rewritten(file, "-a 2 -Z " + cipher + " -N " + RIGHT),
          kinds.privateKind(),
          "OpenSSH",
          cipher.startsWith("3des") ? "legacy-encryption" : "",
          true);
    }
    if (key.equals("rsa")) {
      refused(
          "openssh chacha20",
          rewritten(file, "-a 2 -Z chacha20-poly1305@openssh.com -N secret"),
          Optional.of(RSA_PRIVATE),
          "",
          "unsupported-encryption",
          "This key is encrypted (chacha20-poly1305@openssh.com), which Latchkey cannot read yet.");
      refused(
          "openssh with too many rounds",
          rewritten(file, "-a 257 -N secret"),
          Optional.of(RSA_PRIVATE),
          "",
          "cost-too-high",
          "Opening this file would take 257 rounds; Latchkey allows 256.");
      usable("rsa ssh-keygen pem", rewritten(file, "-N  -m PEM"), RSA_PRIVATE, "PKCS#1 PEM", "");
      usable(
          "rsa ssh-keygen pkcs8", rewritten(file, "-N  -m PKCS8"), RSA_PRIVATE, "PKCS#8 PEM", "");
    }
  }

  private void addPutty(String key, Kinds kinds) throws IOException, InterruptedException {
    String from = "puttygen ssh-" + key + " -O private ";
    KeyKind kind = kinds.privateKind();
    run(from + "--new-passphrase empty-pass -o in.ppk");
    for (int version : List.of(2, 3)) {
      String plain = from + "--ppk-param version=" + version + " --new-passphrase empty-pass";
      String container = "PPK " + version;
      usable(key + " ppk " + version, made(plain), kind, container, "");
      for (String kdf :
          version == 2 || !key.equals("rsa")
              ? List.of("argon2id")
              : List.of("argon2id", "argon2i", "argon2d")) {
        String cost = version == 2 ? "" : ",memory=1024,passes=2,parallelism=2,kdf=" + kdf;
        locked(
            key + " encrypted ppk " + version + " " + kdf,
            made(from + "--ppk-param version=" + version + cost + " --new-passphrase pass"),
            kind,
            container,
            "",
            true);
      }
    }
    usable(
        key + " puttygen openssh",
        made("puttygen in.ppk -O private-openssh-new"),
        kind,
        "OpenSSH",
        "");
    usable(
        key + " puttygen public",
        made("puttygen ssh-" + key + " -O public"),
        kinds.publicKind(),
        "RFC 4716",
        "");
    if (key.equals("rsa")) {
      refused(
          "sshcom",
          made("puttygen in.ppk -O private-sshcom"),
          "unsupported-container",
          "This is a RFC 4716 file, which Latchkey cannot read yet.");
      byte[] ppk = made(from + "--ppk-param memory=65537,passes=1 --new-passphrase pass");
      refused(
          "ppk with too much memory",
          ppk,
          Optional.of(kind),
          "",
          "cost-too-high",
          "Opening this file would take 67109888 bytes of memory; Latchkey allows 67108864.");
      String good =
          new String(
              made(from + "--ppk-param memory=1024,passes=1 --new-passphrase empty-pass"),
              StandardCharsets.UTF_8);
      usable("ppk crlf", bytes(good.replace("\n", "\r\n")), kind, "PPK 3", "");
      usable("ppk bom", bytes("\ufeff" + good), kind, "PPK 3", "bom");
      refused(
          "ppk changed comment",
          bytes(good.replace("me@here", "me@her3")),
          Optional.of(kind),
          "",
          "damaged",
          "The key in this file is damaged at line " + good.lines().count() + ".");
      refused(
          "ppk cut",
          bytes(good.substring(0, good.indexOf("Private-Lines"))),
          Optional.of(kind),
          "",
          "truncated",
          "This file ends in the middle of the key, at line "
              + good.substring(0, good.indexOf("Private-Lines")).lines().count()
              + ".");
    }
  }

  private void addJwk(String key, Kinds kinds) throws IOException, InterruptedException {
    String script =
        "const c=require('crypto');const k=c.createPrivateKey(require('fs').readFileSync('%s'));"
            + "console.log(JSON.stringify(%s))";
    String privateJwk = jwk(script.formatted(key, "k.export({format:'jwk'})"));
    String publicJwk = jwk(script.formatted(key, "c.createPublicKey(k).export({format:'jwk'})"));
    usable(key + " jwk", bytes(privateJwk), kinds.privateKind(), "JWK", "");
    usable(key + " public jwk", bytes(publicJwk), kinds.publicKind(), "JWK", "");
    usable(
        key + " jwks", bytes("{\"keys\":[" + privateJwk + "]}"), kinds.privateKind(), "JWKS", "");
    usable(
        key + " jwks of a pair",
        bytes("{\"keys\":[" + publicJwk + "," + privateJwk + "]}"),
        kinds.privateKind(),
        "JWKS",
        "several-objects");
    usable(
        key + " jwk utf-16",
        privateJwk.getBytes(StandardCharsets.UTF_16),
        kinds.privateKind(),
        "JWK",
        "bom utf-16");
    refused(
        key + " jwk cut",
        bytes(privateJwk.substring(0, privateJwk.length() - 9)),
        "damaged",
        "The key in this file is damaged.");
    String d =
        privateJwk
            .replaceFirst("(\"d\":\"..)(.)", privateJwk.contains("\"d\":\"AAA") ? "$1B" : "$1-")
            .replace("\"d\":\"--", "\"d\":\"-A");
    String part = key.equals("rsa") ? "private exponent" : "public point";
    refused(
        key + " jwk with another d",
        bytes(d),
        key.equals("rsa") ? Optional.of(RSA_PRIVATE) : Optional.empty(),
        "",
        "inconsistent-key",
        "The numbers of this key do not belong together (" + part + ").");
  }

  private String jwk(String script) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("export.js"), script);
    return new String(output("node export.js"), StandardCharsets.UTF_8).strip();
  }

  /// Keys that sign no token.
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

  private void addSecrets() {
    String secret = "a secret that is long enough for HS256";
    usable("secret", bytes(secret), HMAC_SECRET, "text", "");
    usable(
        "secret with a line end",
        bytes(secret + "\n"),
        HMAC_SECRET,
        "text",
        "trailing-newline-in-secret");
    usable(
        "secret from Windows",
        bytes("\ufeff" + secret + "\r\n"),
        HMAC_SECRET,
        "text",
        "bom trailing-newline-in-secret");
    usable(
        "secret in .env",
        bytes("APP=1\nAPP_SECRET=\"" + secret + "\"\n"),
        HMAC_SECRET,
        ".env",
        "named-secret");
    usable(
        "secret in properties",
        bytes("app.secret = " + secret + "\n"),
        HMAC_SECRET,
        "properties",
        "named-secret");
    usable(
        "secret in JSON",
        bytes("{\"appId\": \"x\", \"secret\": \"" + secret + "\"}"),
        HMAC_SECRET,
        "JSON",
        "named-secret");
    usable(
        "secret in a JWK",
        bytes("{\"kty\":\"oct\",\"k\":\"" + "AyM1".repeat(11) + "\"}"),
        HMAC_SECRET,
        "JWK",
        "");
    rows.add(
        new Row(
            "short secret",
            bytes("hunter2"),
            Optional.empty(),
            "usable",
            Optional.of(HMAC_SECRET),
            "text",
            "",
            "short-secret",
            "This secret has 56 bits; HS256 asks for 256."));
    refused("nothing", new byte[0], "empty-file", "This file is empty.");
    refused("white space", bytes(" \n"), "empty-file", "This file is empty.");
    refused(
        "several lines", bytes("one\ntwo\n"), "not-a-key", "This text is not a key or a secret.");
    refused(
        "path",
        bytes("/home/ada/key.pem\n"),
        "path-instead-of-key",
        "This is a path, not a key: ….pem.");
    refused(
        "zip",
        new byte[] {'P', 'K', 3, 4, 0, 0},
        "unknown-binary",
        "This is a binary file that is no key Latchkey knows.");
    refused(
        "latin 1",
        "clé".getBytes(StandardCharsets.ISO_8859_1),
        "not-utf8",
        "This is not text: byte 3 is not UTF-8.");
    refused(
        "two secrets",
        bytes("A_SECRET=x\nB_SECRET=y\n"),
        "several-keys",
        "There is more than one key here, and nothing says which is meant.");
    refused(
        "JSON without a secret",
        bytes("{\"name\": \"x\"}"),
        "unsupported-container",
        "This is a JSON file, which Latchkey cannot read yet.");
    refused(
        "java key store",
        new byte[] {(byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed, 0, 0, 0, 2},
        "unsupported-container",
        "This is a JKS file, which Latchkey cannot read yet.");
  }

  /// What mail, YAML, JSON, clipboards and terminals make of a PEM, and the oddities of each.
  private record Transport(
      String name, UnaryOperator<String> change, Charset charset, String oddities) {}

  private static final List<Transport> TRANSPORTS =
      List.of(
          new Transport("bom", pem -> "\ufeff" + pem, StandardCharsets.UTF_8, "bom"),
          new Transport(
              "utf-16 le", pem -> "\ufeff" + pem, StandardCharsets.UTF_16LE, "bom utf-16"),
          new Transport(
              "utf-16 be", pem -> "\ufeff" + pem, StandardCharsets.UTF_16BE, "bom utf-16"),
          new Transport("utf-16 without a mark", pem -> pem, StandardCharsets.UTF_16LE, "utf-16"),
          new Transport("crlf", pem -> pem.replace("\n", "\r\n"), StandardCharsets.UTF_8, "crlf"),
          new Transport(
              "escaped",
              pem -> pem.replace("\n", "\\n"),
              StandardCharsets.UTF_8,
              "escaped-newlines no-final-newline"),
          new Transport(
              "one line",
              pem -> pem.strip().replace("\n", " ") + "\n",
              StandardCharsets.UTF_8,
              "one-line"),
          new Transport(
              "without line breaks",
              pem -> pem.replace("\n", ""),
              StandardCharsets.UTF_8,
              "one-line no-final-newline"),
          new Transport(
              "quoted", pem -> "\"" + pem.strip() + "\"\n", StandardCharsets.UTF_8, "quoted"),
          new Transport(
              "in JSON",
              pem -> "{\"key\": \"" + pem.replace("\n", "\\n") + "\"}\n",
              StandardCharsets.UTF_8,
              "escaped-newlines quoted surrounding-text"),
          new Transport(
              "in .env",
              pem -> "KEY='" + pem.strip() + "'\n",
              StandardCharsets.UTF_8,
              "quoted surrounding-text"),
          new Transport("indented", pem -> pem.indent(4), StandardCharsets.UTF_8, "indented"),
          new Transport(
              "in a mail",
              pem -> "> " + pem.strip().replace("\n", "\n> ") + "\n",
              StandardCharsets.UTF_8,
              "indented surrounding-text"),
          new Transport(
              "with text around",
              pem -> "Your key:\n\n" + pem + "\nRegards\n",
              StandardCharsets.UTF_8,
              "surrounding-text"),
          new Transport(
              "no final line end", String::strip, StandardCharsets.UTF_8, "no-final-newline"),
          new Transport("twice", pem -> pem + pem, StandardCharsets.UTF_8, "several-objects"));

  private void addDamage() throws IOException, InterruptedException {
    for (var source : SOURCES.entrySet()) {
      String key = source.getKey();
      damage(
          key + " private",
          text("openssl pkey -in " + key),
          source.getValue().privateKind(),
          "PKCS#8 PEM");
      damage(
          key + " public",
          text("openssl pkey -pubout -in " + key),
          source.getValue().publicKind(),
          "SPKI PEM");
      damage(
          key + " openssh",
          Files.readString(folder.resolve("ssh-" + key)),
          source.getValue().privateKind(),
          "OpenSSH");
      String der = text("openssl pkey -in " + key).replaceAll("-----[^-]+-----|\n", "");
      usable(
          key + " without its PEM lines",
          bytes(der),
          source.getValue().privateKind(),
          "PKCS#8 base64",
          "");
      String pair = text("openssl pkey -in " + key) + text("openssl pkey -pubout -in " + key);
      usable(
          key + " pair",
          bytes(pair),
          source.getValue().privateKind(),
          "PKCS#8 PEM",
          "several-objects");
      String foreign = text("openssl pkey -in " + key) + text("openssl pkey -pubout -in other");
      refused(
          key + " with a foreign public key",
          bytes(foreign),
          Optional.of(source.getValue().privateKind()),
          "several-objects",
          "pair-mismatch",
          "The public key does not belong to the private key.");
      String two = text("openssl pkey -in " + key) + text("openssl pkey -in other");
      refused(
          key + " and another",
          bytes(two),
          Optional.of(source.getValue().privateKind()),
          "several-objects",
          "several-keys",
          "There is more than one key here, and nothing says which is meant.");
      byte[] binary = made("openssl pkcs8 -topk8 -nocrypt -outform DER -in " + key);
      refused(
          key + " der cut",
          Arrays.copyOf(binary, binary.length - 3),
          "unknown-binary",
          "This is a binary file that is no key Latchkey knows.");
    }
  }

  private void damage(String name, String pem, KeyKind kind, String container) {
    for (Transport transport : TRANSPORTS) {
      byte[] content = transport.change().apply(pem).getBytes(transport.charset());
      usable(name + " " + transport.name(), content, kind, container, transport.oddities());
    }
    List<String> lines = pem.lines().toList();
    String label = lines.getFirst().replace("-----", "").replace("BEGIN ", "");
    String cut = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    refused(
        name + " cut",
        bytes(cut),
        "truncated",
        "This file ends in the middle of the key, at line " + (lines.size() - 1) + ".");
    String strange = lines.get(1).substring(0, 10) + "!" + lines.get(1).substring(11);
    refused(
        name + " with a strange character",
        bytes(pem.replace(lines.get(1), strange)),
        "damaged",
        "The key in this file is damaged at line 2.");
    String flipped = (lines.get(1).charAt(0) == 'M' ? 'N' : 'M') + lines.get(1).substring(1);
    refused(
        name + " with another first character",
        bytes(pem.replace(lines.get(1), flipped.equals(lines.get(1)) ? "x" : flipped)),
        "damaged",
        "The key in this file is damaged at line " + lines.size() + ".");
    String other = label.equals("PUBLIC KEY") ? "RSA PUBLIC KEY" : "CERTIFICATE";
    if (!label.startsWith("OPENSSH")) {
      refused(
          name + " under another label",
          bytes(pem.replace(label, other)),
          "label-mismatch",
          "Line " + lines.size() + " says " + other + ", but what follows is " + label + ".");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
