package dev.ramal.billing.exports.monthly;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where a monthly export stands. */
public enum MonthlyExportState {
  /** Its files are being written, or wait for it. */
  PENDING("pending"),
  /** Files and manifest lie in the store. */
  READY("ready");

  private final String wire;

  MonthlyExportState(String wire) {
    this.wire = wire;
  }

  /** The word in answers and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  public static MonthlyExportState of(String wire) {
    return Arrays.stream(values())
        .filter(state -> state.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such state: " + wire));
  }
}
