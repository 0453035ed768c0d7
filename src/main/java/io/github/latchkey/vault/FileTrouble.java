package io.github.latchkey.vault;

import io.github.latchkey.vault.VaultException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Tells what an IOException means to a person.
///
/// Java has no types for a full disk or a read-only file system, so their texts are recognised;
/// where the text is unknown, the space that is left decides.
final class FileTrouble {

  private FileTrouble() {}

  /// The fault for a failed read or other operation on this file.
  static VaultException of(IOException trouble, Path file) {
    return of(trouble, file, 0);
  }

  /// The fault for a failed write that needed this many bytes.
  static VaultException of(IOException trouble, Path file, long needed) {
    return new VaultException(kind(trouble, file, needed), Map.of("file", file), trouble);
  }

  /// Whether the file system has no such operation, as network file systems have no locks. Any
  /// other failure of a lock is trouble: the lock may be there and the disk not.
  static boolean isNoSuchCall(IOException trouble) {
    return says(
        text(trouble),
        "no locks available", // ENOLCK
        "function not implemented", // ENOSYS
        "operation not supported", // EOPNOTSUPP
        "not supported",
        "invalid argument", // EINVAL of file systems in user space
        "incorrect function", // Windows: ERROR_INVALID_FUNCTION
        "inappropriate ioctl"); // ENOTTY
  }

  private static String text(IOException trouble) {
    return String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static Kind kind(IOException trouble, Path file, long needed) {
    String text = text(trouble);
    if (trouble instanceof NoSuchFileException) {
      return Kind.VAULT_NOT_FOUND;
    }
    if (trouble instanceof AccessDeniedException
        || says(text, "read-only file system", "permission denied", "not permitted")
        || isReadOnly(file)) {
      return Kind.NO_PERMISSION;
    }
    if (says(text, "no space left", "not enough space", "quota exceeded")
        || spaceLeft(file) < needed) {
      return Kind.DISK_FULL;
    }
    return Kind.FILE_TROUBLE;
  }

  private static boolean says(String text, String... phrases) {
    return Stream.of(phrases).anyMatch(text::contains);
  }

  /// The system's own text may be in any language.
  private static boolean isReadOnly(Path file) {
    try {
      return Files.getFileStore(file.toAbsolutePath().getParent()).isReadOnly();
    } catch (IOException | SecurityException unknown) {
      return false;
    }
  }

  private static long spaceLeft(Path file) {
    try {
      return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    } catch (IOException | SecurityException unknown) {
      return Long.MAX_VALUE; // then the full disk is not what can be reported
    }
  }
}
