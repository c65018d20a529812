package dev.ramal.calls.live;

import io.quarkus.websockets.next.CloseReason;

/** Why the service ends a connection. The codes are documented: clients decide by them. */
enum LiveEnd {
  /** More waits for the reader than may. */
  BEHIND(1012, "resume with lastEventId"),
  /** Pings are not answered. */
  SILENT(1012, "resume with lastEventId"),
  /** Notifications may have been missed. */
  GAP(1012, "resume with lastEventId"),
  /** What was missed could not be read. */
  FAILED(1012, "resume with lastEventId"),
  /** The person or the organization has as many connections as it may. */
  CROWDED(1013, "too many connections"),
  NOT_UNDERSTOOD(1003, "only a message of the type Authenticate is taken"),
  TOO_LARGE(1009, "a message may have up to 16384 characters"),
  TOKEN_REFUSED(4401, "the token is not valid, or another person's"),
  OTHER_RIGHTS(4403, "another organization or other roles: connect again");

  private final CloseReason closeReason;

  LiveEnd(int code, String message) {
    this.closeReason = new CloseReason(code, message);
  }

  CloseReason closeReason() {
    return closeReason;
  }
}
