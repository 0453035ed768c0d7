package io.github.latchkey.desktop.control;

import java.time.Instant;

/// One moment on a [ValidityTimeline], with the label below it.
public record TimeMark(Instant at, String label) {}
