package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * By which WhatsApp prices a message of ours: the category of the template that it went as, or
 * service for what is written freely within 24 hours after the contact has written.
 */
public enum WhatsAppCategory {
  MARKETING("marketing"),
  UTILITY("utility"),
  AUTHENTICATION("authentication"),
  SERVICE("service"),
  /** It has one, and nobody of ours can say which. */
  UNKNOWN("unknown");

  private final String wire;

  WhatsAppCategory(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null; unknown for a word that this version does not know, never a guess. */
  @JsonCreator
  public static WhatsAppCategory of(String wire) {
    if (wire == null) {
      return null;
    }
    WhatsAppCategory found = WireWords.find(values(), WhatsAppCategory::wire, wire);
    return found == null ? UNKNOWN : found;
  }
}
