package io.github.latchkey.app;

import io.github.latchkey.engine.keys.KeyKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What transport and damage make of good files.
final class DamagedKeys extends KeyShelf {

  DamagedKeys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    addDamage();
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
}
