package io.github.latchkey.json;

/// `true` or `false`.
public record JsonBoolean(boolean value) implements Json {}
