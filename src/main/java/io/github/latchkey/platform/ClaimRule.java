package io.github.latchkey.platform;

import io.github.latchkey.engine.inspect.FindingId;
import io.github.latchkey.engine.inspect.Severity;
import io.github.latchkey.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One claim or header parameter of a platform: what it is, whether it must be there and where its
/// value comes from.
///
/// @param place the header parameter or claim
/// @param label the name on the screen
/// @param help what it does, in one or two sentences; may be empty
/// @param type what its value must be
/// @param presence whether the platform asks for it
/// @param source where the value comes from when the person gives none
/// @param otherwise how bad another value than the constant or made one is
/// @param allowed the only values the platform takes; empty for any
/// @param form what a text must look like
/// @param formFinding what a text of another form is told as
/// @param longest the most characters of a text; 0 for no limit
public record ClaimRule(
    Place place,
    String label,
    String help,
    ClaimType type,
    Presence presence,
    Source source,
    Severity otherwise,
    List<Json> allowed,
    Optional<Pattern> form,
    FindingId formFinding,
    int longest) {

  /// Whether a claim must be there.
  public enum Presence {
    /// The platform refuses a token without it.
    REQUIRED,
    /// The platform's documents ask for it, and a token without it may work.
    ADVISED,
    /// It may be there.
    OPTIONAL
  }

  /// Where a value comes from when the person gives none.
  public sealed interface Source {}

  /// Only from the person.
  public record Asked() implements Source {}

  /// From the person, who finds this value in the field.
  public record Suggested(Json value) implements Source {}

  /// Always this value: the platform says "keep as is".
  public record Constant(Json value) implements Source {}

  /// Made from other values.
  public record Made(Template template) implements Source {}

  /// The moment of signing, the start or the end of validity; `always` when it is written without
  /// being asked for.
  public record Clocked(Moment moment, boolean always) implements Source {}

  /// The moments that a token knows.
  public enum Moment {
    /// `iat`
    ISSUED,
    /// `nbf`
    START,
    /// `exp`
    END
  }

  /// Whether the person may be asked for the value: it is neither constant, nor made, nor a time.
  public boolean isAsked() {
    return source instanceof Asked || source instanceof Suggested;
  }
}
