package dev.ramal.billing.ledger;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the cost of an entry follows from. */
public enum CostBasis {
  /** What the tariff says the carrier asks: it has not named its price. */
  ESTIMATE("estimate"),
  /** The carrier's own price: the entry amends what stood before to it. */
  CARRIER("carrier"),
  /** The carrier's price stands already, and the entry leaves it so. */
  KEPT("kept"),
  /** There was no exchange rate of that day: the entry brings no cost. */
  OPEN("open"),
  /** What stood before is taken back. */
  TAKEN_BACK("taken-back");

  private final String wire;

  CostBasis(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
