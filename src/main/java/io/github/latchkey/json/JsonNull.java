package io.github.latchkey.json;

/// `null`.
public record JsonNull() implements Json {}
