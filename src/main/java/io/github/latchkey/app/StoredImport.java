package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import io.github.latchkey.vault.SaveOutcome;
import java.util.Optional;

/// A credential that is on disk, was read back, and has signed a test token.
///
/// @param tested the algorithm of the test token
/// @param sameKeyAs the name of another credential with the very same key
public record StoredImport(
    Credential credential, SaveOutcome saved, JwsAlgorithm tested, Optional<String> sameKeyAs) {}
