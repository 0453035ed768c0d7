package io.github.latchkey.app;

import java.nio.file.Path;
import java.time.Instant;

/// A backup that was made from this computer: where it was written, when, and which save it holds.
/// It may have been moved since.
public record Backup(Path file, Instant made, long generation) {}
