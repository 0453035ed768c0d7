package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Batches of RSA by the system's OpenSSL: the same bytes as the JDK's. On a system without it the
/// same tests hold for what takes its place.
class OpenSslRsaTest {

  private static final byte[] HEADER = "aGVhZGVy".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAYLOAD = "cGF5bG9hZA".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @EnumSource(names = {"RS256", "RS384", "RS512"})
  void makesTheSignatureThatTheJdkMakes(JwsAlgorithm algorithm) throws Exception {
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem");
        TokenSigner many = TokenSigner.ofMany(key, algorithm);
        TokenSigner one = TokenSigner.of(key, algorithm)) {
      assertArrayEquals(one.signature(HEADER, PAYLOAD), many.signature(HEADER, PAYLOAD));
    }
  }

  @Test
  void isTheSystemsOnALinuxThatHasIt() {
    String implementation = TokenSigner.rsaImplementation();
    assertEquals(
        OpenSsl.ofTheSystem().isPresent(), implementation.startsWith("OpenSSL 3"), implementation);
  }

  @Test
  void signsWithSeveralThreadsAtOnce() throws Exception {
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem");
        TokenSigner many = TokenSigner.ofMany(key, JwsAlgorithm.RS256)) {
      byte[] expected = many.signature(HEADER, PAYLOAD);
      IntStream.range(0, 200).parallel().forEach(i -> assertArrayEquals(expected, quietly(many)));
    }
  }

  private static byte[] quietly(TokenSigner signer) {
    try {
      return signer.signature(HEADER, PAYLOAD);
    } catch (EngineException refused) {
      throw new IllegalStateException(refused);
    }
  }

  @Test
  void goesOnAfterTheKeyWasClosedAndNotAfterItWasClosedItself() throws Exception {
    RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem");
    TokenSigner many = TokenSigner.ofMany(key, JwsAlgorithm.RS256);
    key.close();
    JsonObject header = JsonObject.builder().put("alg", "RS256").build();
    assertTrue(many.sign(header, JsonObject.empty()).compact().length() > 342);
    many.close();
    many.close();
    if (OpenSsl.ofTheSystem().isPresent()) {
      var refused =
          assertThrows(EngineException.class, () -> many.sign(header, JsonObject.empty()));
      assertEquals(Kind.SIGNING_FAILED, refused.kind());
    }
  }

  @Test
  void closingWaitsForTheSignaturesThatAreBeingMade() throws Exception {
    if (OpenSsl.ofTheSystem().isEmpty()) {
      return; // the JDK's own is never refused
    }
    RsaNumbers numbers = RsaNumbers.parse(TestKeys.derOf("rsa2048.pkcs8.pem"));
    OpenSslRsa signer = OpenSslRsa.of(numbers, JwsAlgorithm.RS256, null).orElseThrow();
    byte[] large = new byte[64 << 20]; // takes long enough to hash that it is met in the middle
    try (var threads = Executors.newFixedThreadPool(1)) {
      Future<byte[]> signature = threads.submit(() -> signer.sign(large));
      while (signer.signing() == 0 && !signature.isDone()) {
        Thread.onSpinWait();
      }
      signer.close();
      assertEquals(0, signer.signing(), "the key was freed while it was in use");
      assertEquals(256, signature.get().length);
      assertThrows(IllegalStateException.class, () -> signer.sign(PAYLOAD));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RS256", "RS384", "RS512"})
  void verifiesAsTheJdkDoesLongAfterTheFirstTokens(JwsAlgorithm algorithm) throws Exception {
    if (OpenSsl.ofTheSystem().isEmpty()) {
      return;
    }
    RsaNumbers numbers = RsaNumbers.parse(TestKeys.derOf("rsa2048.pkcs8.pem"));
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem");
        TokenSigner jdk = TokenSigner.of(key, algorithm);
        OpenSslRsa ours = OpenSslRsa.of(numbers, algorithm, Algorithm.none()).orElseThrow()) {
      Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
      byte[] signature = jdk.signature(HEADER, PAYLOAD);
      SignedText good = signed("cGF5bG9hZA", encoder.encodeToString(signature));
      for (int i = 0; i < 100; i++) {
        if (i >= 16) { // the first ones are for the JDK, which is none here
          ours.verify(good);
        } else {
          assertThrows(SignatureVerificationException.class, () -> ours.verify(good));
        }
      }
      signature[100] ^= 1;
      List<SignedText> wrong =
          List.of(
              signed("cGF5bG9hZA", encoder.encodeToString(signature)),
              signed("cGF5bG9hZQ", good.signature()),
              signed("cGF5bG9hZA", good.signature().substring(4)),
              signed("cGF5bG9hZA", ""));
      for (SignedText text : wrong) {
        assertThrows(SignatureVerificationException.class, () -> ours.verify(text));
      }
      ours.verify(good);
    }
  }

  private static SignedText signed(String payload, String signature) {
    return new SignedText("aGVhZGVy", payload, signature);
  }

  /// OpenSSL loads it and signs with it, and refuses to verify with it. (The JDK takes none such
  /// unless it is told to.)
  @Test
  void aKeyThatOpenSslSignsWithAndDoesNotVerifyWithIsLeftToTheJdk() throws Exception {
    RsaNumbers numbers = RsaNumbers.parse(TestKeys.pkcs8(longExponent()));
    numbers.require();
    assertTrue(OpenSslRsa.of(numbers, JwsAlgorithm.RS256, Algorithm.none()).isEmpty());
  }

  private static RSAPrivateKey longExponent() {
    var seeded = new Random(8017);
    BigInteger p = BigInteger.probablePrime(1540, seeded);
    BigInteger q = BigInteger.probablePrime(1540, seeded);
    BigInteger e = BigInteger.probablePrime(72, seeded);
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    BigInteger d = e.modInverse(p1.multiply(q1));
    return new RSAPrivateKey(p.multiply(q), e, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p));
  }

  /// Reads this process's own memory, all but what is too large for what malloc makes.
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNothingOfTheKeyOutsideOfTheHeapWhenItIsClosed() throws Exception {
    if (OpenSsl.ofTheSystem().isEmpty()) {
      return;
    }
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      byte[] prime = prime();
      int before = found(prime); // the JDK's own arithmetic leaves some on the stacks
      TokenSigner many = TokenSigner.ofMany(key, JwsAlgorithm.RS256);
      many.signature(HEADER, PAYLOAD);
      assertTrue(found(prime) > before, "the search finds a key that is there");
      many.close();
      assertTrue(found(prime) <= before, "something of the key is left");
    }
  }

  /// The upper half of a prime, in the order that its numbers lie in and in that of DER.
  private static byte[] prime() throws Exception {
    byte[] bytes = RsaNumbers.parse(TestKeys.derOf("rsa2048.pkcs8.pem")).p().toByteArray();
    return Arrays.copyOfRange(bytes, bytes.length - 64, bytes.length);
  }

  private static int found(byte[] prime) throws IOException {
    byte[] reversed = new byte[prime.length];
    for (int i = 0; i < prime.length; i++) {
      reversed[i] = prime[prime.length - 1 - i];
    }
    // Read through one buffer that is emptied before each use, else the search would find itself.
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    int found = 0;
    try (var memory = FileChannel.open(Path.of("/proc/self/mem"))) {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String[] parts = line.split("[- ]+");
        long start = Long.parseUnsignedLong(parts[0], 16);
        long end = Long.parseUnsignedLong(parts[1], 16);
        // Java's own heap lies lower: there are copies that nobody can wipe.
        boolean ofMalloc = line.contains(" rw-p ") && (line.endsWith("[heap]") || start >> 40 > 0);
        for (long at = start; ofMalloc && at < end; at += buffer.capacity() - prime.length) {
          read(memory, at, (int) Math.min(buffer.capacity(), end - at), buffer);
          found += in(buffer, prime, reversed);
        }
      }
    }
    return found;
  }

  private static void read(FileChannel memory, long at, int length, ByteBuffer buffer) {
    buffer.clear();
    for (int i = 0; i < buffer.capacity(); i += 8) {
      buffer.putLong(i, 0);
    }
    buffer.limit(length);
    try {
      memory.read(buffer, at);
    } catch (IOException gone) {
      buffer.clear(); // such as a guard page
    }
    buffer.flip();
  }

  private static int in(ByteBuffer region, byte[] prime, byte[] reversed) {
    int found = 0;
    for (int i = 0; i + prime.length <= region.limit(); i++) {
      byte first = region.get(i);
      boolean there =
          first == prime[0] && region.slice(i, prime.length).equals(ByteBuffer.wrap(prime))
              || first == reversed[0]
                  && region.slice(i, prime.length).equals(ByteBuffer.wrap(reversed));
      found += there ? 1 : 0;
    }
    return found;
  }

  @Test
  void otherAlgorithmsStayWithTheJdk() throws Exception {
    try (HmacKey key = TestKeys.hmac(TestTokens.SECRET);
        TokenSigner many = TokenSigner.ofMany(key, JwsAlgorithm.HS256)) {
      JsonObject header = JsonObject.builder().put("alg", "HS256").build();
      SignedToken token = many.sign(header, JsonObject.empty());
      assertSame(header, token.header());
      assertEquals(TestTokens.hs256("{\"alg\":\"HS256\"}", "{}"), token.compact());
    }
  }
}
