package io.github.latchkey.engine.keys;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Where in a file a key stands, for what is said about it.
///
/// @param form what the container's name ends with: `PEM`, `DER`, `base64`
/// @param line where its content ends, from 1; none in a binary file
/// @param label of the PEM block; empty where there is none
record KeyPlace(String form, OptionalLong line, String label) {

  /// A binary file of one structure.
  static final KeyPlace DER = new KeyPlace("DER", OptionalLong.empty(), "");

  /// A text of one structure in base64, without the lines of a PEM.
  static final KeyPlace BASE64 = new KeyPlace("base64", OptionalLong.empty(), "");

  /// A text of one structure, whose container has a name of its own.
  static final KeyPlace TEXT = new KeyPlace("", OptionalLong.empty(), "");

  /// A line of such a text.
  static KeyPlace line(long line) {
    return new KeyPlace("", OptionalLong.of(line), "");
  }

  /// A PEM block.
  static KeyPlace of(PemBlock block) {
    return new KeyPlace("PEM", OptionalLong.of(block.line()), block.label());
  }

  /// `PKCS#8` in this form: `PKCS#8 PEM`.
  String container(String name) {
    return name + " " + form;
  }

  KeyProblem damaged() {
    return KeyProblem.of(KeyProblemId.DAMAGED, facts());
  }

  KeyProblem mismatch(DerShape content) {
    Map<String, Object> facts = facts();
    facts.put("expected", content.label());
    return KeyProblem.of(KeyProblemId.LABEL_MISMATCH, facts);
  }

  private Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>();
    facts.put("label", label);
    line.ifPresent(number -> facts.put("line", number));
    return facts;
  }
}
