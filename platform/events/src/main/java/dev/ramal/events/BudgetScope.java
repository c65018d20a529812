package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whose spending a budget limits. */
public enum BudgetScope {
  /** All that the organization spends. */
  ORGANIZATION("organization"),
  /** One agent, or several together, as a team: the suite knows no teams of its own. */
  AGENTS("agents"),
  /** A campaign of calls; messages belong to none. */
  CAMPAIGN("campaign");

  private final String wire;

  BudgetScope(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static BudgetScope find(String wire) {
    return WireWords.find(values(), BudgetScope::wire, wire);
  }
}
