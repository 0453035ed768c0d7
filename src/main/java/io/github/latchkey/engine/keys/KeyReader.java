package io.github.latchkey.engine.keys;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// Reads keys and secrets from what a person has. The content decides what it is, never a file's
/// name.
public final class KeyReader {

  /// The longest content that is looked at, in bytes; of PKCS#12 four times as much.
  public static final int LONGEST = 1 << 20;

  /// As much as tells PKCS#12 from other files.
  private static final int HEAD = 16;

  private static final List<String> NO_PEM_ENDINGS =
      List.of(".p12", ".pfx", ".der", ".jwk", ".ppk", ".json");

  private KeyReader() {}

  /// Reads a content, whose array stays the caller's, who wipes it. Copies made here are wiped.
  /// What cannot be read is a refused reading. Throws nothing but CancellationException, where the
  /// thread was interrupted while it read; it stays interrupted.
  public static KeyReading read(byte[] content, KeyRequest request) {
    if (content.length > longest(content)) {
      return tooLarge(content.length, longest(content));
    }
    KeyReading reading = KeyContent.read(content, request);
    if (Thread.currentThread().isInterrupted()) {
      reading.close();
      throw new CancellationException();
    }
    return reading;
  }

  /// PKCS#12 files carry chains of certificates and may be longer.
  private static int longest(byte[] start) {
    return Pkcs12File.mayBe(start) ? Pkcs12File.LONGEST : LONGEST;
  }

  /// Reads a file of at most 1 MiB, or 4 MiB where it is PKCS#12; its size is checked before its
  /// content is read, and the buffer is wiped. Throws IOException where the file cannot be read or
  /// is none (a folder, a pipe, a device), and CancellationException as above.
  public static KeyReading read(Path file, KeyRequest request) throws IOException {
    return readAll(file, content -> List.of(read(content, request))).getFirst();
  }

  /// Reads from a file what checks signatures, as above. Of a set of JWKs with public keys, or
  /// private ones, whose halves are taken, these are all of them, the refused ones included, and
  /// never a shared secret beside them; anything else is the one reading that it is above.
  public static List<KeyReading> readVerifying(Path file, KeyRequest request) throws IOException {
    return readAll(
        file,
        content -> {
          List<KeyReading> set = KeyContent.publicKeysOfSet(content);
          return set.isEmpty() ? List.of(read(content, request)) : set;
        });
  }

  private static List<KeyReading> readAll(Path file, Function<byte[], List<KeyReading>> reader)
      throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a file");
    }
    long size = Files.size(file);
    try {
      int most = size > LONGEST ? longest(load(file, HEAD)) : LONGEST;
      if (size > most) {
        return List.of(tooLarge(size, most));
      }
      byte[] content = load(file, (int) size);
      try {
        return reader.apply(content).stream()
            .map(
                reading ->
                    isMisnamed(file, reading)
                        ? reading.with(List.of(KeyOddity.WRONG_FILE_NAME))
                        : reading)
            .toList();
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    } catch (ClosedByInterruptException interrupted) {
      throw new CancellationException();
    }
  }

  /// Reads through memory of our own: the channel's own buffers are kept and never wiped.
  private static byte[] load(Path file, int size) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(Math.max(1, size));
      try {
        ByteBuffer buffer = memory.asByteBuffer().limit(size);
        while (buffer.hasRemaining()) {
          if (channel.read(buffer) < 0) {
            throw new EOFException("the file became shorter");
          }
        }
        return memory.asSlice(0, size).toArray(ValueLayout.JAVA_BYTE);
      } finally {
        memory.fill((byte) 0);
      }
    }
  }

  private static KeyReading tooLarge(long bytes, long most) {
    return KeyReading.refused(
        KeyProblem.of(KeyProblemId.TOO_LARGE, Map.of("bytes", bytes, "most", most)));
  }

  /// Whether a PEM's file is called something that a PEM is not, or a private key's file public.
  private static boolean isMisnamed(Path file, KeyReading reading) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return reading
        .description()
        .map(
            key ->
                key.container().endsWith("PEM") && NO_PEM_ENDINGS.stream().anyMatch(name::endsWith)
                    || key.kind().isPrivate() && name.endsWith(".pub"))
        .orElse(false);
  }
}
