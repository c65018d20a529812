package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** A carrier's handle of one leg: Twilio's call sid, Telnyx's call control id. */
public record CarrierCallId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CarrierCallId {
    Objects.requireNonNull(value, "value");
  }

  /**
   * @param value null where there is none
   * @return null for null
   */
  public static CarrierCallId ofNullable(String value) {
    return value == null ? null : new CarrierCallId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
