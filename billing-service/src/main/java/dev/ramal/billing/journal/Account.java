package dev.ramal.billing.journal;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is posted to. */
public enum Account {
  /** Asset: what the organization owes. */
  RECEIVABLE("accounts-receivable"),
  /** Income: usage that was charged. */
  USAGE_REVENUE("usage-revenue"),
  /** Income: monthly fees of plans. */
  PLAN_REVENUE("plan-revenue"),
  /** Income: what is charged because a minimum was agreed. */
  MINIMUM_REVENUE("minimum-revenue"),
  /** Less income: what was agreed to be taken off. */
  DISCOUNTS("discounts"),
  /** Expense: what carriers charge for it. */
  CARRIER_COST("carrier-cost"),
  /** Liability: what is owed to carriers. */
  CARRIER_PAYABLE("carrier-payable");

  private final String wire;

  Account(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
