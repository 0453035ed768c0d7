package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.HMAC_SECRET;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Secrets, and what is none.
final class SecretFiles extends KeyShelf {

  SecretFiles(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() {
    addSecrets();
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
}
