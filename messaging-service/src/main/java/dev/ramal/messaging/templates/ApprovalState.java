package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;

/** How far a text is with a carrier. The names are stored. */
public enum ApprovalState {
  /** Asked for; nobody has decided yet. */
  PENDING,
  APPROVED,
  /** Or the carrier did not even take it; the reason tells. */
  REJECTED,
  /** Approved once; WhatsApp lets it rest because contacts complain. */
  PAUSED,
  /** Approved once, and never again. */
  DISABLED;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /** Whether it may still change. */
  boolean isOpen() {
    return this == PENDING || this == APPROVED || this == PAUSED;
  }
}
