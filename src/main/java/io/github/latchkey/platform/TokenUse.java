package io.github.latchkey.platform;

/// One shape in which the platform takes a token.
///
/// @param shape what it is; the command line asks for it by this name
/// @param template the text around the token
/// @param note what a person should know before using it; may be empty
public record TokenUse(Shape shape, Template template, String note) {

  /// The shapes there are.
  public enum Shape {
    /// An HTTP header line.
    BEARER,
    /// A link that opens the meeting.
    URL
  }
}
