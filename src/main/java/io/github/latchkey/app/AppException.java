package io.github.latchkey.app;

import io.github.latchkey.fault.FaultException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Something that a person asked for cannot be done. The facts of each kind are named beside it.
public final class AppException extends FaultException {

  private static final long serialVersionUID = 1L;

  /// What stands in the way.
  public enum Kind {
    /// A credential of this `name` exists.
    NAME_TAKEN,
    /// The name is empty, longer than 200 characters, or has control characters.
    NAME_UNUSABLE,
    /// Several credentials are called `name`: those with these `ids`.
    NAME_AMBIGUOUS,
    /// There is no credential of this `name`.
    NO_SUCH_CREDENTIAL,
    /// There is no credential of this `name` in the trash.
    NOT_IN_TRASH,
    /// The credential `name` has no earlier value `id`.
    NO_SUCH_VALUE,
    /// A field that the platform asks for is empty: `label`, `id`, `platform`.
    FIELD_MISSING,
    /// A field has a form that the platform does not know: `label`, `id`, `value`, `example`.
    FIELD_UNUSABLE,
    /// The platform has no field of this `id`; it has `known`.
    FIELD_UNKNOWN,
    /// Nothing among the files can sign.
    NO_USABLE_KEY,
    /// A newer version wrote about a stored key what this one cannot heed: `word`.
    KEY_NEWER,
    /// The `platform` wants a secret and this is a private key.
    SECRET_WANTED,
    /// The `platform` wants a private key and this is a secret.
    PRIVATE_KEY_WANTED,
    /// The `platform` has no use of this `shape`.
    SHAPE_UNKNOWN,
    /// The `shape` needs a value that is empty: `needs`.
    SHAPE_INCOMPLETE,
    /// A link with this `value` as a part of its path would lead elsewhere.
    LINK_UNSAFE,
    /// The `text` given for claim `path` is not of type `type`.
    CLAIM_UNUSABLE,
    /// `path` is not a claim path.
    PATH_UNUSABLE,
    /// `text` is no time that Latchkey understands.
    TIME_UNUSABLE,
    /// `text` is no duration that Latchkey understands.
    DURATION_UNUSABLE,
    /// `text` is no date.
    DATE_UNUSABLE,
    /// `file` does not exist.
    FILE_MISSING,
    /// `file` exists already.
    FILE_EXISTS,
    /// `file` is a folder, a pipe or a device, which is not replaced.
    FILE_IS_NONE,
    /// `file` may not be read.
    FILE_FORBIDDEN,
    /// `file` may not be written, or not be made in its folder.
    WRITING_FORBIDDEN,
    /// `file` is longer than the `limit`.
    FILE_TOO_LARGE,
    /// `file` could not be read.
    FILE_UNREADABLE,
    /// `file` could not be written.
    FILE_UNWRITABLE,
    /// There is no room for `file`.
    NO_SPACE_LEFT,
    /// The key of the credential `name` is not written as `format`; `known` are those that fit.
    FORM_UNFIT,
    /// A key was to be encrypted with an empty passphrase.
    PASSPHRASE_EMPTY,
    /// The ways into the vault have changed since the password was asked for.
    CONFIRMATION_STALE,
    /// A vault is to be made where `file` is already.
    VAULT_THERE,
    /// A new vault's password would be guessed; `hint` says why, and may be empty.
    PASSWORD_WEAK,
    /// The password is empty, longer than 1,024 bytes, or not UTF-8.
    PASSWORD_UNUSABLE,
    /// The header parameter `name` is not for a person to set.
    HEADER_FIXED,
    /// `alg` is none of the algorithms that `platform` takes and the key can do: `allowed`.
    ALGORITHM_REFUSED,
    /// A token with errors or warnings was not to be signed.
    TOKEN_UNWISE,
    /// A batch's `file` cannot be read on from `line`: `reason`.
    ROWS_DAMAGED,
    /// A batch's `file` has a `heading` that is no claim's path, or stands twice.
    HEADING_UNUSABLE,
    /// A row of a batch is not what it should be: `reason`, and `place` (may be empty).
    ROW_UNUSABLE,
    /// A batch's output would replace its input: `file`.
    OUTPUT_IS_INPUT
  }

  private final Kind kind;

  /// A fault with its facts.
  public AppException(Kind kind, Map<String, ?> facts) {
    super(kind, facts, null);
    this.kind = kind;
  }

  /// What the operating system said about a file, as a fault.
  public static AppException about(Path file, IOException trouble) {
    Kind kind =
        switch (trouble) {
          case NoSuchFileException missing -> Kind.FILE_MISSING;
          case FileAlreadyExistsException exists -> Kind.FILE_EXISTS;
          case AccessDeniedException denied -> Kind.FILE_FORBIDDEN;
          default -> isOfSpace(trouble) ? Kind.NO_SPACE_LEFT : Kind.FILE_UNREADABLE;
        };
    return new AppException(kind, Map.of("file", file));
  }

  /// The same for a file that was to be written.
  public static AppException aboutWriting(Path file, IOException trouble) {
    AppException fault = about(file, trouble);
    Kind kind =
        switch (fault.kind()) {
          case FILE_FORBIDDEN -> Kind.WRITING_FORBIDDEN;
          case FILE_UNREADABLE -> Kind.FILE_UNWRITABLE;
          default -> fault.kind();
        };
    return new AppException(kind, fault.facts());
  }

  /// Java has no type for a full disk, only the system's text.
  private static boolean isOfSpace(IOException trouble) {
    String text = String.valueOf(trouble.getMessage()).toLowerCase(Locale.ROOT);
    return Stream.of("no space left", "not enough space", "quota exceeded")
        .anyMatch(text::contains);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
