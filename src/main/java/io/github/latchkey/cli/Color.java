package io.github.latchkey.cli;

/// When output is coloured.
enum Color {
  AUTO,
  ALWAYS,
  NEVER
}
