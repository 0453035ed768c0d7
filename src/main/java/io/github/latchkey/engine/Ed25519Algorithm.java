package io.github.latchkey.engine;

import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureGenerationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/// EdDSA with Ed25519 (RFC 8037 section 3.1) for java-jwt, which does not have it, over the JDK's.
final class Ed25519Algorithm extends Algorithm {

  private static final String NAME = "Ed25519";

  private final PublicKey publicKey;
  private final Optional<PrivateKey> privateKey;

  Ed25519Algorithm(PublicKey publicKey, Optional<PrivateKey> privateKey) {
    super(JwsAlgorithm.EdDSA.name(), NAME);
    this.publicKey = publicKey;
    this.privateKey = privateKey;
  }

  @Override
  public void verify(DecodedJWT token) {
    String signed = token.getHeader() + "." + token.getPayload();
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(publicKey);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      if (signature.verify(Base64.getUrlDecoder().decode(token.getSignature()))) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException refusedByTheJdk) {
      // No signature either.
    }
    throw new SignatureVerificationException(this);
  }

  @Override
  public byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(privateKey.orElseThrow());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException refusedByTheJdk) {
      throw new SignatureGenerationException(this, refusedByTheJdk);
    }
  }
}
