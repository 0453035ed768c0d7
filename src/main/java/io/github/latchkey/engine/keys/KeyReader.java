package io.github.latchkey.engine.keys;

import io.github.latchkey.engine.AsciiSearch;
import io.github.latchkey.engine.KeyText;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads keys and secrets from what a person has. The content decides what it is, never a file's
/// name.
public final class KeyReader {

  /// The longest content that is looked at, in bytes.
  public static final int LONGEST = 1 << 20;

  private static final List<String> NO_PEM_ENDINGS =
      List.of(".p12", ".pfx", ".der", ".jwk", ".ppk", ".json");

  private KeyReader() {}

  /// Reads a content, whose array stays the caller's, who wipes it. Copies made here are wiped.
  /// Throws nothing: what cannot be read is a refused reading.
  public static KeyReading read(byte[] content, KeyRequest request) {
    if (content.length > LONGEST) {
      return tooLarge(content.length);
    }
    Optional<String> binary = ForeignContainer.ofBinary(content);
    if (binary.isPresent()) {
      return foreign(binary.get(), request);
    }
    Optional<TransportText> text = TransportText.of(content);
    if (text.isEmpty()) {
      return KeyReading.refused(KeyProblem.of(KeyProblemId.NOT_UTF8, Map.of("position", 1L)));
    }
    try (TransportText decoded = text.get()) {
      return readText(decoded.bytes(), request).with(decoded.oddities());
    }
  }

  /// Reads a file of at most 1 MiB; its size is checked before it is opened, and the buffer is
  /// wiped. Throws IOException where the file cannot be read or is none (a folder, a pipe, a
  /// device).
  public static KeyReading read(Path file, KeyRequest request) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(file.toString(), null, "not a file");
    }
    long size = Files.size(file);
    if (size > LONGEST) {
      return tooLarge(size);
    }
    byte[] content = load(file, (int) size);
    try {
      KeyReading reading = read(content, request);
      return isMisnamed(file, reading) ? reading.with(List.of(KeyOddity.WRONG_FILE_NAME)) : reading;
    } finally {
      Arrays.fill(content, (byte) 0);
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

  private static KeyReading readText(byte[] text, KeyRequest request) {
    if (AsciiSearch.skipBlanks(text) == text.length) {
      return KeyReading.refused(KeyProblem.of(KeyProblemId.EMPTY_FILE));
    }
    boolean secret = request.expected() == ExpectedKey.SECRET;
    if (PemScanner.hasBlock(text)) {
      return secret ? foreign(KeyText.container(text).orElse("PEM"), request) : pem(text, request);
    }
    Optional<KeyProblem> noText = noText(text);
    if (noText.isPresent()) {
      return KeyReading.refused(noText.get());
    }
    Optional<String> container = ForeignContainer.ofText(text);
    if (container.isPresent()) {
      return foreign(container.get(), request);
    }
    Optional<String> path = PathText.in(text, request.expected());
    if (path.isPresent()) {
      return KeyReading.refused(
          KeyProblem.of(KeyProblemId.PATH_INSTEAD_OF_KEY, Map.of("path", path.get())));
    }
    return secret || request.expected() == ExpectedKey.ANYTHING
        ? new SecretTextReader(request).read(text)
        : notAKey(text, request);
  }

  private static KeyReading pem(byte[] text, KeyRequest request) {
    var scanner = new PemScanner(text);
    List<PemBlock> blocks = scanner.scan();
    if (blocks.size() > PemScanner.MOST_BLOCKS) {
      blocks.forEach(PemBlock::close);
      return tooMany(PemScanner.MOST_BLOCKS);
    }
    var unlocking = new Unlocking(request.passphrase());
    List<FoundKey> keys =
        blocks.stream().flatMap(block -> PemKeyReader.read(block, unlocking).stream()).toList();
    blocks.forEach(PemBlock::close);
    return KeyChoice.of(keys, request.expected())
        .with(scanner.oddities())
        .with(unlocking.oddities());
  }

  private static Optional<KeyProblem> noText(byte[] text) {
    for (byte c : text) {
      if (c >= 0 && c < 0x20 && c != '\t' && c != '\n' && c != '\r') {
        return Optional.of(
            KeyProblem.of(KeyProblemId.UNKNOWN_BINARY, Map.of("bytes", (long) text.length)));
      }
    }
    int wrong = SecretEncoding.firstThatIsNotUtf8(text);
    return wrong < 0
        ? Optional.empty()
        : Optional.of(KeyProblem.of(KeyProblemId.NOT_UTF8, Map.of("position", (long) wrong + 1)));
  }

  private static KeyReading foreign(String container, KeyRequest request) {
    boolean otherJson = container.equals("JSON");
    return KeyReading.refused(
        KeyProblem.of(
            request.expected() == ExpectedKey.SECRET && !otherJson
                ? KeyProblemId.KEY_AS_SECRET
                : KeyProblemId.UNSUPPORTED_CONTAINER,
            Map.of("container", container)));
  }

  private static KeyReading notAKey(byte[] text, KeyRequest request) {
    long lines = 1;
    for (int i = 0; i < text.length - 1; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return KeyReading.refused(
        KeyProblem.of(
            KeyProblemId.NOT_A_KEY, Map.of("expected", request.expected().id(), "lines", lines)));
  }

  private static KeyReading tooLarge(long bytes) {
    return KeyReading.refused(
        KeyProblem.of(KeyProblemId.TOO_LARGE, Map.of("bytes", bytes, "most", (long) LONGEST)));
  }

  private static KeyReading tooMany(long most) {
    return KeyReading.refused(
        KeyProblem.of(KeyProblemId.TOO_LARGE, Map.of("objects", most + 1, "most", most)));
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
