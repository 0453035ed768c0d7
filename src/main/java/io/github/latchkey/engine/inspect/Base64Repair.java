package io.github.latchkey.engine.inspect;

import java.util.ArrayList;
import java.util.List;

/// A token brought into the base64url that it should have been written in.
///
/// @param what was wrong: `standard-alphabet`, `padding`
record Base64Repair(String text, List<String> what) {

  static Base64Repair of(String token) {
    List<String> what = new ArrayList<>();
    if (token.indexOf('+') >= 0 || token.indexOf('/') >= 0) {
      what.add("standard-alphabet");
    }
    if (token.indexOf('=') >= 0) {
      what.add("padding");
    }
    String text = token.replace('+', '-').replace('/', '_').replace("=", "");
    return new Base64Repair(text, List.copyOf(what));
  }
}
