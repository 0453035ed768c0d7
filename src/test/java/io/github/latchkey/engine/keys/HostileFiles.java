package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// The worst files that somebody could think of, by what is bad about them.
final class HostileFiles {

  private static final int MOST = KeyReader.LONGEST;
  private static final int BINARY = Pkcs12File.LONGEST;
  private static final int ITERATIONS = (int) Unlocking.MOST_ITERATIONS;
  private static final AlgorithmIdentifier RSA = PublicKeyForm.RSA;

  private static final byte[] LIST = {0x30, 0};
  private static final byte[] TAG = {(byte) 0xa0, 2, 5, 0};
  private static final byte[] UNKNOWN_BAG = {0x30, 8, 6, 2, 42, 3, (byte) 0xa0, 2, 5, 0};

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private HostileFiles() {}

  /// Files that are read without a passphrase.
  static Map<String, byte[]> plain() throws IOException {
    var made = new HostileFiles();
    made.addText();
    made.addPem();
    made.addJson();
    made.addAsn1();
    made.addNumbers();
    return made.files;
  }

  /// Encrypted files at the limits of what may be derived, and over them.
  static Map<String, byte[]> encrypted() throws IOException {
    var made = new HostileFiles();
    made.addDerivations();
    return made.files;
  }

  private void addText() {
    add("nothing but dashes", fill("-"));
    add("the word BEGIN alone", fill("BEGIN "));
    add("quotes", fill("\""));
    add("quotes of both kinds", fill("\"'"));
    add("a million letters", fill("x"));
    add("blanks, then a letter", fill(" ") + "x");
    add("line ends, then a letter", fill("\r\n") + "x");
    add("byte order marks", fill("\ufeff").substring(0, MOST / 3));
    add("UTF-16 that grows in UTF-8", fill("\u20ac").getBytes(StandardCharsets.UTF_16LE));
    add("names and values", fill("A=1\n"));
    add("names of secrets", fill("A_SECRET=1\n"));
    add("one name without end", fill("A_").substring(0, MOST - 10) + "=x");
    add("equal signs", fill("="));
    add("comments", fill("#\n"));
    add("base64 of nothing known", "MA" + fill("AAAA").substring(4));
    add("lines of SSH keys", sshLines());
    add("PuTTY: a million headers", putty(fill("a-Lines: 0\n")));
    add("PuTTY: the public half again and again", putty(fill("Public-Lines: 0\n")));
    add("PuTTY: no line ends", putty(fill("x")));
  }

  private void addPem() throws IOException {
    add("PEM: blocks that never end", fill("-----BEGIN A-----\n"));
    add("PEM: blocks on one line that never end", fill("-----BEGIN A-----"));
    add("PEM: empty blocks", fill("-----BEGIN A-----\n-----END A-----\n"));
    add("PEM: ends without a beginning", fill("-----END PRIVATE KEY-----\n"));
    add("PEM: header lines", pem(inside("a: b\n")));
    add("PEM: one header line", pem("a: " + inside("b")));
    add("PEM: header lines of white space", pem("a: b\n" + inside(" \n")));
    add("PEM: escaped line ends", pem(inside("\\n")));
    add("PEM: backslashes", pem(inside("\\")));
    add("PEM: quoted and quoted again", pem(inside("> ")));
    add("PEM: labels of a kilobyte", fill("-----BEGIN " + "A".repeat(1000) + "-----\n"));
    add("PEM: a label of a megabyte", "-----BEGIN " + inside("A") + "-----\n");
    add("PEM: one key many times over", fill(KeyFile.text("rsa2048.pkcs8.pem")));
    add("PEM: one certificate many times over", fill(KeyFile.text("certificate.pem")));
    add("PEM: points that have to be computed", fill(pem("PUBLIC KEY", compressedPoint())));
    add("PEM: an OpenSSH key many times over", fill(KeyFile.text("openssh.pem")));
  }

  private void addJson() {
    add("JSON: open braces", fill("{"));
    add("JSON: open lists", fill("["));
    add("JSON: lists in objects", fill("{\"a\":["));
    add("JSON: a list of numbers", "[" + fill("1,").substring(2) + "1]");
    add("JSON: a list of lists", "[" + fill("[],").substring(9) + "[]]");
    add("JSON: a list of objects", "[" + fill("{},").substring(9) + "{}]");
    add("JSON: one name many times over", "{" + fill("\"a\":1,").substring(12) + "\"a\":1}");
    add("JSON: many names", names());
    add("JSON: a text of escapes", "{\"secret\":\"" + inside("\\u0041") + "\"}");
    add("JSON: a number without end", "{\"a\":" + inside("1") + "}");
    add("JWKS: empty keys", "{\"keys\":[" + inside("{\"kty\":\"RSA\"},") + "{}]}");
    add("JWKS: large keys", "{\"keys\":[" + inside(largeJwk() + ",") + "{}]}");
    add("JWKS: secrets", "{\"keys\":[" + inside("{\"kty\":\"oct\",\"k\":\"AA\"},") + "{}]}");
  }

  private void addAsn1() throws IOException {
    byte[] endless = repeated(new byte[] {0x30, (byte) 0x80}, 100_000);
    add("ASN.1: one in the other, of no length", pem("PRIVATE KEY", endless));
    add("ASN.1: one in the other", nested(20_000));
    add("ASN.1: as deep as may be", nested(47));
    add(
        "ASN.1: four gigabytes",
        new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
    for (var part :
        Map.of(
                "nothing", new byte[] {5, 0},
                "numbers", new byte[] {2, 1, 0},
                "names", new byte[] {6, 1, 42},
                "strings", new byte[] {4, 0},
                "lists", LIST,
                "tags", TAG)
            .entrySet()) {
      add("ASN.1: many times " + part.getKey(), many(part.getValue(), MOST));
      int allowed = (DerBounds.MOST_ELEMENTS / 2 - 100) * part.getValue().length;
      add("ASN.1: as often as may be " + part.getKey(), many(part.getValue(), allowed));
      add("ASN.1: inside of a key " + part.getKey(), inAKey(many(part.getValue(), MOST - 400)));
      add("PKCS#12: many times " + part.getKey(), pkcs12Of(many(part.getValue(), BINARY)));
    }
    add("PEM: tags, a few in each of many blocks", fill(pem("CERTIFICATE", many(TAG, 4000))));
    add("PEM: as many lists as may be", pem("CERTIFICATE", many(LIST, 130_000)));
    byte[] bags = sequence(many(LIST, 130_000));
    add("PKCS#12: as many lists as may be", pkcs12With(bags));
    byte[] unknown = sequence(repeated(UNKNOWN_BAG, 120_000));
    add("PKCS#12: as many bags as may be in each of many parts", pkcs12With(safes(unknown)));
    byte[] fragments = repeated(new byte[] {4, 1, 0}, BINARY - 100);
    add("PKCS#12: a string in pieces", pkcs12In(fragments));
    byte[] name = new byte[4000];
    Arrays.fill(name, (byte) 0xff);
    name[name.length - 1] = 1;
    var odd = new AlgorithmIdentifier(ASN1ObjectIdentifier.fromContents(name), DERNull.INSTANCE);
    add(
        "ASN.1: names of four thousand digits",
        fill(pem("PUBLIC KEY", der(new SubjectPublicKeyInfo(odd, new byte[1])))));
  }

  private void addNumbers() throws IOException {
    BigInteger huge = BigInteger.ONE.shiftLeft(5_000_000).setBit(0);
    BigInteger large = BigInteger.ONE.shiftLeft(16_383).setBit(0);
    BigInteger e = BigInteger.valueOf(65_537);
    add("RSA: a modulus of five million bits", rsaPublic(huge, e));
    add("RSA: an exponent of five million bits", rsaPublic(large, huge));
    add("RSA: an exponent as long as the modulus", rsaPublic(large, large.subtract(e)));
    add("RSA: a private key of such numbers", rsaPrivate(huge, huge, huge, huge));
    add("RSA: the largest keys, as many as fit", fill(pem("PRIVATE KEY", largestRsa())));
    add(
        "PBKDF2: a number of iterations of a megabyte",
        pem(
            "ENCRYPTED PRIVATE KEY",
            pbes2(
                PKCSObjectIdentifiers.id_PBKDF2,
                new DERSequence(
                    new ASN1Encodable[] {
                      new DEROctetString(new byte[8]), new ASN1Integer(huge)
                    }))));
  }

  private void addDerivations() throws IOException {
    for (var hash :
        Map.of(
                "SHA-1", PKCSObjectIdentifiers.id_hmacWithSHA1,
                "SHA-512", PKCSObjectIdentifiers.id_hmacWithSHA512)
            .entrySet()) {
      int blocks = hash.getKey().equals("SHA-1") ? 2 : 1;
      add(
          "PBKDF2: two million times HMAC-" + hash.getKey(),
          locked(pbkdf2(ITERATIONS / blocks, hash.getValue(), new byte[16])));
    }
    add(
        "PBKDF2: a salt of 700 KiB",
        locked(pbkdf2(ITERATIONS, PKCSObjectIdentifiers.id_hmacWithSHA256, new byte[700 << 10])));
    add("scrypt: the most memory and lanes", locked(scrypt(1 << 16, 8, 16, 16)));
    add("scrypt: blocks instead of memory", locked(scrypt(2, 4096, 16, 16)));
    add("scrypt: a salt of 700 KiB", locked(scrypt(2, 4096, 16, 700 << 10)));
    add("scrypt: sixteen files in one", fill(locked(scrypt(1 << 16, 8, 1, 16)), 16));
    add(
        "PKCS#12: two million iterations",
        locked(
            scheme(
                PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                new PKCS12PBEParams(new byte[8], ITERATIONS / 3))));
    add(
        "PKCS#5: two million iterations",
        locked(
            scheme(
                PKCSObjectIdentifiers.pbeWithSHA1AndDES_CBC,
                new PBEParameter(new byte[8], ITERATIONS))));
    add("PKCS#12: a check of two million iterations", checkedPkcs12(ITERATIONS, 8));
    add("PKCS#12: a check with a salt of four megabytes", checkedPkcs12(ITERATIONS, 4_000_000));
    add("bcrypt: 256 rounds", bcrypt(256));
    add("Argon2: the most memory", argon2(65_536, 16, 1));
    add("Argon2: the most lanes", argon2(65_536, 16, 16));
    add("Argon2: passes instead of memory", argon2(8, 131_072, 1));
  }

  private void add(String name, String text) {
    add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(String name, byte[] content) {
    files.put(name, content);
  }

  /// As often as a file may be long.
  private static String fill(String part) {
    return part.repeat(MOST / part.length());
  }

  private static byte[] fill(String part, int times) {
    return part.repeat(times).getBytes(StandardCharsets.UTF_8);
  }

  /// The same with room for something around it.
  private static String inside(String part) {
    return part.repeat((MOST - 200) / part.length());
  }

  private static byte[] repeated(byte[] part, int length) {
    byte[] all = new byte[length / part.length * part.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = part[i % part.length];
    }
    return all;
  }

  private static String putty(String headers) {
    return "PuTTY-User-Key-File-3: ssh-rsa\n" + headers.substring(0, MOST - 40);
  }

  private static String pem(String body) {
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] der(ASN1Encodable structure) throws IOException {
    return structure.toASN1Primitive().getEncoded("DER");
  }

  private static String names() {
    var text = new StringBuilder("{");
    for (int i = 0; text.length() < MOST - 100; i++) {
      text.append('"').append(Integer.toString(i, 36)).append("\":1,");
    }
    return text + "\"x y\":1}";
  }

  private static String largeJwk() {
    return "{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + "_".repeat(2730) + "8\"}";
  }

  private static String sshLines() {
    var point = ECNamedCurveTable.getByName("P-521").getG().getEncoded(false);
    var blob = ByteBuffer.allocate(200);
    for (byte[] field : new byte[][] {ascii("ecdsa-sha2-nistp521"), ascii("nistp521"), point}) {
      blob.putInt(field.length).put(field);
    }
    byte[] bytes = Arrays.copyOf(blob.array(), blob.position());
    return fill("ecdsa-sha2-nistp521 " + Base64.getEncoder().encodeToString(bytes) + "\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] compressedPoint() throws IOException {
    byte[] point = ECNamedCurveTable.getByName("P-521").getG().getEncoded(true);
    var curve =
        new AlgorithmIdentifier(
            X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getOID("P-521"));
    return der(new SubjectPublicKeyInfo(curve, point));
  }

  /// One sequence in the other.
  static byte[] nested(int levels) throws IOException {
    byte[] der = new byte[0];
    var reversed = new ByteArrayOutputStream();
    int length = 0;
    for (int i = 0; i < levels; i++) {
      byte[] head = {0x30, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
      for (int at = head.length - 1; at >= 0; at--) {
        reversed.write(head[at]);
      }
      length += head.length;
    }
    der = reversed.toByteArray();
    for (int i = 0; i < der.length / 2; i++) {
      byte other = der[i];
      der[i] = der[der.length - 1 - i];
      der[der.length - 1 - i] = other;
    }
    return der;
  }

  /// A sequence of the same over and over.
  private static byte[] many(byte[] part, int length) {
    return sequence(repeated(part, length - 100));
  }

  private static byte[] sequence(byte[] content) {
    int length = content.length;
    var der = ByteBuffer.allocate(length + 5);
    der.put((byte) 0x30).put((byte) 0x83);
    der.put((byte) (length >> 16)).put((byte) (length >> 8)).put((byte) length);
    return der.put(content).array();
  }

  /// What begins as PKCS#12 does and goes on with this.
  private static byte[] pkcs12Of(byte[] content) {
    byte[] version = {2, 1, 3};
    byte[] all = Arrays.copyOf(version, 3 + content.length - 50);
    System.arraycopy(content, 0, all, 3, content.length - 50);
    all[4] = (byte) 0x83;
    int inner = content.length - 55;
    all[5] = (byte) (inner >> 16);
    all[6] = (byte) (inner >> 8);
    all[7] = (byte) inner;
    return sequence(all);
  }

  /// A PKCS#12 file whose content is a string of many pieces (X.690 section 8.7.3).
  private static byte[] pkcs12In(byte[] pieces) throws IOException {
    byte[] type = der(PKCSObjectIdentifiers.data);
    var inner = new ByteArrayOutputStream();
    inner.writeBytes(type);
    inner.writeBytes(new byte[] {(byte) 0xa0, (byte) 0x80, 0x24, (byte) 0x80});
    inner.writeBytes(pieces);
    inner.writeBytes(new byte[4]);
    var outer = new ByteArrayOutputStream();
    outer.writeBytes(new byte[] {2, 1, 3});
    outer.writeBytes(sequence(inner.toByteArray()));
    return sequence(outer.toByteArray());
  }

  /// A PKCS#12 file without a MAC around this content.
  static byte[] pkcs12With(byte[] content) throws IOException {
    var safe =
        new DERSequence(
            new ASN1Encodable[] {
              PKCSObjectIdentifiers.data, new DERTaggedObject(true, 0, new DEROctetString(content))
            });
    return der(new DERSequence(new ASN1Encodable[] {new ASN1Integer(3), safe}));
  }

  /// As many parts of a PKCS#12 file as fit, each with these bags.
  private static byte[] safes(byte[] bags) throws IOException {
    var safe =
        new DERSequence(
            new ASN1Encodable[] {
              PKCSObjectIdentifiers.data, new DERTaggedObject(true, 0, new DEROctetString(bags))
            });
    ASN1Encodable[] safes = new ASN1Encodable[BINARY / bags.length - 1];
    Arrays.fill(safes, safe);
    return der(new DERSequence(safes));
  }

  /// PKCS#8 around any bytes.
  private static byte[] inAKey(byte[] inside) throws IOException {
    return der(
        new DERSequence(new ASN1Encodable[] {new ASN1Integer(0), RSA, new DEROctetString(inside)}));
  }

  private static byte[] rsaPublic(BigInteger n, BigInteger e) throws IOException {
    return der(new SubjectPublicKeyInfo(RSA, new RSAPublicKey(n, e)));
  }

  private static byte[] rsaPrivate(BigInteger n, BigInteger d, BigInteger p, BigInteger q)
      throws IOException {
    BigInteger e = BigInteger.valueOf(65_537);
    return der(new PrivateKeyInfo(RSA, new RSAPrivateKey(n, e, d, p, q, d, d, q)));
  }

  /// 16,384 bits of numbers that belong together, although the factors are no primes.
  private static byte[] largestRsa() throws IOException {
    var random = new Random(1);
    BigInteger e = BigInteger.valueOf(65_537);
    while (true) {
      BigInteger p = new BigInteger(8192, random).setBit(8191).setBit(8190).setBit(0);
      BigInteger q = new BigInteger(8192, random).setBit(8191).setBit(8190).setBit(0);
      BigInteger p1 = p.subtract(BigInteger.ONE);
      BigInteger q1 = q.subtract(BigInteger.ONE);
      BigInteger order = p1.multiply(q1).divide(p1.gcd(q1));
      if (e.gcd(order).equals(BigInteger.ONE) && p.gcd(q).equals(BigInteger.ONE)) {
        BigInteger d = e.modInverse(order);
        return der(
            new PrivateKeyInfo(
                RSA,
                new RSAPrivateKey(
                    p.multiply(q), e, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p))));
      }
    }
  }

  private static AlgorithmIdentifier scheme(ASN1ObjectIdentifier id, ASN1Encodable parameters) {
    return new AlgorithmIdentifier(id, parameters);
  }

  private static byte[] pbes2(ASN1ObjectIdentifier derivation, ASN1Encodable parameters)
      throws IOException {
    var cipher =
        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
    var both =
        new PBES2Parameters(KeyDerivationFunc.getInstance(scheme(derivation, parameters)), cipher);
    return encrypted(scheme(PKCSObjectIdentifiers.id_PBES2, both));
  }

  private static byte[] encrypted(AlgorithmIdentifier scheme) throws IOException {
    return der(new EncryptedPrivateKeyInfo(scheme, new byte[64]));
  }

  static String locked(byte[] encrypted) {
    return pem("ENCRYPTED PRIVATE KEY", encrypted);
  }

  private static String locked(AlgorithmIdentifier scheme) throws IOException {
    return locked(encrypted(scheme));
  }

  static byte[] pbkdf2(int iterations, ASN1ObjectIdentifier hmac, byte[] salt) throws IOException {
    return pbes2(
        PKCSObjectIdentifiers.id_PBKDF2,
        new PBKDF2Params(salt, iterations, 32, new AlgorithmIdentifier(hmac, DERNull.INSTANCE)));
  }

  static byte[] scrypt(long n, long r, long p, int salt) throws IOException {
    return pbes2(
        PasswordEncryption.SCRYPT,
        new DERSequence(
            new ASN1Encodable[] {
              new DEROctetString(new byte[salt]),
              new ASN1Integer(n),
              new ASN1Integer(r),
              new ASN1Integer(p)
            }));
  }

  private static byte[] checkedPkcs12(int iterations, int salt) throws IOException {
    byte[] content = der(new DERSequence());
    var safe =
        new DERSequence(
            new ASN1Encodable[] {
              PKCSObjectIdentifiers.data, new DERTaggedObject(true, 0, new DEROctetString(content))
            });
    var hash = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512, DERNull.INSTANCE);
    var mac = new MacData(new DigestInfo(hash, new byte[64]), new byte[salt], iterations);
    return der(new DERSequence(new ASN1Encodable[] {new ASN1Integer(3), safe, mac}));
  }

  /// An encrypted OpenSSH key that asks for so many rounds.
  static byte[] bcrypt(int rounds) {
    byte[] key = TestKeys.derOf("fuzz.encrypted.openssh");
    int name = new String(key, StandardCharsets.ISO_8859_1).indexOf("bcrypt");
    ByteBuffer.wrap(key).putInt(name + 6 + 4 + 4 + 16, rounds); // two lengths and the salt
    return pem("OPENSSH PRIVATE KEY", key).getBytes(StandardCharsets.US_ASCII);
  }

  /// An encrypted PuTTY key of version 3 with such parameters.
  static byte[] argon2(int kib, int passes, int lanes) {
    return KeyFile.text("fuzz.encrypted.ppk")
        .replaceFirst("Argon2-Memory: \\d+", "Argon2-Memory: " + kib)
        .replaceFirst("Argon2-Passes: \\d+", "Argon2-Passes: " + passes)
        .replaceFirst("Argon2-Parallelism: \\d+", "Argon2-Parallelism: " + lanes)
        .getBytes(StandardCharsets.UTF_8);
  }
}
