package io.github.latchkey.platform;

import java.util.Optional;

/// A field that a credential of the platform has, such as the app id.
///
/// @param id the name on the command line and in the vault: `consumerId`
/// @param label the name on the screen
/// @param help where a person finds the value; may be empty
/// @param required whether a token cannot be made without it
/// @param example a value of the right form, for the empty field; may be empty
/// @param form what the value must look like as a whole
public record FieldRule(
    String id,
    String label,
    String help,
    boolean required,
    String example,
    Optional<java.util.regex.Pattern> form) {}
