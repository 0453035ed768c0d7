package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import io.github.latchkey.engine.keys.FoundKey.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// PuTTY's private key files, versions 2 and 3 (PuTTY manual, appendix C). The public half is there
/// without the passphrase; a code over everything tells a wrong passphrase from damage.
final class PuttyFile {

  private static final String MARK = "PuTTY-User-Key-File-";
  private static final String PUBLIC_LINES = "Public-Lines";
  private static final String PRIVATE_LINES = "Private-Lines";
  private static final int MOST_LINES = 2000;

  /// PuTTY writes eleven at most.
  private static final int MOST_HEADERS = 32;

  private static final int KEY = 32;
  private static final int IV = 16;

  /// What Argon2 may fill, in KiB.
  private static final long MOST_MEMORY = 64 << 10;

  private static final long MOST_LANES = 16;

  /// What it may fill in all its passes, in KiB: PuTTY makes it 8 MiB in a tenth of a second.
  private static final long MOST_WORK = 1 << 20;

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> blocks = new LinkedHashMap<>();
  private final Unlocking unlocking;
  private final byte[] text;
  private int at;
  private long line;

  private PuttyFile(byte[] text, Unlocking unlocking) {
    this.text = text;
    this.unlocking = unlocking;
    at = AsciiSearch.skipBlanks(text);
  }

  /// Whether the text begins as such a file does.
  static boolean isMarked(byte[] text) {
    return AsciiSearch.isAt(text, AsciiSearch.skipBlanks(text), MARK);
  }

  /// The key of a file, whose bytes stay the caller's.
  static FoundKey read(byte[] text, Unlocking unlocking) {
    var file = new PuttyFile(text, unlocking);
    try {
      return file.read();
    } catch (UnreadableKey unreadable) {
      return FoundKey.refused(Role.PRIVATE, unreadable.problem(), file.description());
    } catch (IOException | GeneralSecurityException | RuntimeException notThatForm) {
      return FoundKey.refused(Role.PRIVATE, file.place().damaged());
    } finally {
      file.blocks.values().forEach(block -> Arrays.fill(block, (byte) 0));
    }
  }

  private KeyPlace place() {
    return KeyPlace.line(Math.max(1, line));
  }

  private FoundKey read() throws UnreadableKey, IOException, GeneralSecurityException {
    scan();
    int version = headers.containsKey(MARK + 3) ? 3 : headers.containsKey(MARK + 2) ? 2 : 0;
    if (version == 0) {
      throw new UnreadableKey(KeyFaults.container("PPK"));
    }
    byte[] publicBlob = block(PUBLIC_LINES);
    byte[] stored = block(PRIVATE_LINES);
    String encryption = header("Encryption");
    SshKeyForm.publicKey(publicBlob); // a type that is not known is said before any passphrase
    if (!encryption.equals("none") && !encryption.equals("aes256-cbc")) {
      throw KeyFaults.encryption(encryption);
    }
    byte[] keys = encryption.equals("none") ? plainKeys(version) : derived(version);
    byte[] plain = encryption.equals("none") ? stored.clone() : decrypted(keys, stored);
    try {
      if (!Arrays.equals(mac(version, keys, publicBlob, plain), macInFile())) {
        throw encryption.equals("none") ? new UnreadableKey(place().damaged()) : Unlocking.wrong();
      }
      return PrivateKeyForm.read(
          SshKeyForm.putty(publicBlob, new SshFields(plain)), "PPK " + version, place());
    } finally {
      Arrays.fill(plain, (byte) 0);
      Arrays.fill(keys, (byte) 0);
    }
  }

  private Optional<KeyDescription> description() {
    try {
      byte[] blob = block(PUBLIC_LINES);
      byte[] spki = PublicKeyForm.checked(SshKeyForm.publicKey(blob), place());
      return Optional.of(KeyDescription.ofPrivate("PPK", spki));
    } catch (UnreadableKey | IOException | RuntimeException notKnownBeforeThePassphrase) {
      return Optional.empty();
    }
  }

  /// Headers, each once and on a line, and two blocks of as many lines as their header says.
  private void scan() throws UnreadableKey {
    for (String head = nextLine(); !head.isEmpty() || at < text.length; head = nextLine()) {
      int colon = head.indexOf(": ");
      if (colon > 0) {
        String name = head.substring(0, colon);
        String value = head.substring(colon + 2);
        if (headers.size() == MOST_HEADERS || headers.putIfAbsent(name, value) != null) {
          throw new UnreadableKey(place().damaged());
        }
        if (name.equals(PUBLIC_LINES) || name.equals(PRIVATE_LINES)) {
          blocks.put(name, base64(count(value)));
        }
      } else if (!head.isBlank()) {
        throw new UnreadableKey(place().damaged());
      }
    }
  }

  private static int count(String value) {
    int lines = Integer.parseInt(value.strip());
    if (lines < 0 || lines > MOST_LINES) {
      throw new NumberFormatException();
    }
    return lines;
  }

  /// A header line as text: nothing secret stands there.
  private String nextLine() {
    int start = at;
    int end = lineEnd();
    return new String(text, start, end - start, StandardCharsets.UTF_8);
  }

  /// Goes behind the line and says where it ended.
  private int lineEnd() {
    int end = at;
    line += at < text.length ? 1 : 0;
    while (end < text.length && text[end] != '\n' && text[end] != '\r') {
      end++;
    }
    at = end + (end + 1 < text.length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
    at = Math.min(at, text.length);
    return end;
  }

  private byte[] base64(int lines) throws UnreadableKey {
    int start = at;
    for (int i = 0; i < lines; i++) {
      if (at >= text.length) {
        throw new UnreadableKey(
            KeyProblem.of(KeyProblemId.TRUNCATED, Map.of("line", line, "label", "PPK")));
      }
      lineEnd();
    }
    byte[] joined = new byte[at - start];
    int length = 0;
    for (int i = start; i < at; i++) {
      if (text[i] != '\n' && text[i] != '\r') {
        joined[length++] = text[i];
      }
    }
    byte[] exact = Arrays.copyOf(joined, length);
    Arrays.fill(joined, (byte) 0);
    try {
      return Base64.getDecoder().decode(exact);
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  private String header(String name) throws UnreadableKey {
    return Optional.ofNullable(headers.get(name)).orElseThrow(() -> new UnreadableKey(missing()));
  }

  private byte[] block(String name) throws UnreadableKey {
    return Optional.ofNullable(blocks.get(name)).orElseThrow(() -> new UnreadableKey(missing()));
  }

  /// What should stand behind what is there: the file breaks off.
  private KeyProblem missing() {
    return KeyProblem.of(KeyProblemId.TRUNCATED, Map.of("line", Math.max(1, line), "label", "PPK"));
  }

  private byte[] macInFile() throws UnreadableKey {
    return HexFormat.of().parseHex(header("Private-MAC").strip());
  }

  /// Cipher key, initialisation vector and key of the code, one after the other.
  private byte[] derived(int version) throws UnreadableKey, GeneralSecurityException {
    return version == 2
        ? unlocking.withPassphrase(PuttyFile::sha1Keys)
        : argon2(header("Key-Derivation"));
  }

  private byte[] plainKeys(int version) throws GeneralSecurityException {
    return version == 2 ? sha1Keys(new byte[0]) : new byte[KEY + IV];
  }

  /// Version 2: two hashes make the cipher's key, the vector is zero.
  private static byte[] sha1Keys(byte[] utf8) throws GeneralSecurityException {
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    byte[] keys = new byte[KEY + IV + sha1.getDigestLength()];
    for (int i = 0; i < 2; i++) {
      sha1.update(new byte[] {0, 0, 0, (byte) i});
      byte[] part = sha1.digest(utf8);
      System.arraycopy(part, 0, keys, 20 * i, Math.min(20, KEY - 20 * i));
      Arrays.fill(part, (byte) 0);
    }
    sha1.update("putty-private-key-file-mac-key".getBytes(StandardCharsets.US_ASCII));
    System.arraycopy(sha1.digest(utf8), 0, keys, KEY + IV, sha1.getDigestLength());
    return keys;
  }

  private byte[] argon2(String name) throws UnreadableKey, GeneralSecurityException {
    int type =
        switch (name) {
          case "Argon2id" -> Argon2Parameters.ARGON2_id;
          case "Argon2i" -> Argon2Parameters.ARGON2_i;
          case "Argon2d" -> Argon2Parameters.ARGON2_d;
          default -> throw KeyFaults.encryption(name);
        };
    long memory = Long.parseLong(header("Argon2-Memory"));
    long passes = Long.parseLong(header("Argon2-Passes"));
    long lanes = Long.parseLong(header("Argon2-Parallelism"));
    byte[] salt = HexFormat.of().parseHex(header("Argon2-Salt").strip());
    if (memory < 8 * lanes || passes < 1 || lanes < 1) {
      throw new UnreadableKey(place().damaged());
    }
    Unlocking.require("lanes", lanes, MOST_LANES);
    Unlocking.require("bytes", Math.min(memory, Long.MAX_VALUE >> 10) << 10, MOST_MEMORY << 10);
    Unlocking.require("passes", Math.min(passes, MOST_WORK + 1), MOST_WORK);
    unlocking.spend("passes", memory * passes, MOST_WORK);
    var parameters =
        new Argon2Parameters.Builder(type)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB((int) memory)
            .withIterations((int) passes)
            .withParallelism((int) lanes)
            .withSalt(salt)
            .build();
    return unlocking.withPassphrase(
        utf8 -> LibraryDerivation.derive(utf8, copy -> argon2(copy, parameters)));
  }

  private static byte[] argon2(byte[] passphrase, Argon2Parameters parameters) {
    var generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] keys = new byte[KEY + IV + KEY];
    generator.generateBytes(passphrase, keys);
    return keys;
  }

  private static byte[] decrypted(byte[] keys, byte[] stored) throws GeneralSecurityException {
    byte[] key = Arrays.copyOf(keys, KEY);
    byte[] iv = Arrays.copyOfRange(keys, KEY, KEY + IV);
    try {
      return CipherKind.decryptPlain("AES/CBC/NoPadding", key, iv, stored);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] mac(int version, byte[] keys, byte[] publicBlob, byte[] plain)
      throws UnreadableKey, GeneralSecurityException {
    String name = version == 2 ? "HmacSHA1" : "HmacSHA256";
    byte[] key = Arrays.copyOfRange(keys, KEY + IV, keys.length);
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, name)); // zeros fill it up
    for (String header : new String[] {MARK + version, "Encryption", "Comment"}) {
      append(mac, header(header).getBytes(StandardCharsets.UTF_8));
    }
    append(mac, publicBlob);
    append(mac, plain);
    Arrays.fill(key, (byte) 0);
    return mac.doFinal();
  }

  private static void append(Mac mac, byte[] string) {
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(string.length).array());
    mac.update(string);
  }
}
