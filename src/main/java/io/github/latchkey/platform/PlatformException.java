package io.github.latchkey.platform;

import io.github.latchkey.fault.FaultException;
import java.util.Map;

/// A platform file that cannot be used, or a platform that does not exist. Facts: `file`, `line`,
/// `at` (JSON Pointer), `why` (a short id), `id` for a missing platform.
public final class PlatformException extends FaultException {

  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Kind {
    /// The file is not what a platform file should be, at `line`, for the reason `why`.
    PLATFORM_FILE_BROKEN,
    /// There is no platform of this `id`.
    PLATFORM_UNKNOWN
  }

  private final Kind kind;

  /// A fault with its facts.
  public PlatformException(Kind kind, Map<String, ?> facts) {
    super(kind, facts, null);
    this.kind = kind;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
