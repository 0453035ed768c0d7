package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.FoundKey.Role;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lines of `authorized_keys` and `.pub` files.
class SshPublicKeyTest {

  private static final String LINE =
      new String(TestKeys.resource("/keys/foreign/edssh.public.pub"), UTF_8).strip();
  private static final String BLOB = LINE.split(" ")[1];

  private static List<FoundKey> lines(String text) {
    return SshPublicKey.readLines(text.getBytes(UTF_8));
  }

  private static KeyProblem damagedIn(long line) {
    return new KeyProblem(KeyProblemId.DAMAGED, Map.of("line", line, "label", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh-rsa A", " \n ssh-x", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-x"})
  void knowsALineByItsType(String text) {
    assertTrue(SshPublicKey.isLine(text.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ssh", "xssh-rsa A", "ecdsa-sha1-", "SSH-RSA"})
  void otherTextIsNoLine(String text) {
    assertFalse(SshPublicKey.isLine(text.getBytes(UTF_8)));
  }

  @Test
  void readsALineWhateverItsCommentIs() {
    for (String text :
        List.of(
            LINE,
            "ssh-ed25519 " + BLOB,
            "  ssh-ed25519\t \t" + BLOB + "\n",
            "ssh-ed25519 " + BLOB + " me and you @ here\r\n")) {
      FoundKey key = lines(text).getFirst();
      assertTrue(key.verifies(), () -> key.problem().toString());
      assertEquals("OpenSSH", key.description().orElseThrow().container());
    }
  }

  @Test
  void passesOverCommentsAndEmptyLines() {
    assertEquals(2, lines("# mine\n\n" + LINE + "\n   \n#\n" + LINE + "\n").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ssh-ed25519", "ssh-ed25519 !!!", "ssh-ed25519 AAAA", "ssh-ed25519 AAAAAQ=="})
  void saysWhichLineIsDamaged(String line) {
    FoundKey key = lines(LINE + "\n\n" + line + "\n").get(1);
    assertEquals(Role.PUBLIC, key.role());
    assertEquals(damagedIn(3), key.problem().orElseThrow());
  }

  @Test
  void theTypeInFrontIsThatOfTheKey() {
    assertEquals(damagedIn(1), lines("ssh-rsa " + BLOB).getFirst().problem().orElseThrow());
    byte[] longer = new SshBytes().plain(Base64.getDecoder().decode(BLOB)).number(0).bytes();
    String text = "ssh-ed25519 " + Base64.getEncoder().encodeToString(longer);
    assertEquals(damagedIn(1), lines(text).getFirst().problem().orElseThrow());
  }

  @Test
  void aTypeThatSignsNoTokensIsNamed() {
    byte[] blob = new SshBytes().string("ssh-dss").number(1).bytes();
    String line = "ssh-dss " + Base64.getEncoder().encodeToString(blob);
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", "DSA")),
        lines(line).getFirst().problem().orElseThrow());
  }

  @Test
  void stopsOneLineBehindThoseThatAFileMayHave() {
    assertEquals(257, lines((LINE + "\n").repeat(400)).size());
    try (KeyReading most = KeyFile.read((LINE + "\n").repeat(256));
        KeyReading more = KeyFile.read((LINE + "\n").repeat(257))) {
      assertEquals(KeyVerdict.PUBLIC, most.verdict());
      assertEquals(
          new KeyProblem(KeyProblemId.TOO_LARGE, Map.of("objects", 257L, "most", 256L)),
          more.problem().orElseThrow());
    }
  }

  /// RFC 4716: a header, and the same blob in lines.
  @ParameterizedTest
  @ValueSource(strings = {"Comment: \"x\"", "Subject: me", "x-y: z"})
  void readsTheOtherFormOfAPublicKey(String header) {
    String text =
        "---- BEGIN SSH2 PUBLIC KEY ----\n"
            + header
            + "\n"
            + BLOB.replaceAll("(.{60})", "$1\n")
            + "\n---- END SSH2 PUBLIC KEY ----\n";
    try (KeyReading reading = KeyFile.read(text)) {
      assertEquals(KeyVerdict.PUBLIC, reading.verdict());
      assertEquals("RFC 4716", reading.description().orElseThrow().container());
    }
  }
}
