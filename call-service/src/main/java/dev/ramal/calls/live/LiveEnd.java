package dev.ramal.calls.live;

import io.quarkus.websockets.next.CloseReason;

/** Why the service ends a connection; all but one ask the client to come back. */
enum LiveEnd {
  /** More waits for the reader than may. */
  BEHIND,
  /** Pings are not answered. */
  SILENT,
  /** Notifications may have been missed. */
  GAP,
  /** What was missed could not be read. */
  FAILED,
  /** The person or the organization has as many connections as it may. */
  CROWDED;

  private static final CloseReason RESUME = new CloseReason(1012, "resume with lastEventId");
  private static final CloseReason TRY_LATER = new CloseReason(1013, "too many connections");

  CloseReason closeReason() {
    return this == CROWDED ? TRY_LATER : RESUME;
  }
}
