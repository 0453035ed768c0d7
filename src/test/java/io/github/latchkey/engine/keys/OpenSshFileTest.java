package io.github.latchkey.engine.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.engine.keys.FoundKey.Role;
import io.github.latchkey.secret.SecretBytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenSSH's private keys, built field by field (OpenSSH, PROTOCOL.key), each wrong in one thing.
class OpenSshFileTest {

  private static final KeyPlace PLACE = KeyPlace.line(9);
  private static final KeyProblem DAMAGED =
      new KeyProblem(KeyProblemId.DAMAGED, Map.of("line", 9L, "label", ""));
  private static final byte[] SEED = TestKeys.resource("/keys/ed25519.pkcs8.pem");

  /// What a file is made of; every part can be made wrong.
  private static final class File {
    private String magic = "openssh-key-v1\0";
    private String cipher = "none";
    private String derivation = "none";
    private byte[] options = {};
    private int count = 1;
    private int check = 5;
    private int otherCheck = 5;
    private byte[] padding = {1, 2, 3};
    private final List<byte[]> publicKeys = new ArrayList<>();
    private final List<byte[]> privateKeys = new ArrayList<>();

    private File with(byte[] publicKey, byte[] privateKey) {
      publicKeys.add(publicKey);
      privateKeys.add(privateKey);
      return this;
    }

    private byte[] bytes() {
      var section = new SshBytes().number(check).number(otherCheck);
      privateKeys.forEach(key -> section.plain(key).string("a comment"));
      var file = new SshBytes().plain(magic.getBytes(US_ASCII));
      file.string(cipher).string(derivation).string(options).number(count);
      publicKeys.forEach(file::string);
      return file.string(section.plain(padding).bytes()).bytes();
    }

    private List<FoundKey> read() {
      return OpenSshFile.read(bytes(), PLACE, new Unlocking(Optional.empty()));
    }

    private KeyProblem problem() {
      List<FoundKey> keys = read();
      assertEquals(1, keys.size());
      assertEquals(Role.PRIVATE, keys.getFirst().role());
      assertTrue(keys.getFirst().material().isEmpty());
      return keys.getFirst().problem().orElseThrow();
    }
  }

  private static byte[] seed(int number) {
    return Arrays.copyOfRange(SEED, number, number + 32);
  }

  private static byte[] half(byte[] seed) {
    byte[] key = new byte[32];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    return key;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] edBlob(byte[] key) {
    return new SshBytes().string("ssh-ed25519").string(key).bytes();
  }

  private static byte[] edKey(byte[] publicKey, byte[] seedAndKey) {
    return new SshBytes().string("ssh-ed25519").string(publicKey).string(seedAndKey).bytes();
  }

  private static File ed25519(int... numbers) {
    var file = new File();
    for (int number : numbers) {
      byte[] key = half(seed(number));
      file.with(edBlob(key), edKey(key, joined(seed(number), key)));
    }
    file.count = numbers.length;
    return file;
  }

  private static KeyProblem inconsistent(String part) {
    return new KeyProblem(KeyProblemId.INCONSISTENT_KEY, Map.of("part", part));
  }

  private static KeyProblem unsupported(String type) {
    return new KeyProblem(KeyProblemId.UNSUPPORTED_KEY_TYPE, Map.of("type", type));
  }

  private static void assertKeys(File file, int... numbers) {
    List<FoundKey> keys = file.read();
    assertEquals(numbers.length, keys.size(), () -> keys.getFirst().problem().toString());
    for (int i = 0; i < numbers.length; i++) {
      FoundKey key = keys.get(i);
      assertTrue(key.signs(), () -> key.problem().toString());
      byte[] spki = key.spki().orElseThrow();
      byte[] half = Arrays.copyOfRange(spki, spki.length - 32, spki.length);
      assertArrayEquals(half(seed(numbers[i])), half);
      key.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 8, 15, 127})
  void readsAKeyWithAnyPadding(int length) {
    File file = ed25519(1);
    file.padding = new byte[length];
    for (int i = 0; i < length; i++) {
      file.padding[i] = (byte) (i + 1);
    }
    assertKeys(file, 1);
  }

  @Test
  void readsAllKeysOfAFile() {
    assertKeys(ed25519(1, 2), 1, 2);
    int[] most = new int[PemScanner.MOST_BLOCKS];
    assertKeys(ed25519(most), most);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 257, 2, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aCountOfKeysThatAreNotThereIsDamage(int count) {
    File file = ed25519(1);
    file.count = count;
    assertEquals(DAMAGED, file.problem());
  }

  @Test
  void noFileHasMoreKeysThanOneMayHave() {
    assertEquals(DAMAGED, ed25519(new int[PemScanner.MOST_BLOCKS + 1]).problem());
  }

  @Test
  void whatIsNotOpenSshIsDamage() {
    File file = ed25519(1);
    file.magic = "openssh-key-v2\0";
    assertEquals(DAMAGED, file.problem());
    byte[] whole = ed25519(1).bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      FoundKey key = OpenSshFile.read(cut, PLACE, new Unlocking(Optional.empty())).getFirst();
      assertEquals(DAMAGED, key.problem().orElseThrow(), "cut after " + length);
    }
  }

  @Test
  void twoNumbersThatAreNotTheSameAreDamage() {
    File file = ed25519(1);
    file.otherCheck = 6;
    assertEquals(DAMAGED, file.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "1 2 4", "1 2 3 3", "1 1"})
  void otherPaddingIsDamage(String padding) {
    File file = ed25519(1);
    String[] bytes = padding.split(" ");
    file.padding = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      file.padding[i] = Byte.parseByte(bytes[i]);
    }
    assertEquals(DAMAGED, file.problem());
  }

  @Test
  void thePublicHalfInFrontIsThatOfTheKey() {
    byte[] key = half(seed(1));
    File file = new File().with(edBlob(half(seed(2))), edKey(key, joined(seed(1), key)));
    assertEquals(inconsistent("public-point"), file.problem());
    File inside = new File().with(edBlob(key), edKey(half(seed(2)), joined(seed(1), key)));
    assertEquals(inconsistent("public-point"), inside.problem());
    byte[] foreign = joined(seed(1), half(seed(2)));
    File behind = new File().with(edBlob(key), edKey(half(seed(2)), foreign));
    assertEquals(inconsistent("public-point"), behind.problem());
  }

  @ParameterizedTest
  @CsvSource({"63, 32", "65, 32", "64, 31", "64, 33", "32, 32", "0, 32"})
  void anEd25519KeyOfAnotherLengthIsDamage(int whole, int half) {
    byte[] key = half(seed(1));
    byte[] both = Arrays.copyOf(joined(seed(1), key), whole);
    File file = new File().with(edBlob(key), edKey(Arrays.copyOf(key, half), both));
    assertEquals(DAMAGED, file.problem());
  }

  @Test
  void somethingBehindAPublicKeyIsDamage() {
    byte[] key = half(seed(1));
    File file = new File().with(joined(edBlob(key), new byte[1]), edKey(key, joined(seed(1), key)));
    assertEquals(DAMAGED, file.problem());
  }

  private static byte[] point(String curve, BigInteger number) {
    return ECNamedCurveTable.getByName(curve).getG().multiply(number).getEncoded(false);
  }

  private static byte[] ecBlob(String type, String name, byte[] point) {
    return new SshBytes().string(type).string(name).string(point).bytes();
  }

  private static File ec(String type, String name, BigInteger number) {
    byte[] point = point("P-256", BigInteger.TEN);
    byte[] key =
        new SshBytes().string(type).string(name).string(point).string(number.toByteArray()).bytes();
    return new File().with(ecBlob("ecdsa-sha2-nistp256", "nistp256", point), key);
  }

  @ParameterizedTest
  @CsvSource({"P-256, nistp256", "P-384, nistp384", "P-521, nistp521"})
  void readsKeysOnEachCurve(String curve, String name) {
    String type = "ecdsa-sha2-" + name;
    byte[] point = point(curve, BigInteger.TEN);
    byte[] key =
        new SshBytes().string(type).string(name).string(point).string(new byte[] {10}).bytes();
    FoundKey read = new File().with(ecBlob(type, name, point), key).read().getFirst();
    assertTrue(read.signs(), () -> read.problem().toString());
    read.close();
  }

  @Test
  void readsTheLargestNumberOfACurve() {
    BigInteger number = ECNamedCurveTable.getByName("P-256").getN().subtract(BigInteger.ONE);
    String type = "ecdsa-sha2-nistp256";
    byte[] point = point("P-256", number);
    byte[] key =
        new SshBytes()
            .string(type)
            .string("nistp256")
            .string(point)
            .string(number.toByteArray())
            .bytes();
    FoundKey read = new File().with(ecBlob(type, "nistp256", point), key).read().getFirst();
    assertTrue(read.signs(), () -> read.problem().toString());
    read.close();
  }

  @Test
  void aNumberThatNoKeyHasIsInconsistent() {
    String type = "ecdsa-sha2-nistp256";
    BigInteger order = ECNamedCurveTable.getByName("P-256").getN();
    for (BigInteger number :
        List.of(
            BigInteger.ZERO,
            BigInteger.valueOf(-10),
            BigInteger.ONE.shiftLeft(256),
            order,
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE))) {
      assertEquals(
          inconsistent("private-scalar"), ec(type, "nistp256", number).problem(), "" + number);
    }
    assertEquals(
        inconsistent("public-point"), ec(type, "nistp256", BigInteger.valueOf(11)).problem());
  }

  @Test
  void aKeyOfTwoTypesIsDamage() {
    assertEquals(DAMAGED, ec("ecdsa-sha2-nistp256", "nistp384", BigInteger.TEN).problem());
    byte[] key = half(seed(1));
    byte[] point = point("P-256", BigInteger.TEN);
    File file =
        new File()
            .with(
                ecBlob("ecdsa-sha2-nistp256", "nistp521", point), edKey(key, joined(seed(1), key)));
    assertEquals(DAMAGED, file.problem());
  }

  @ParameterizedTest
  @CsvSource({
    "ssh-dss, DSA",
    "ecdsa-sha2-nistp224, ecdsa-sha2-nistp224",
    "nistp256, nistp256",
    "sk-ssh-ed25519@openssh.com, sk-ssh-ed25519@openssh.com",
    "'', ''"
  })
  void aTypeThatSignsNoTokensIsNamed(String type, String name) {
    assertEquals(unsupported(name), ec(type, "nistp256", BigInteger.TEN).problem());
  }

  private static KeyProblem rsa(int which, BigInteger number) {
    RSAPrivateKey key = RSAPrivateKey.getInstance(TestKeys.derOf("rsa2048.pkcs1.pem"));
    BigInteger[] numbers = {
      key.getModulus(),
      key.getPublicExponent(),
      key.getPrivateExponent(),
      key.getCoefficient(),
      key.getPrime1(),
      key.getPrime2()
    };
    byte[] blob =
        new SshBytes()
            .string("ssh-rsa")
            .string(numbers[1].toByteArray())
            .string(numbers[0].toByteArray())
            .bytes();
    numbers[which] = number;
    var fields = new SshBytes().string("ssh-rsa");
    for (BigInteger each : numbers) {
      fields.string(each.signum() == 0 ? new byte[0] : each.toByteArray());
    }
    FoundKey read = new File().with(blob, fields.bytes()).read().getFirst();
    assertTrue(read.material().isEmpty());
    return read.problem().orElseThrow();
  }

  @Test
  void primesThatAreNoneOnlyMakeAKeyInconsistent() {
    for (int prime : new int[] {4, 5}) {
      for (long number : new long[] {-1, 0, 1, 2, 3}) {
        assertEquals(inconsistent("modulus"), rsa(prime, BigInteger.valueOf(number)), "" + number);
      }
    }
    assertEquals(inconsistent("crt-coefficient"), rsa(3, BigInteger.TEN));
    assertEquals(inconsistent("private-exponent"), rsa(2, BigInteger.TEN));
  }

  @Test
  void numbersThatWouldTakeLongAreNotDivided() {
    KeyProblem large = unsupported("RSA over 16384 bits");
    for (int which = 0; which < 6; which++) {
      assertEquals(large, rsa(which, BigInteger.ONE.shiftLeft(16_384)), "" + which);
    }
    assertEquals(inconsistent("modulus"), rsa(4, BigInteger.ONE.shiftLeft(16_383)));
  }

  @ParameterizedTest
  @CsvSource({
    "chacha20-poly1305@openssh.com, bcrypt, chacha20-poly1305@openssh.com",
    "aes256-ctr, argon2, argon2",
    "aes256-ctr, none, none",
    "rot13, bcrypt, rot13"
  })
  void encryptionThatItDoesNotUndoIsNamedBesideTheKey(
      String cipher, String derivation, String scheme) {
    File file = ed25519(1);
    file.cipher = cipher;
    file.derivation = derivation;
    FoundKey key = file.read().getFirst();
    assertEquals(
        new KeyProblem(KeyProblemId.UNSUPPORTED_ENCRYPTION, Map.of("scheme", scheme)),
        key.problem().orElseThrow());
    KeyDescription known = key.description().orElseThrow();
    assertEquals(KeyKind.ED25519_PRIVATE, known.kind());
    assertEquals("OpenSSH", known.container());
  }

  @Test
  void aLockedKeyWhosePublicHalfCannotBeReadIsNotDescribed() {
    byte[] key = half(seed(1));
    for (byte[] blob : List.of(new byte[3], edBlob(new byte[31]))) {
      File file = new File().with(blob, edKey(key, joined(seed(1), key)));
      file.cipher = "rot13";
      FoundKey locked = file.read().getFirst();
      assertEquals(KeyProblemId.UNSUPPORTED_ENCRYPTION, locked.problem().orElseThrow().id());
      assertEquals(Optional.empty(), locked.description());
    }
  }

  @ParameterizedTest
  @CsvSource({"256, PASSPHRASE_NEEDED", "257, COST_TOO_HIGH", "-1, COST_TOO_HIGH"})
  void roundsAreCountedBeforeThePassphraseIsAskedFor(int rounds, KeyProblemId id) {
    try (KeyReading reading = KeyReader.read(HostileFiles.bcrypt(rounds), KeyRequest.anything())) {
      KeyProblem problem = reading.problem().orElseThrow();
      assertEquals(id, problem.id());
      if (id == KeyProblemId.COST_TOO_HIGH) {
        assertEquals(
            Map.of("what", "rounds", "cost", Integer.toUnsignedLong(rounds), "most", 256L),
            problem.facts());
      }
    }
  }

  /// bcrypt-pbkdf of no rounds is none; the passphrase is not the reason.
  @Test
  void parametersThatAreNoneAreDamage() {
    try (SecretBytes passphrase = TestKeys.secret("test");
        KeyReading reading =
            KeyReader.read(
                HostileFiles.bcrypt(0), KeyRequest.anything().withPassphrase(passphrase))) {
      assertEquals(KeyProblemId.DAMAGED, reading.problem().orElseThrow().id());
    }
  }
}
