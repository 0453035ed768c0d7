package io.github.latchkey.engine.inspect;

import io.github.latchkey.engine.VerifyingKey;

/// A key that a signature is tried with; it stays the property of who made it.
///
/// @param name of the credential, for the findings
/// @param expected whether it should have signed: same kid, issuer or app id, or given by the
///   person
public record KeyCandidate(String name, VerifyingKey key, boolean expected) {}
