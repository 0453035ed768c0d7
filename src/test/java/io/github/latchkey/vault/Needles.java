package io.github.latchkey.vault;

import io.github.latchkey.secret.Passphrase;
import io.github.latchkey.secret.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Things that must not be found in memory, each in every form in which Java may keep it: bytes,
/// characters of two bytes, whole numbers in the machine's order.
///
/// Of each only sixteen bytes are sought, so that half a copy is found too.
public final class Needles {

  private static final int SOUGHT = 16;
  private static final int PIECE = 1 << 20;

  private record Needle(String name, byte[] bytes) {}

  private final List<Needle> needles = new ArrayList<>();
  private final boolean[] starts = new boolean[1 << Short.SIZE];

  /// Adds a thing of sixteen bytes or more.
  public void add(String name, byte[] whole) {
    // Whole words from the end, as a number keeps them, and away from what all such things share.
    int end = whole.length - (whole.length - SOUGHT) / 8 * 4;
    byte[] part = Arrays.copyOfRange(whole, end - SOUGHT, end);
    add(new Needle(name, part));
    ByteBuffer words = ByteBuffer.allocate(SOUGHT).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteBuffer bytes = ByteBuffer.wrap(part); bytes.hasRemaining(); ) {
      words.putInt(bytes.getInt());
    }
    add(new Needle(name + " in words", words.array()));
    byte[] wide = new byte[2 * SOUGHT - 1]; // the zeros stand before or behind a character
    for (int i = 0; i < SOUGHT; i++) {
      wide[2 * i] = part[i];
    }
    add(new Needle(name + " in UTF-16", wide));
  }

  /// Adds the forms in which files hold an RSA key, and its secret numbers.
  public void add(RSAPrivateCrtKey key) {
    add("DER", key.getEncoded());
    add("PEM", Base64.getMimeEncoder().encode(key.getEncoded()));
    add("d", key.getPrivateExponent().toByteArray());
    add("p", key.getPrimeP().toByteArray());
    add("q", key.getPrimeQ().toByteArray());
    add("d mod p-1", key.getPrimeExponentP().toByteArray());
    add("d mod q-1", key.getPrimeExponentQ().toByteArray());
    add("1/q", key.getCrtCoefficient().toByteArray());
  }

  /// Adds the keys of a vault that its first slot's password opens, and gives its data key.
  public byte[] addKeysOf(Path vault, Passphrase password) throws IOException, VaultException {
    VaultHeader header;
    try (VaultFile file = VaultFile.open(vault)) {
      header = file.state().header();
    }
    var slot = (PasswordSlot) header.slots().getFirst();
    byte[] salt = Base64Url.decode(slot.salt());
    try (SecretBytes ikm = Argon2.derive(password.utf8(), salt, slot.cost());
        SecretBytes slotKey = KeyDerivation.derive(ikm, salt, "latchkey/1 slot password");
        SecretBytes data = PasswordSeal.open(slot, header.vault(), password).orElseThrow();
        SecretBytes payload = header.payloadKey(data)) {
      add("Argon2's result", plain(ikm));
      add("the slot key", plain(slotKey));
      add("the data key", plain(data));
      add("the payload key", plain(payload));
      return plain(data);
    }
  }

  private static byte[] plain(SecretBytes secret) {
    return secret.lend(byte[]::clone);
  }

  private void add(Needle needle) {
    needles.add(needle);
    starts[start(needle.bytes, 0)] = true;
  }

  private static int start(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << Byte.SIZE | bytes[at + 1] & 0xFF;
  }

  /// How often each is found in a file; what is not found is not named.
  public Map<String, Integer> in(Path file) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (FileChannel channel = FileChannel.open(file)) {
      search(channel, 0, channel.size(), found);
    }
    return found;
  }

  /// What a full collection leaves in a process's heap, and what can be reached there: two searches
  /// of dumps, which are left in the folder.
  public List<Map<String, Integer>> inHeap(ChildJvm child, Path folder, String name)
      throws IOException, InterruptedException {
    Path all = folder.resolve(name + "-all.hprof");
    Path live = folder.resolve(name + "-live.hprof");
    command(child, "GC.run");
    command(child, "GC.heap_dump", "-all", all.toString());
    command(child, "GC.heap_dump", live.toString());
    return List.of(in(all), in(live));
  }

  private static void command(ChildJvm child, String... command)
      throws IOException, InterruptedException {
    var whole =
        Stream.concat(
            Stream.of(ChildJvm.tool("jcmd").toString(), "" + child.id()), Stream.of(command));
    Process process = new ProcessBuilder(whole.toList()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  /// The same for all memory that a process may write to (Linux, proc_pid_mem(5)).
  Map<String, Integer> inProcess(long id) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    try (FileChannel memory = FileChannel.open(Path.of("/proc/" + id + "/mem"))) {
      for (String line : Files.readAllLines(Path.of("/proc/" + id + "/maps"))) {
        String[] parts = line.split("[- ]");
        if (parts[2].startsWith("rw")) {
          search(memory, Long.parseLong(parts[0], 16), Long.parseLong(parts[1], 16), found);
        }
      }
    }
    return found;
  }

  private void search(FileChannel channel, long from, long to, Map<String, Integer> found)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = from; at < to; at += PIECE - 2 * SOUGHT) {
      piece.clear().limit((int) Math.min(PIECE, to - at));
      try {
        while (piece.hasRemaining() && channel.read(piece, at + piece.position()) > 0) {}
      } catch (IOException notThere) {
        continue; // a page that the kernel keeps for itself
      }
      boolean last = at + PIECE >= to;
      search(piece.array(), piece.position(), last ? PIECE : PIECE - 2 * SOUGHT, found);
    }
  }

  /// Counts what begins before `beginsBefore`: what begins behind it is found in the next piece.
  private void search(byte[] bytes, int length, int beginsBefore, Map<String, Integer> found) {
    for (int at = 0; at + SOUGHT <= length && at < beginsBefore; at++) {
      if (starts[start(bytes, at)]) {
        for (Needle needle : needles) {
          int end = at + needle.bytes.length;
          if (end <= length
              && Arrays.equals(bytes, at, end, needle.bytes, 0, needle.bytes.length)) {
            found.merge(needle.name, 1, Integer::sum);
          }
        }
      }
    }
  }
}
