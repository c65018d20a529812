package dev.ramal.calls.flow;

import java.util.Set;

/**
 * What the flow needs to know of a call.
 *
 * @param status as the call tells it, perhaps in capitals
 * @param record whether the lead's leg is recorded
 * @param connectionId the account it runs through; null while that is not chosen
 */
record CallAtHand(String status, boolean record, String connectionId) {
  private static final Set<String> OVER =
      Set.of("COMPLETED", "BUSY", "NO_ANSWER", "CANCELED", "FAILED", "DENIED", "ABANDONED");

  boolean over() {
    return OVER.contains(status);
  }

  boolean runsThrough(String connection) {
    return connectionId == null || connectionId.equals(connection);
  }
}
