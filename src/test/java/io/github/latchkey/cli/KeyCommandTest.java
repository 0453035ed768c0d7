package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.engine.SigningKey;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.TokenSigner;
import io.github.latchkey.engine.keys.KeyWriter;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `latchkey key` on a computer that has no vault, and what a key's own algorithm means to the
/// rest.
class KeyCommandTest {

  private static final int MANY = 1000;
  private static final String SECRET_PART = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASC";

  @TempDir Path folder;

  private Latchkey parts;

  @BeforeEach
  void startWithoutAVault() throws Exception {
    parts = TestDesk.in(folder);
  }

  private static JsonObject object(String line) throws Exception {
    return (JsonObject) Json.parse(line.strip(), JsonLimits.FOREIGN);
  }

  @Test
  void readsAThousandFilesInOneProcessWithALineForEach() throws Exception {
    List<String> sources =
        List.of("rsa2048.pkcs8.pem", "ec.sec1.pem", "openssh.pub", "bundle.p12", "request.pem");
    List<String> expected = List.of("usable", "usable", "public", "refused", "refused");
    List<String> arguments = new ArrayList<>(List.of("key", "--json"));
    for (int i = 0; i < MANY; i++) {
      byte[] content = TestKeys.file(sources.get(i % sources.size()));
      arguments.add(Files.write(folder.resolve("key-" + i), content).toString());
    }
    arguments.add(folder.resolve("none").toString());
    var terminal = FakeTerminal.silent();
    int code = terminal.run(parts, arguments.toArray(String[]::new));
    List<String> lines = terminal.result().lines().toList();
    assertEquals(MANY + 1, lines.size());
    for (int i = 0; i < MANY; i++) {
      JsonObject line = object(lines.get(i));
      assertEquals(folder.resolve("key-" + i).toString(), line.text("file").orElseThrow());
      assertEquals(
          expected.get(i % expected.size()), line.text("verdict").orElseThrow(), lines.get(i));
    }
    assertTrue(lines.getLast().contains("file-missing"), lines.getLast());
    assertEquals(ExitCode.worst(List.of(ExitCode.DAMAGED, ExitCode.SYSTEM)), code);
    assertFalse(terminal.result().contains(SECRET_PART));
    try (var files = Files.walk(folder)) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".latchkey")), "no vault made");
    }
  }

  private String jwkFor(String alg) throws Exception {
    String jwk = KeyWriter.publicJwk(TestKeys.derOf("rsa2048.spki.pem")).compact();
    Path file = folder.resolve(alg + ".jwk");
    return Files.writeString(file, jwk.replaceFirst("\\{", "{\"alg\":\"" + alg + "\",")).toString();
  }

  private static String token(JwsAlgorithm algorithm) throws Exception {
    JsonObject header = JsonObject.builder().put("alg", algorithm.name()).build();
    JsonObject payload = JsonObject.builder().put("exp", 4_102_444_800L).build();
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.derOf("rsa2048.pkcs8.pem"));
        SigningKey key = SigningKey.ofPkcs8(pkcs8)) {
      return TokenSigner.sign(header, payload, key).compact();
    }
  }

  private String verdict(String key, JwsAlgorithm algorithm) throws Exception {
    var terminal = FakeTerminal.silent();
    terminal.run(parts, "inspect", "--no-vault", "--json", "--key", key, token(algorithm));
    return object(terminal.result()).text("verdict").orElseThrow();
  }

  @Test
  void aJwkVerifiesWithTheOneAlgorithmThatItNames() throws Exception {
    assertEquals("accepted", verdict(jwkFor("PS256"), JwsAlgorithm.PS256));
    assertEquals("accepted", verdict(jwkFor("RS256"), JwsAlgorithm.RS256));
    assertFalse(verdict(jwkFor("PS256"), JwsAlgorithm.RS256).equals("accepted"));
    assertFalse(verdict(jwkFor("RS256"), JwsAlgorithm.PS256).equals("accepted"));
  }

  @Test
  void saysWhichAlgorithmAKeyIsFor() throws Exception {
    var json = FakeTerminal.silent();
    json.run(parts, "key", "--json", jwkFor("PS384"));
    assertEquals("PS384", object(json.result()).text("algorithm").orElseThrow());
    var text = FakeTerminal.silent();
    text.run(parts, "key", jwkFor("PS384"));
    assertTrue(text.result().contains("for PS384 alone"), text.result());
  }

  @Test
  void aKeyForAnotherAlgorithmThanThePlatformsIsNotStored() throws Exception {
    Path vault = TestDesk.vault(parts);
    byte[] before = Files.readAllBytes(vault);
    Path file = folder.resolve("private.jwk");
    try (SecretBytes pkcs8 = SecretBytes.take(TestKeys.derOf("rsa2048.pkcs8.pem"));
        SecretBytes jwk = KeyWriter.privateJwk(pkcs8)) {
      String text = jwk.lend(bytes -> new String(bytes, StandardCharsets.UTF_8));
      for (String alg : List.of("PS256", "RS256")) {
        Files.writeString(file, text.replaceFirst("\\{", "{\"alg\":\"" + alg + "\","));
        var terminal = FakeTerminal.silent();
        int code =
            terminal.run(
                parts,
                "add",
                "x",
                "--platform",
                "clan-meeting",
                "--field",
                "consumerId=c",
                "--key-file",
                file.toString(),
                "--recovery-key-file",
                vault.resolveSibling("recovery.txt").toString());
        boolean stored = !java.util.Arrays.equals(before, Files.readAllBytes(vault));
        assertEquals(alg.equals("RS256"), code == 0, terminal.remarks());
        assertEquals(alg.equals("RS256"), stored);
      }
    }
  }
}
