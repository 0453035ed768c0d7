package io.github.latchkey.vault;

import java.nio.file.Path;
import java.util.Optional;

/// What a save did: the generation it wrote, the copy that the version before was kept as (empty
/// for the first save), whether a lock kept other processes out (`false`: this file system has
/// none, and a person has to be told), and whether values that others had saved meanwhile were
/// taken in.
public record SaveOutcome(long generation, Optional<Path> copy, boolean locked, boolean merged) {}
