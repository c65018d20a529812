package dev.ramal.calls.dispositions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is to be done after a call that went so.
 *
 * @param after how many of the unit, from the disposition on
 * @param text what the task says
 */
@Schema(name = "FollowUpRule")
record FollowUpRule(
    @Schema(required = true, minimum = "1", maximum = "720") Integer after,
    @Schema(required = true, implementation = Unit.class) Unit unit,
    @Schema(required = true, maxLength = 500) String text) {

  /** Business days are Monday to Friday without the holidays where the lead is at home. */
  enum Unit {
    HOURS("hours", 720),
    BUSINESS_DAYS("business-days", 90);

    private final String wire;
    final int most;

    Unit(String wire, int most) {
      this.wire = wire;
      this.most = most;
    }

    @JsonValue
    public String wire() {
      return wire;
    }

    /** Null for null and for an unknown word. */
    @JsonCreator
    static Unit find(String wire) {
      for (Unit each : values()) {
        if (wire != null && each.wire.equals(wire.toLowerCase(Locale.ROOT))) {
          return each;
        }
      }
      return null;
    }
  }
}
