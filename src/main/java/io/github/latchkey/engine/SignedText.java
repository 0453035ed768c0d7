package io.github.latchkey.engine;

import com.auth0.jwt.interfaces.Claim;
import com.auth0.jwt.interfaces.DecodedJWT;
import java.util.Date;
import java.util.List;
import java.util.Map;

/// The three texts of a token, for java-jwt's `Algorithm.verify`, which reads nothing else.
///
/// java-jwt's own decoder is kept out on purpose: it takes duplicate names, junk behind the JSON
/// and broken UTF-8, refuses whole tokens for one odd claim, and writes payloads into its messages.
record SignedText(String header, String payload, String signature) implements DecodedJWT {

  @Override
  public String getHeader() {
    return header;
  }

  @Override
  public String getPayload() {
    return payload;
  }

  @Override
  public String getSignature() {
    return signature;
  }

  @Override
  public String getToken() {
    return header + "." + payload + "." + signature;
  }

  @Override
  public String getAlgorithm() {
    throw unread();
  }

  @Override
  public String getType() {
    throw unread();
  }

  @Override
  public String getContentType() {
    throw unread();
  }

  /// Asked for by RSA with a provider of several keys; ours has one and does not look at it.
  @Override
  public String getKeyId() {
    return "";
  }

  @Override
  public Claim getHeaderClaim(String name) {
    throw unread();
  }

  @Override
  public String getIssuer() {
    throw unread();
  }

  @Override
  public String getSubject() {
    throw unread();
  }

  @Override
  public List<String> getAudience() {
    throw unread();
  }

  @Override
  public Date getExpiresAt() {
    throw unread();
  }

  @Override
  public Date getNotBefore() {
    throw unread();
  }

  @Override
  public Date getIssuedAt() {
    throw unread();
  }

  @Override
  public String getId() {
    throw unread();
  }

  @Override
  public Claim getClaim(String name) {
    throw unread();
  }

  @Override
  public Map<String, Claim> getClaims() {
    throw unread();
  }

  private static UnsupportedOperationException unread() {
    return new UnsupportedOperationException("only the texts are known here");
  }
}
