package io.github.latchkey.desktop.importing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.app.ClaimInput;
import io.github.latchkey.app.Credential;
import io.github.latchkey.app.TokenRequest;
import io.github.latchkey.app.Verdict;
import io.github.latchkey.desktop.TestDesk;
import io.github.latchkey.desktop.control.FindingLine;
import io.github.latchkey.desktop.inspect.InspectViewModel;
import io.github.latchkey.desktop.unlock.UnlockViewModel;
import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.platform.Validity;
import io.github.latchkey.secret.Passphrase;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bad inputs that everyone meets, in the window: each gets its own sentence where the person
/// is looking, and the vault stays as it was. `cli.CliRefusalTest` is the same for the command
/// line.
class BadInputTest {

  @TempDir Path folder;

  /// Offers a file for import and returns what its line says.
  private String refusal(Path file) throws Exception {
    var test = new TestDesk(folder).withVault();
    Path vault = folder.resolve("team.latchkey");
    byte[] before = Files.readAllBytes(vault);
    var model = new ImportingViewModel(test.desk);
    model.offered().offer(List.of(file));
    FindingLine line =
        model.texts().lines(model.offered().lookProperty().get().orElseThrow()).getFirst();
    assertTrue(line.badge().equals("refused") || line.badge().equals("public"), line.toString());
    assertTrue(model.offered().lookProperty().get().orElseThrow().material().isEmpty());
    assertArrayEquals(before, Files.readAllBytes(vault));
    return line.text() + " " + line.advice();
  }

  @Test
  void saysOfAPublicKeyThatSigningNeedsThePrivateOne() throws Exception {
    String said = refusal(new TestDesk(folder).keyFile("rsa2048.spki.pem"));
    assertTrue(said.contains("Signing needs the private one"), said);
  }

  @Test
  void saysWhereATruncatedPemEnds() throws Exception {
    List<String> lines = Files.readAllLines(new TestDesk(folder).keyFile("rsa2048.pkcs8.pem"));
    Path cut =
        Files.writeString(folder.resolve("cut.pem"), String.join("\n", lines.subList(0, 14)));
    String said = refusal(cut);
    assertTrue(said.contains("ends in the middle of the key, at line 14"), said);
  }

  @Test
  void saysThatAFileIsEmptyOrBinaryOrFarTooLarge() throws Exception {
    String empty = refusal(Files.createFile(folder.resolve("empty.pem")));
    assertTrue(empty.contains("This file is empty."), empty);
    byte[] noise = new byte[4096];
    new Random(7).nextBytes(noise);
    String binary = refusal(Files.write(folder.resolve("binary.pem"), noise));
    assertTrue(binary.contains("binary file"), binary);
    Path large = folder.resolve("large.pem");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(100L * 1024 * 1024);
    }
    assertTrue(refusal(large).contains("104857600 bytes"));
  }

  @Test
  void dropsTheLineEndBehindASecretAndSaysSo() throws Exception {
    var test = new TestDesk(folder).withVault();
    var model = new ImportingViewModel(test.desk);
    model
        .offered()
        .offer(List.of(Files.writeString(folder.resolve("secret.txt"), "jio-app-secret\n")));
    FindingLine line =
        model.texts().lines(model.offered().lookProperty().get().orElseThrow()).getFirst();
    assertEquals("usable", line.badge());
    assertTrue(line.text().contains("14 bytes"), line.text());
    assertTrue(line.advice().contains("A line end follows the secret"), line.advice());
  }

  /// Tries to open a file as a vault and returns what stands under the field.
  private String locked(Path file, String password) {
    var test = new TestDesk(folder.resolve("settings of this test"));
    test.desk.vaultFileProperty().set(file);
    var model = new UnlockViewModel(test.desk);
    model.unlock(Passphrase.take(password.toCharArray()));
    assertTrue(test.desk.session().isEmpty());
    return model.problemProperty().get();
  }

  @Test
  void tellsAWrongPasswordFromADamagedVaultFromNoVault() throws Exception {
    new TestDesk(folder).withVault();
    Path vault = folder.resolve("team.latchkey");
    byte[] whole = Files.readAllBytes(vault);
    assertTrue(locked(vault, "wrong").startsWith("That password does not open this vault."));
    assertArrayEquals(whole, Files.readAllBytes(vault));
    Path cut = Files.write(folder.resolve("cut.latchkey"), Arrays.copyOf(whole, whole.length / 2));
    assertTrue(locked(cut, TestDesk.PASSWORD).contains("is damaged"));
    whole[whole.length / 2] ^= 1;
    Path flipped = Files.write(folder.resolve("flipped.latchkey"), whole);
    assertTrue(locked(flipped, TestDesk.PASSWORD).contains("is damaged"));
    Path text = Files.writeString(folder.resolve("notes.latchkey"), "hello");
    assertTrue(locked(text, TestDesk.PASSWORD).contains("is not a Latchkey vault"));
    assertTrue(
        locked(folder.resolve("none.latchkey"), TestDesk.PASSWORD).contains("There is no vault"));
  }

  @Test
  void tellsAChangedTokenFromNoToken() throws Exception {
    var test = new TestDesk(folder).withVault().withClan("clan-prod", "production");
    Credential clan = test.desk.chosenProperty().get().orElseThrow();
    var request =
        new TokenRequest(clan, List.of(ClaimInput.typed("room", "r")), Map.of(), Validity.usual());
    String token = test.parts.tokens().create(test.desk.session().orElseThrow(), request).compact();
    int middle = token.lastIndexOf('.') + 20;
    String changed =
        token.substring(0, middle)
            + (token.charAt(middle) == 'x' ? 'y' : 'x')
            + token.substring(middle + 1);
    var model = new InspectViewModel(test.desk);
    model.inputProperty().set(changed);
    var shown = model.tokenProperty().get().orElseThrow();
    assertEquals(Verdict.REFUSED, shown.verdict());
    assertEquals(FindingId.SIGNATURE_MISMATCH, shown.findings().getFirst().id());
    model.inputProperty().set("no token at all");
    assertTrue(model.tokenProperty().get().isEmpty());
  }
}
