package dev.ramal.crm.connection;

import java.time.Instant;

/** What happens to a connection. */
public sealed interface CrmConnectionEvent {
  /** An administrator entered credentials. */
  record Entered(Instant at) implements CrmConnectionEvent {}

  /**
   * The CRM refuses our tokens, even fresh ones.
   *
   * @param reason for the administrator
   */
  record Lost(String reason, Instant at) implements CrmConnectionEvent {}
}
