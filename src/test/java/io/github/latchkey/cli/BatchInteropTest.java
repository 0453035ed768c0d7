package io.github.latchkey.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.Latchkey;
import io.github.latchkey.app.TestDesk;
import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.json.Json;
import io.github.latchkey.json.JsonLimits;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tokens of `latchkey sign --batch` with each algorithm, verified by PyJWT and refused by it when
/// any of their parts was changed.
@Tag("interop")
class BatchInteropTest {

  private static final int ROWS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyTokenOfABatchVerifiesThereAndNoChangedOneDoes(JwsAlgorithm algorithm) throws Exception {
    Latchkey parts = TestDesk.at(folder, Clock.systemUTC());
    String recovery = TestDesk.vault(parts).resolveSibling("recovery.txt").toString();
    boolean secret = algorithm.name().startsWith("HS");
    Path key = folder.resolve("key.pem");
    Path shown = secret ? key : folder.resolve("public.pem");
    makeKey(algorithm, key, shown);
    run(
        parts,
        List.of(
            "add",
            "it",
            "--platform",
            "generic",
            secret ? "--secret-file" : "--private-key",
            key.toString(),
            "--recovery-key-file",
            recovery));
    var rows = new StringBuilder("room,context.user.name\n");
    for (int row = 1; row <= ROWS; row++) {
      rows.append("room-").append(row).append(",\"Asha \"\"é😀\"\" ").append(row).append("\"\n");
    }
    Path in = Files.writeString(folder.resolve("in.csv"), rows);
    Path out = folder.resolve("out.jsonl");
    run(
        parts,
        List.of(
            "sign",
            "it",
            "--batch",
            in.toString(),
            "-o",
            out.toString(),
            "--algorithm",
            algorithm.name(),
            "--jobs",
            "2",
            "--recovery-key-file",
            recovery));

    Path keys = folder.resolve("keys.json");
    Files.writeString(
        keys, JsonObject.builder().put(algorithm.name(), shown.toString()).build().compact());
    List<String> seen = verified(keys, out);
    assertEquals(ROWS, seen.size());
    for (int row = 1; row <= ROWS; row++) {
      var document = (JsonObject) Json.parse(seen.get(row - 1), JsonLimits.FOREIGN);
      JsonObject payload = document.object("payload").orElseThrow();
      assertEquals(algorithm.name(), document.text("alg").orElseThrow());
      assertEquals("room-" + row, payload.text("room").orElseThrow());
      JsonObject user = payload.object("context").orElseThrow().object("user").orElseThrow();
      assertEquals("Asha \"é😀\" " + row, user.text("name").orElseThrow());
    }
  }

  private static void makeKey(JwsAlgorithm algorithm, Path key, Path shown) throws Exception {
    List<String> kind =
        switch (algorithm) {
          case HS256, HS384, HS512 -> List.of();
          case RS256, RS384, RS512, PS256, PS384, PS512 ->
              List.of("RSA", "-pkeyopt", "rsa_keygen_bits:2048");
          case ES256 -> List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-256");
          case ES384 -> List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-384");
          case ES512 -> List.of("EC", "-pkeyopt", "ec_paramgen_curve:P-521");
          case EdDSA -> List.of("ED25519");
        };
    if (kind.isEmpty()) {
      Files.writeString(
          key, "a secret of more than sixty-four bytes, as HS512 asks for: xxxxxxxxxxxx");
      return;
    }
    List<String> command = new java.util.ArrayList<>(List.of("openssl", "genpkey", "-algorithm"));
    command.addAll(kind);
    command.addAll(List.of("-out", key.toString()));
    program(new ProcessBuilder(command));
    program(
        new ProcessBuilder(
            "openssl", "pkey", "-in", key.toString(), "-pubout", "-out", shown.toString()));
  }

  private static void run(Latchkey parts, List<String> arguments) {
    var terminal = FakeTerminal.silent();
    assertEquals(0, terminal.run(parts, arguments.toArray(String[]::new)), terminal.remarks());
  }

  private List<String> verified(Path keys, Path tokens) throws Exception {
    Path script = TestDesk.resource("/interop/batch.py", folder);
    Path result = folder.resolve("verified");
    program(
        new ProcessBuilder("/usr/bin/python3", script.toString(), keys.toString())
            .redirectInput(tokens.toFile())
            .redirectOutput(result.toFile()));
    return Files.readAllLines(result);
  }

  private static void program(ProcessBuilder builder) throws Exception {
    Process process = builder.start();
    String trouble = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), builder.command().toString());
    assertEquals(0, process.exitValue(), builder.command() + "\n" + trouble);
  }
}
