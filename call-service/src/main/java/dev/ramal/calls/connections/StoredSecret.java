package dev.ramal.calls.connections;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ramal.events.connections.ConnectionPublished.SealedSecret;
import java.time.Instant;

/**
 * A secret of a connection, or a public key that is rotated like one.
 *
 * @param name auth-token, api-key or public-key
 * @param value sealed; a public key in clear
 * @param fingerprint tells two secrets apart without telling either
 * @param validUntil null while it is current
 */
record StoredSecret(String name, String value, String fingerprint, Instant validUntil) {
  static final String PUBLIC_KEY = "public-key";

  boolean liveAt(Instant now) {
    return validUntil == null || now.isBefore(validUntil);
  }

  @JsonIgnore
  boolean isPublicKey() {
    return name.equals(PUBLIC_KEY);
  }

  StoredSecret until(Instant end) {
    return new StoredSecret(name, value, fingerprint, end);
  }

  SealedSecret sealed() {
    return new SealedSecret(name, value, validUntil);
  }
}
