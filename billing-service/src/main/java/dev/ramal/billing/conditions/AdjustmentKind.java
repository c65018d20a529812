package dev.ramal.billing.conditions;

import com.fasterxml.jackson.annotation.JsonValue;

/** What conditions add to a month, or take off it. */
public enum AdjustmentKind {
  VOLUME_DISCOUNT("volume-discount"),
  DISCOUNT("discount"),
  /** What is missing to the agreed minimum. */
  MINIMUM("minimum");

  private final String wire;

  AdjustmentKind(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
