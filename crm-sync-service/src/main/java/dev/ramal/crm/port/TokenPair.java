package dev.ramal.crm.port;

import java.time.Duration;

/**
 * What a refresh token was exchanged for.
 *
 * @param refreshToken for the next exchange; the one that bought this pair may be dead
 * @param lifetime of the access token
 */
public record TokenPair(AccessToken accessToken, String refreshToken, Duration lifetime) {
  @Override
  public String toString() {
    return "TokenPair for " + lifetime;
  }
}
