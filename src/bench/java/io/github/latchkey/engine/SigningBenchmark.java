package io.github.latchkey.engine;

import io.github.latchkey.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One token through the engine, beside the JDK's bare signature of the same bytes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SigningBenchmark {

  private static final JsonObject PAYLOAD =
      JsonObject.builder()
          .put("app", "app-id-1")
          .put("iss", "acme")
          .put("room", "demo-room")
          .put("iat", 1_700_000_000)
          .put("exp", 1_700_000_300)
          .build();
  private static final JsonObject RS256 = header("RS256");
  private static final JsonObject HS256 = header("HS256");

  private RsaSigningKey rsa;
  private HmacKey hmac;
  private TokenSigner rsaSigner;
  private TokenSigner hmacSigner;
  private PrivateKey bare;
  private byte[] bytes;

  private static JsonObject header(String alg) {
    return JsonObject.builder().put("alg", alg).put("typ", "JWT").build();
  }

  /// Reads the keys.
  @Setup
  public void readKeys() throws Exception {
    rsa = TestKeys.signing("rsa2048.pkcs8.pem");
    hmac = TestKeys.hmac(TestTokens.SECRET);
    rsaSigner = TokenSigner.of(rsa, JwsAlgorithm.RS256);
    hmacSigner = TokenSigner.of(hmac, JwsAlgorithm.HS256);
    byte[] pkcs8 = TestKeys.derOf("rsa2048.pkcs8.pem");
    bare = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    String token = TokenSigner.sign(RS256, PAYLOAD, rsa).compact();
    bytes = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
  }

  /// The JDK alone.
  @Benchmark
  public byte[] rs256BareJdk() throws Exception {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(bare);
    signature.update(bytes);
    return signature.sign();
  }

  /// The key taken from its bytes for each token, as `latchkey sign` does.
  @Benchmark
  public SignedToken rs256OneCall() throws Exception {
    return TokenSigner.sign(RS256, PAYLOAD, rsa);
  }

  /// The key made ready once, as a batch does.
  @Benchmark
  public SignedToken rs256Ready() throws Exception {
    return rsaSigner.sign(RS256, PAYLOAD);
  }

  /// As `rs256Ready` with a shared secret.
  @Benchmark
  public SignedToken hs256Ready() throws Exception {
    return hmacSigner.sign(HS256, PAYLOAD);
  }

  /// As `rs256OneCall` with a shared secret.
  @Benchmark
  public SignedToken hs256OneCall() throws Exception {
    return TokenSigner.sign(HS256, PAYLOAD, hmac);
  }
}
