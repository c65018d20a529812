package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which sum of the ledger a budget limits. */
public enum BudgetMeasure {
  /** The list price: what the organization pays before a plan's allowance. */
  PRICE("price"),
  /** What the carrier takes, estimated until it names its price. */
  COST("cost");

  private final String wire;

  BudgetMeasure(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static BudgetMeasure find(String wire) {
    return WireWords.find(values(), BudgetMeasure::wire, wire);
  }
}
