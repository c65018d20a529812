package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;

/** What a template is for. The names are stored. */
public enum TemplateCategory {
  GREETING,
  FOLLOW_UP,
  OBJECTION,
  CLOSING,
  OTHER;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }
}
