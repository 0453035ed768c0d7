package io.github.latchkey.engine.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.engine.Mutation;
import io.github.latchkey.engine.TestKeys;
import io.github.latchkey.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// One try: a real file of some form, changed, and read. The answer has to be one.
final class KeyFuzz {

  /// The passphrase of the encrypted seeds, so that a change behind the encryption is met as well.
  private static final String PASSPHRASE = "test";

  private static final List<byte[]> SEEDS = seeds();

  private static final List<byte[]> ENCRYPTED =
      Stream.of(
              "encrypted.pkcs1.pem",
              "encrypted.pkcs8.pem",
              "bundle.p12",
              "fuzz.encrypted.ppk",
              "fuzz.encrypted.openssh")
          .map(TestKeys::file)
          .toList();

  private KeyFuzz() {}

  private static List<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (String name :
        List.of(
            "rsa2048.pkcs8.pem",
            "rsa2048.pkcs1.pem",
            "rsa2048.pkcs8.der",
            "rsa2048.spki.pem",
            "rsa2048.public.pkcs1.pem",
            "certificate.pem",
            "request.pem",
            "encrypted.pkcs1.pem",
            "encrypted.pkcs8.pem",
            "bag.pem",
            "bundle.p12",
            "openssh.pem",
            "openssh.pub",
            "ec.sec1.pem",
            "ec.pkcs8.pem",
            "ec.spki.pem",
            "ed25519.pkcs8.pem",
            "pss.pkcs8.pem",
            "multiprime.pkcs1.pem",
            "fuzz.v2.ppk",
            "fuzz.v3.ppk",
            "fuzz.encrypted.ppk",
            "fuzz.encrypted.openssh",
            "fuzz.plain.p12")) {
      seeds.add(TestKeys.file(name));
    }
    for (NewKey kind : List.of(NewKey.EC_P521, NewKey.ED25519)) {
      try (var key = kind.generate();
          SecretBytes jwk = KeyWriter.privateJwk(key.pkcs8())) {
        seeds.add(jwk.lend(byte[]::clone));
        seeds.add(KeyWriter.publicJwks(List.of(key.spki(), key.spki())).compactUtf8());
        seeds.add(key.pkcs8().lend(byte[]::clone));
      }
    }
    for (String text :
        List.of(
            "APP=1\nAPP_SECRET=\"a secret\"\n",
            "{\"app\": {\"secret\": \"a\\u0041\\/b\"}, \"list\": [1, true, null]}",
            "a secret",
            "\ufeffa secret\r\n",
            "/home/ada/key.pem")) {
      seeds.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return List.copyOf(seeds);
  }

  /// Reads one changed file without a passphrase.
  static void read(Random random) {
    byte[] content = Mutation.of(SEEDS, random);
    read(content, KeyRequest.of(expected(random)));
  }

  /// Reads one with the passphrase that opens those of the seeds that are encrypted.
  static void open(Random random) {
    byte[] content = Mutation.of(ENCRYPTED, random);
    try (SecretBytes passphrase = TestKeys.secret(PASSPHRASE)) {
      read(content, KeyRequest.of(expected(random)).withPassphrase(passphrase));
    }
  }

  private static ExpectedKey expected(Random random) {
    return ExpectedKey.values()[random.nextInt(ExpectedKey.values().length)];
  }

  private static void read(byte[] content, KeyRequest request) {
    try (KeyReading reading = KeyReader.read(content, request)) {
      assertEquals(reading.verdict() == KeyVerdict.REFUSED, reading.material().isEmpty());
      assertTrue(reading.verdict() != KeyVerdict.REFUSED || reading.problem().isPresent());
      assertTrue(reading.verdict() == KeyVerdict.REFUSED || reading.description().isPresent());
    }
  }
}
