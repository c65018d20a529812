package dev.ramal.crm.connections;

import dev.ramal.crm.connection.CrmConnectionState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The state of the connection, without any secret.
 *
 * @param state not-connected, connected or reconnect-required
 * @param reason why it must be connected again; null otherwise
 * @param since null when not connected
 * @param clientId null when not connected, or connected by a token
 */
@Schema(name = "CrmConnection")
public record CrmConnectionView(
    String crm,
    @Schema(enumeration = {"not-connected", "connected", "reconnect-required"}) String state,
    @Schema(nullable = true) String reason,
    @Schema(nullable = true) Instant since,
    @Schema(nullable = true) String clientId) {
  static CrmConnectionView none(String crm) {
    return new CrmConnectionView(crm, CrmConnectionState.NOT_CONNECTED, null, null, null);
  }

  static CrmConnectionView of(CrmConnectionRow row) {
    CrmConnectionState state = row.state();
    return new CrmConnectionView(
        row.crm,
        state.word(),
        state.reason(),
        state.since(),
        row.clientId.isEmpty() ? null : row.clientId);
  }
}
