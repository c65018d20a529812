package dev.ramal.messaging.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;

/** Who may use a template; managers and admins see every one. The names are stored. */
public enum Sharing {
  ORGANIZATION,
  AUTHOR;

  @JsonValue
  public String wire() {
    return WireWords.of(this);
  }
}
