package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.secret.SecretBytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PuTTY's files, made wrong in one place each; what is told of them has its line.
class PuttyFileTest {

  private static final String PLAIN = KeyFile.text("fuzz.v3.ppk").replace("\r\n", "\n");
  private static final String OLDER = KeyFile.text("fuzz.v2.ppk").replace("\r\n", "\n");
  private static final String LOCKED = KeyFile.text("fuzz.encrypted.ppk").replace("\r\n", "\n");
  private static final long LINES = PLAIN.lines().count();

  private static KeyProblem refused(String text) {
    FoundKey key = PuttyFile.read(text.getBytes(UTF_8), new Unlocking(Optional.empty()));
    assertTrue(key.material().isEmpty());
    assertEquals(FoundKey.Role.PRIVATE, key.role());
    return key.problem().orElseThrow();
  }

  private static void assertReads(String text) {
    FoundKey key = PuttyFile.read(text.getBytes(UTF_8), new Unlocking(Optional.empty()));
    assertTrue(key.signs(), () -> key.problem().toString());
    key.close();
  }

  private static KeyProblem damaged(long line) {
    return new KeyProblem(KeyProblemId.DAMAGED, Map.of("line", line, "label", ""));
  }

  private static KeyProblem truncated(long line) {
    return new KeyProblem(KeyProblemId.TRUNCATED, Map.of("line", line, "label", "PPK"));
  }

  private static KeyProblem tooHigh(String what, long cost, long most) {
    return new KeyProblem(
        KeyProblemId.COST_TOO_HIGH, Map.of("what", what, "cost", cost, "most", most));
  }

  private static long line(String start) {
    return PLAIN.substring(0, PLAIN.indexOf("\n" + start)).lines().count() + 1;
  }

  @Test
  void isKnownByItsFirstWord() {
    assertTrue(PuttyFile.isMarked("PuTTY-User-Key-File-".getBytes(UTF_8)));
    assertTrue(PuttyFile.isMarked(" \r\n\tPuTTY-User-Key-File-9".getBytes(UTF_8)));
    assertFalse(PuttyFile.isMarked("xPuTTY-User-Key-File-".getBytes(UTF_8)));
    assertFalse(PuttyFile.isMarked("PuTTY-User-Key-File".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void readsAnyLineEnds(String lineEnd) {
    for (String file : List.of(PLAIN, OLDER)) {
      assertReads(file.replace("\n", lineEnd));
      assertReads(file.stripTrailing().replace("\n", lineEnd));
      assertReads("\n " + file.replace("\n", lineEnd) + lineEnd + " " + lineEnd);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void countsLinesOfAnyEnd(String lineEnd) {
    String strange = PLAIN.replace("\nPrivate-MAC", "\nstrange\nPrivate-MAC");
    long line = line("Private-MAC");
    assertEquals(damaged(line), refused(strange.replace("\n", lineEnd)));
  }

  @Test
  void aFileThatBreaksOffSaysWhere() {
    List<String> lines = PLAIN.lines().toList();
    long privateHalf = line("Private-Lines");
    for (int kept = 1; kept < LINES; kept++) {
      String cut = String.join("\n", lines.subList(0, kept)) + "\n";
      assertEquals(truncated(kept), refused(cut), "after line " + kept);
    }
    assertTrue(privateHalf < LINES);
    assertEquals(truncated(1), refused("PuTTY-User-Key-File-3: ssh-rsa"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Encryption", "Comment", "Private-MAC"})
  void aHeaderThatIsMissingIsMissedAtTheEnd(String name) {
    String without = PLAIN.replaceFirst("\n" + name + ": .*", "");
    assertEquals(truncated(LINES - 1), refused(without));
  }

  @Test
  void aHeaderStandsOnce() {
    String twice = PLAIN.replaceFirst("\nComment: ", "\nComment: x\nComment: ");
    assertEquals(damaged(4), refused(twice));
  }

  @ParameterizedTest
  @ValueSource(strings = {": x", "x", "x:y", ":"})
  void aHeaderHasANameAndAValue(String other) {
    String text = PLAIN.replaceFirst("\nComment: ", "\n" + other + "\nComment: ");
    assertEquals(damaged(3), refused(text));
  }

  @Test
  void hasAsManyHeadersAsThirtyTwo() {
    long own = PLAIN.lines().filter(text -> text.contains(": ")).count();
    var more = new StringBuilder();
    for (long i = own; i < 32; i++) {
      more.append("\nX-").append(i).append(": y");
    }
    String most = PLAIN.replaceFirst("\nComment: ", more + "\nComment: ");
    assertReads(most);
    assertEquals(damaged(LINES + 32 - own + 1), refused(most + "X: y\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2001", "x", "", "2147483648"})
  void noFileHasSoManyLines(String count) {
    String other = PLAIN.replaceFirst("Public-Lines: \\d+", "Public-Lines: " + count);
    assertEquals(damaged(line("Public-Lines")), refused(other));
  }

  @Test
  void twoThousandLinesAreNotTooManyButNotThere() {
    String other = PLAIN.replaceFirst("Public-Lines: \\d+", "Public-Lines: 2000");
    assertEquals(truncated(LINES), refused(other));
    String none = PLAIN.replaceFirst("Public-Lines: \\d+", "Public-Lines: 0");
    assertEquals(damaged(line("Public-Lines") + 1), refused(none));
  }

  @Test
  void anythingThatTheCodeCoversIsDamageWhereItIsChanged() {
    for (String file : List.of(PLAIN, OLDER)) {
      long lines = file.lines().count();
      for (String changed :
          List.of(
              file.replaceFirst("Comment: ", "Comment: x"),
              file.replaceFirst("(Private-MAC: .*)[0-4]", "$15"),
              file.replaceFirst("(Private-MAC: .*)[5-9]", "$14"),
              file.replaceFirst("Private-MAC: ..", "Private-MAC: "))) {
        assertEquals(damaged(lines), refused(changed), changed.substring(0, 200));
      }
    }
  }

  @Test
  void otherVersionsAndEncryptionsAreNamed() {
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_CONTAINER, Map.of("container", "PPK")),
        refused(PLAIN.replace("File-3", "File-4")));
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", "rot13")),
        refused(PLAIN.replace("Encryption: none", "Encryption: rot13")));
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", "Argon3")),
        refused(LOCKED.replaceFirst("Key-Derivation: .*", "Key-Derivation: Argon3")));
  }

  @Test
  void describesALockedKeyAndAsksForItsPassphrase() {
    FoundKey key = PuttyFile.read(LOCKED.getBytes(UTF_8), new Unlocking(Optional.empty()));
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, key.problem().orElseThrow().id());
    KeyDescription known = key.description().orElseThrow();
    assertEquals("PPK", known.container());
    assertEquals(KeyKind.RSA_PRIVATE, known.kind());
    assertEquals(2048, known.bits());
  }

  @Test
  void namesItsVersion() {
    for (int version : new int[] {2, 3}) {
      try (KeyReading reading = KeyFile.read(version == 2 ? OLDER : PLAIN)) {
        assertEquals("PPK " + version, reading.description().orElseThrow().container());
      }
    }
  }

  private static KeyProblem argon2(int kib, int passes, int lanes) {
    return refused(new String(HostileFiles.argon2(kib, passes, lanes), UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"65536, 16, 1", "65536, 16, 16", "8, 131072, 1", "128, 8192, 16", "8, 1, 1"})
  void argon2MayCostAsMuch(int kib, int passes, int lanes) {
    assertEquals(KeyProblemId.PASSPHRASE_NEEDED, argon2(kib, passes, lanes).id());
  }

  @Test
  void argon2MayNotCostMore() {
    assertEquals(tooHigh("lanes", 17, 16), argon2(65_536, 1, 17));
    assertEquals(tooHigh("bytes", 65_537L << 10, 65_536L << 10), argon2(65_537, 1, 1));
    assertEquals(tooHigh("passes", (1 << 20) + 1, 1 << 20), argon2(8, 2_000_000, 1));
    assertEquals(tooHigh("passes", (1 << 20) + 8, 1 << 20), argon2(8, 131_073, 1));
    String huge = LOCKED.replaceFirst("Argon2-Memory: \\d+", "Argon2-Memory: " + Long.MAX_VALUE);
    assertEquals(tooHigh("bytes", Long.MAX_VALUE >> 10 << 10, 65_536L << 10), refused(huge));
  }

  @Test
  void argon2OfNothingIsDamage() {
    long lines = LOCKED.lines().count();
    for (int[] none : new int[][] {{7, 1, 1}, {31, 1, 4}, {8, 0, 1}, {8, 1, 0}, {8, 1, -1}}) {
      String text =
          LOCKED
              .replaceFirst("Argon2-Memory: \\d+", "Argon2-Memory: " + none[0])
              .replaceFirst("Argon2-Passes: \\d+", "Argon2-Passes: " + none[1])
              .replaceFirst("Argon2-Parallelism: \\d+", "Argon2-Parallelism: " + none[2]);
      assertEquals(damaged(lines), refused(text));
    }
  }

  @Test
  void opensWithItsPassphraseAlone() {
    for (String typed : List.of("test", "Test", "")) {
      try (SecretBytes passphrase = TestKeys.secret(typed)) {
        FoundKey key =
            PuttyFile.read(LOCKED.getBytes(UTF_8), new Unlocking(Optional.of(passphrase)));
        assertEquals(typed.equals("test"), key.signs());
        assertEquals(
            typed.equals("test") ? Optional.empty() : Optional.of(KeyProblemId.WRONG_PASSPHRASE),
            key.problem().map(KeyProblem::id));
        key.close();
      }
    }
  }

  private static String ed25519(byte[] publicKey, byte[] seed) {
    byte[] blob = new SshBytes().string("ssh-ed25519").string(publicKey).bytes();
    byte[] secret = new SshBytes().string(seed).bytes();
    var base64 = java.util.Base64.getEncoder();
    String mac = PuttyMac.of("ssh-ed25519", "none", "c", blob, secret);
    return "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: c\nPublic-Lines: 1\n"
        + base64.encodeToString(blob)
        + "\nPrivate-Lines: 1\n"
        + base64.encodeToString(secret)
        + "\nPrivate-MAC: "
        + mac
        + "\n";
  }

  @Test
  void anEd25519KeyHasTwoTimesThirtyTwoBytes() {
    byte[] seed = new byte[32];
    byte[] half = new byte[32];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, half, 0);
    assertReads(ed25519(half, seed));
    for (int length : new int[] {0, 31, 33, 64}) {
      assertEquals(damaged(8), refused(ed25519(half, new byte[length])), "" + length);
    }
    byte[] other = half.clone();
    other[0] ^= 1;
    assertEquals(KeyProblemId.INCONSISTENT_KEY, refused(ed25519(other, seed)).id());
  }

  /// The code of version 3 without a passphrase, written down here from PuTTY's manual (C.3).
  private static final class PuttyMac {
    static String of(String type, String encryption, String comment, byte[] blob, byte[] secret) {
      try {
        var mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(new byte[1], "HmacSHA256"));
        return java.util.HexFormat.of()
            .formatHex(
                mac.doFinal(
                    new SshBytes()
                        .string(type)
                        .string(encryption)
                        .string(comment)
                        .string(blob)
                        .string(secret)
                        .bytes()));
      } catch (java.security.GeneralSecurityException everyJdkHasIt) {
        throw new IllegalStateException(everyJdkHasIt);
      }
    }
  }
}
