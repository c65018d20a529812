package dev.ramal.billing.conditions;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a discount is taken off. */
public enum DiscountBase {
  /** What usage comes to after allowance and volume discount. */
  USAGE("usage"),
  /** Usage and the plan's fee together, after the discounts on usage. */
  TOTAL("total");

  private final String wire;

  DiscountBase(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
