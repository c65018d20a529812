package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;

/** By which WhatsApp judges and prices a template. The names are stored, and asked for. */
public enum ApprovalCategory {
  UTILITY,
  MARKETING;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }
}
