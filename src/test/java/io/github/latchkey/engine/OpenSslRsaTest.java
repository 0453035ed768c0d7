package io.github.latchkey.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.EngineException.Kind;
import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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
    try (RsaSigningKey key = TestKeys.signing("rsa2048.pkcs8.pem")) {
      TokenSigner many = TokenSigner.ofMany(key, JwsAlgorithm.RS256);
      byte[] expected = many.signature(HEADER, PAYLOAD);
      if (OpenSsl.ofTheSystem().isEmpty()) {
        return; // the JDK's own is never refused
      }
      var signing = new CountDownLatch(4);
      try (var threads = Executors.newFixedThreadPool(4)) {
        List<Future<Boolean>> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          ends.add(threads.submit(() -> signsUntilRefused(many, expected, signing)));
        }
        signing.await();
        many.close();
        for (Future<Boolean> end : ends) {
          assertTrue(end.get());
        }
      }
    }
  }

  private static boolean signsUntilRefused(
      TokenSigner signer, byte[] expected, CountDownLatch signing) {
    try {
      while (true) {
        assertArrayEquals(expected, signer.signature(HEADER, PAYLOAD));
        signing.countDown();
      }
    } catch (EngineException refused) {
      return refused.kind() == Kind.SIGNING_FAILED;
    }
  }

  @Test
  void leavesAKeyThatItCannotReadToTheJdk() {
    assertEquals(
        Optional.empty(), OpenSslRsa.of(new byte[] {0x30, 1, 0}, JwsAlgorithm.RS256, 2048, null));
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
