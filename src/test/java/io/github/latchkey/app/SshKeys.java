package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;

import io.github.latchkey.engine.keys.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Key files as ssh-keygen and puttygen write them.
final class SshKeys extends KeyShelf {

  SshKeys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    for (var source : SOURCES.entrySet()) {
      addSsh(source.getKey(), source.getValue());
      addPutty(source.getKey(), source.getValue());
    }
  }

  private byte[] rewritten(String key, String options) throws IOException, InterruptedException {
    Path copy = folder.resolve("copy");
    Files.deleteIfExists(copy);
    Files.copy(folder.resolve(key), copy);
    run("ssh-keygen -q -p -P  -f copy " + options);
    return Files.readAllBytes(copy);
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
}
