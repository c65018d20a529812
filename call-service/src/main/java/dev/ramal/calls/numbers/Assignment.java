package dev.ramal.calls.numbers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose number it is; one that is nobody's belongs to the pool.
 *
 * @param id user id of the agent, or id of the campaign
 */
@Schema(name = "NumberAssignment")
public record Assignment(Kind kind, String id) {

  /** The names are stored. */
  public enum Kind {
    AGENT,
    CAMPAIGN;

    @JsonValue
    public String wire() {
      return WireWords.of(this);
    }
  }

  static Assignment of(String kind, String id) {
    return kind == null ? null : new Assignment(Kind.valueOf(kind), id);
  }
}
