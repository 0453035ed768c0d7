package io.github.latchkey.cli;

import io.github.latchkey.app.AppException;
import io.github.latchkey.engine.EngineException;
import io.github.latchkey.fault.FaultException;
import io.github.latchkey.json.JsonException;
import io.github.latchkey.platform.PlatformException;
import io.github.latchkey.vault.VaultException;
import java.util.Collection;
import java.util.List;

/// The exit codes, as `src/docs/cli.md` lists them.
final class ExitCode {

  static final int DONE = 0;
  static final int NO = 1;
  static final int USAGE = 2;
  static final int LOCKED = 3;
  static final int DAMAGED = 4;
  static final int SYSTEM = 5;
  static final int UNVERIFIED = 6;

  private static final List<Integer> WORST_FIRST =
      List.of(SYSTEM, DAMAGED, LOCKED, NO, UNVERIFIED, DONE);

  private ExitCode() {}

  /// The worst of several.
  static int worst(Collection<Integer> codes) {
    return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(DONE);
  }

  static int of(FaultException fault) {
    return switch (fault) {
      case VaultException vault -> of(vault.kind());
      case AppException app -> of(app.kind());
      case PlatformException platform ->
          platform.kind() == PlatformException.Kind.PLATFORM_UNKNOWN ? USAGE : DAMAGED;
      case EngineException engine ->
          engine.kind() == EngineException.Kind.ALGORITHM_MISMATCH
                  || engine.kind() == EngineException.Kind.SIGNING_FAILED
              ? USAGE
              : DAMAGED;
      case JsonException json -> USAGE;
      default -> SYSTEM;
    };
  }

  private static int of(VaultException.Kind kind) {
    return switch (kind) {
      case VAULT_EXISTS,
          SLOTS_CHANGED,
          BACKUP_IN_THE_WAY,
          SLOT_UNKNOWN,
          SLOTS_FULL,
          LAST_WAY_IN,
          KEY_FILE_EXISTS ->
          NO;
      case WRONG_PASSWORD,
          WRONG_RECOVERY_KEY,
          KEY_DIFFERS,
          VAULT_REKEYED,
          VAULT_KEY_RIVAL,
          RESTORE_UNDOES_ROTATION,
          MERGE_UNDOES_ROTATION,
          RECOVERY_KEY_MISTYPED,
          NO_SUCH_SLOT,
          CANCELLED,
          KEY_FILE_NEEDED,
          WRONG_KEY_FILE,
          SLOT_PASSWORD_NEEDED,
          KEYRING_MISSING,
          KEYRING_LOCKED,
          KEYRING_FAILED,
          KEYRING_ENTRY_GONE ->
          LOCKED;
      case NOT_A_VAULT,
          VAULT_DAMAGED,
          VAULT_NEWER,
          VAULT_TOO_LARGE,
          VAULT_COST_REFUSED,
          VAULT_COST_HIGH,
          NOT_A_KEY_FILE,
          KEY_FILE_DAMAGED,
          VAULT_CHANGED,
          ANOTHER_VAULT ->
          DAMAGED;
      case VAULT_NOT_FOUND,
          KEY_FILE_NOT_FOUND,
          OUT_OF_MEMORY,
          VAULT_BUSY,
          VAULT_CONTENDED,
          NO_PERMISSION,
          DISK_FULL,
          FILE_TROUBLE ->
          SYSTEM;
    };
  }

  private static int of(AppException.Kind kind) {
    return switch (kind) {
      case NAME_TAKEN,
          NAME_AMBIGUOUS,
          NO_SUCH_CREDENTIAL,
          NOT_IN_TRASH,
          NO_SUCH_VALUE,
          VAULT_THERE,
          TOKEN_UNWISE,
          ROW_UNUSABLE ->
          NO;
      case NO_USABLE_KEY,
          KEY_NEWER,
          SECRET_WANTED,
          PRIVATE_KEY_WANTED,
          FILE_TOO_LARGE,
          ROWS_DAMAGED,
          HEADING_UNUSABLE ->
          DAMAGED;
      case PASSWORD_UNUSABLE, CONFIRMATION_STALE -> LOCKED;
      case FILE_MISSING,
          FILE_EXISTS,
          FILE_IS_NONE,
          FILE_FORBIDDEN,
          WRITING_FORBIDDEN,
          FILE_UNREADABLE,
          FILE_UNWRITABLE,
          NO_SPACE_LEFT ->
          SYSTEM;
      case NAME_UNUSABLE,
          FIELD_MISSING,
          FIELD_UNUSABLE,
          FIELD_UNKNOWN,
          SHAPE_UNKNOWN,
          SHAPE_INCOMPLETE,
          LINK_UNSAFE,
          PASSWORD_WEAK,
          CLAIM_UNUSABLE,
          PATH_UNUSABLE,
          TIME_UNUSABLE,
          DURATION_UNUSABLE,
          DATE_UNUSABLE,
          HEADER_FIXED,
          ALGORITHM_REFUSED,
          OUTPUT_IS_INPUT,
          FORM_UNFIT,
          PASSPHRASE_EMPTY ->
          USAGE;
    };
  }
}
