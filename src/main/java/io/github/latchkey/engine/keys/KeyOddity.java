package io.github.latchkey.engine.keys;

import java.util.Locale;

/// Something about a file that other tools stumble over, and that was read all the same.
public enum KeyOddity {
  /// A byte order mark in front.
  BOM,
  /// UTF-16 instead of UTF-8.
  UTF_16,
  /// Lines of a PEM end with CR LF.
  CRLF,
  /// A PEM without line breaks.
  ONE_LINE,
  /// Backslash and n where line breaks belong.
  ESCAPED_NEWLINES,
  /// Quotes around a PEM.
  QUOTED,
  /// A PEM's lines begin with blanks.
  INDENTED,
  /// Other text around a PEM.
  SURROUNDING_TEXT,
  /// OpenSSL's bag attributes around a PEM.
  BAG_ATTRIBUTES,
  /// A PEM's last line does not end.
  NO_FINAL_NEWLINE,
  /// A line end behind a secret: dropped unless the request keeps it.
  TRAILING_NEWLINE_IN_SECRET,
  /// A secret that stood behind its name: only the value was taken.
  NAMED_SECRET,
  /// More than one PEM block.
  SEVERAL_OBJECTS,
  /// Encrypted in a way that should not be used any more.
  LEGACY_ENCRYPTION,
  /// A PKCS#12 file without a check of its integrity. Not given yet.
  NO_MAC,
  /// A file name whose ending promises something else.
  WRONG_FILE_NAME;

  /// The id in `key --json`: `escaped-newlines`.
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
