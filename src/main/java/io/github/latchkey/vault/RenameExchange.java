package io.github.latchkey.vault;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Swaps the names of two files in one step: `renameat2` with RENAME_EXCHANGE (man 2 rename; Linux
/// 3.15, glibc 2.28), through the JDK's foreign functions.
///
/// What lay at the vault's name is not replaced but taken out, so that it can be looked at before
/// anything becomes of it. Other systems and many network file systems have no such thing.
final class RenameExchange {

  private static final int HERE = -100; // AT_FDCWD
  private static final int EXCHANGE = 2;

  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Optional<MethodHandle> RENAME = lookUp();

  private RenameExchange() {}

  /// Swaps; false, and nothing changed, where this system or file system cannot.
  static boolean swap(Path one, Path other) throws IOException {
    return RENAME.isPresent() && swap(RENAME.get(), one, other);
  }

  private static boolean swap(MethodHandle rename, Path one, Path other) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment from = name(one, arena);
      MemorySegment to = name(other, arena);
      int result = (int) rename.invokeExact(state, HERE, from, HERE, to, EXCHANGE);
      return result == 0 || cannot((int) ERRNO.get(state, 0L), other);
    } catch (IOException | RuntimeException | Error failed) {
      throw failed;
    } catch (Throwable impossible) {
      throw new IllegalStateException("renameat2 throws nothing", impossible);
    }
  }

  /// False where the number says that there is no such call here; everything else is trouble.
  private static boolean cannot(int errno, Path file) throws IOException {
    String name = file.toString();
    return switch (errno) {
      case 1, 18, 22, 38, 95 -> false; // EPERM (call filters), EXDEV, EINVAL, ENOSYS, EOPNOTSUPP
      case 2 -> throw new NoSuchFileException(name);
      case 13 -> throw new AccessDeniedException(name);
      case 28 -> throw new FileSystemException(name, null, "No space left on device");
      case 30 -> throw new FileSystemException(name, null, "Read-only file system");
      case 122 -> throw new FileSystemException(name, null, "Disk quota exceeded");
      default -> throw new FileSystemException(name, null, "errno " + errno);
    };
  }

  /// The bytes that the file system knows the file by: a URI has each of them, whatever the locale.
  private static MemorySegment name(Path file, Arena arena) {
    URI uri = file.toUri();
    byte[] escaped = uri.getRawPath().getBytes(StandardCharsets.US_ASCII);
    MemorySegment name = arena.allocate(escaped.length + 1L);
    int length = 0;
    for (int at = 0; at < escaped.length; at++) {
      byte next = escaped[at];
      if (next == '%') {
        next =
            (byte) Integer.parseInt(new String(escaped, at + 1, 2, StandardCharsets.US_ASCII), 16);
        at += 2;
      }
      name.set(ValueLayout.JAVA_BYTE, length++, next);
    }
    return name;
  }

  @SuppressWarnings("restricted") // a call into the system: that is what this class is for
  private static Optional<MethodHandle> lookUp() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")) {
      return Optional.empty();
    }
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("renameat2")
          .map(
              symbol ->
                  linker.downcallHandle(
                      symbol,
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT,
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_INT),
                      Linker.Option.captureCallState("errno")));
    } catch (IllegalCallerException | UnsupportedOperationException notAllowedHere) {
      return Optional.empty(); // the program was started without leave for native calls
    }
  }
}
