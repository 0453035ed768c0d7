package io.github.latchkey.app;

import static io.github.latchkey.engine.keys.KeyKind.RSA_PRIVATE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// JWKs as Node.js writes them.
final class JwkKeys extends KeyShelf {

  JwkKeys(Path folder, List<Row> rows) {
    super(folder, rows);
  }

  @Override
  void fill() throws IOException, InterruptedException {
    for (var source : SOURCES.entrySet()) {
      addJwk(source.getKey(), source.getValue());
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
}
