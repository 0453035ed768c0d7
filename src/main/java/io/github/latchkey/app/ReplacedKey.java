package io.github.latchkey.app;

import io.github.latchkey.engine.JwsAlgorithm;
import java.util.Optional;

/// A credential that has another key now, which is on disk and has signed a test token.
///
/// @param edited the credential, how to have the key before back, and what saving did; nothing was
///   saved where it was the same key
/// @param tested the algorithm of the test token
/// @param sameKeyAs the name of another credential with the very same key
public record ReplacedKey(Edited edited, JwsAlgorithm tested, Optional<String> sameKeyAs) {}
