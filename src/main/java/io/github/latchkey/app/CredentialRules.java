package io.github.latchkey.app;

import io.github.latchkey.platform.FieldRule;
import io.github.latchkey.platform.PlatformProfile;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What a credential's name and fields must be like.
final class CredentialRules {

  private static final int LONGEST_NAME = 200;

  private CredentialRules() {}

  /// NAME_UNUSABLE where a name is empty, too long, or has characters that nobody sees.
  static void checkName(String name) throws AppException {
    if (name.isEmpty() || name.length() > LONGEST_NAME || !Wording.visible(name).equals(name)) {
      throw new AppException(AppException.Kind.NAME_UNUSABLE, Map.of("longest", LONGEST_NAME));
    }
  }

  /// FIELD_UNKNOWN, FIELD_MISSING or FIELD_UNUSABLE by what the platform says; `kept` are fields
  /// that may stay although the platform does not know them.
  static void checkFields(PlatformProfile platform, Map<String, String> fields, Set<String> kept)
      throws AppException {
    for (String id : fields.keySet()) {
      if (platform.field(id).isEmpty() && !kept.contains(id)) {
        String known =
            platform.fields().stream().map(FieldRule::id).collect(Collectors.joining(", "));
        throw new AppException(
            AppException.Kind.FIELD_UNKNOWN,
            Map.of("id", id, "known", known, "platform", platform.name()));
      }
    }
    for (FieldRule field : platform.fields()) {
      check(field, fields.getOrDefault(field.id(), ""), platform);
    }
  }

  private static void check(FieldRule field, String value, PlatformProfile platform)
      throws AppException {
    if (value.isEmpty() && field.required()) {
      throw new AppException(
          AppException.Kind.FIELD_MISSING,
          Map.of("label", field.label(), "id", field.id(), "platform", platform.name()));
    }
    boolean seen = Wording.visible(value).equals(value);
    if (!value.isEmpty()
        && (!seen || field.form().map(form -> !form.matcher(value).matches()).orElse(false))) {
      throw new AppException(
          AppException.Kind.FIELD_UNUSABLE,
          Map.of(
              "label",
              field.label(),
              "id",
              field.id(),
              "value",
              value,
              "example",
              field.example()));
    }
  }
}
