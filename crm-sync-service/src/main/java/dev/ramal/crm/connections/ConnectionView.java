package dev.ramal.crm.connections;

import java.time.Instant;

/**
 * The state of the connection, without any secret.
 *
 * @param state not-connected, connected or reconnect-required
 * @param reason why it must be connected again; null otherwise
 * @param since null when not connected
 */
public record ConnectionView(
    String crm, String state, String reason, Instant since, String clientId) {
  static final String RD_STATION = "rdstation";

  static ConnectionView none() {
    return new ConnectionView(RD_STATION, CrmConnection.NOT_CONNECTED, null, null, null);
  }

  static ConnectionView of(CrmConnection connection) {
    return new ConnectionView(
        RD_STATION,
        connection.state,
        connection.stateReason,
        connection.stateSince,
        connection.clientId);
  }
}
