package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionEvent;
import dev.ramal.crm.connection.CrmConnectionState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The one CRM account of an organization. Secrets and tokens are sealed, never plain. */
@Entity
@Table(name = "crm_connection")
class CrmConnectionRow {
  @Id String tenant;

  /** Name of the CRM. */
  String crm;

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

  private String state;

  @Column(name = "state_reason")
  private String stateReason;

  @Column(name = "state_since")
  private Instant stateSince;

  CrmConnectionState state() {
    return state == null
        ? new CrmConnectionState.NotConnected()
        : CrmConnectionState.of(state, stateReason, stateSince);
  }

  /** Why it must be connected again; null when it must not. */
  String reason() {
    return stateReason;
  }

  boolean isConnected() {
    return state() instanceof CrmConnectionState.Connected;
  }

  boolean hasLiveToken(Instant at) {
    return accessToken != null && accessExpiresAt != null && accessExpiresAt.isAfter(at);
  }

  /**
   * @return whether the event said something new
   */
  boolean hear(CrmConnectionEvent event) {
    return state().on(event).map(this::become).isPresent();
  }

  private CrmConnectionState become(CrmConnectionState next) {
    state = next.word();
    if (next instanceof CrmConnectionState.Connected connected) {
      stateReason = null;
      stateSince = connected.since();
    } else if (next instanceof CrmConnectionState.ReconnectRequired lost) {
      stateReason = lost.reason();
      stateSince = lost.since();
    }
    return next;
  }
}
