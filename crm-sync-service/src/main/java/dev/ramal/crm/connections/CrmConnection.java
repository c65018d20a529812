package dev.ramal.crm.connections;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one CRM account of an organization. Secrets and tokens are sealed, never plain. */
@Entity
@Table(name = "crm_connection")
class CrmConnection {
  static final String NOT_CONNECTED = "not-connected";
  static final String CONNECTED = "connected";
  static final String RECONNECT_REQUIRED = "reconnect-required";

  @Id String tenant;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "client_secret")
  String clientSecret;

  @Column(name = "refresh_token")
  String refreshToken;

  @Column(name = "access_token")
  String accessToken;

  @Column(name = "access_expires_at")
  Instant accessExpiresAt;

  String state;

  @Column(name = "state_reason")
  String stateReason;

  @Column(name = "state_since")
  Instant stateSince;

  boolean isConnected() {
    return CONNECTED.equals(state);
  }

  boolean hasLiveToken(Instant at) {
    return accessToken != null && accessExpiresAt != null && accessExpiresAt.isAfter(at);
  }

  void moveTo(String newState, String reason, Instant since) {
    if (!newState.equals(state)) {
      stateSince = since;
    }
    state = newState;
    stateReason = reason;
  }
}
