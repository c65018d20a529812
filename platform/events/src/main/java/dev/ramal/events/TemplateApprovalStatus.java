package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What WhatsApp says of the text of a template. */
public enum TemplateApprovalStatus {
  /** Nobody has decided yet. */
  PENDING,
  APPROVED,
  REJECTED,
  /** Approved once; it rests because contacts complain, and may come back. */
  PAUSED,
  /** Approved once, and never again. */
  DISABLED;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static TemplateApprovalStatus of(String wire) {
    return WireWords.of(values(), TemplateApprovalStatus::wire, wire);
  }
}
