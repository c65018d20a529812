package dev.ramal.billing.conditions;

import com.fasterxml.jackson.annotation.JsonValue;

/** How taxes come to what is agreed. */
public enum TaxMode {
  /** Each is its percentage of the statement's total and is added to it. */
  ON_TOP("on-top"),
  /**
   * The statement's total is what remains once the taxes are paid ("por dentro"): each is its
   * percentage of the grossed-up amount, the total divided by one less all percentages.
   */
  GROSS_UP("gross-up");

  private final String wire;

  TaxMode(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
