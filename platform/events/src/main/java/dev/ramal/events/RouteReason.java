package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Why a carrier was chosen for a call, or was not. */
public enum RouteReason {
  /** Whoever clicked named it. */
  BY_CLICK("by-click"),
  /** No other can carry the call. */
  ONLY_ONE("only-one"),
  /** It comes first in the organization's order. */
  FIRST("first"),
  CHEAPEST("cheapest"),
  BEST_ANSWERED("best-answered"),
  /** A budget asks for it: so much of its month is spent. */
  BY_BUDGET("by-budget"),
  /** One that would come before it is in trouble. */
  HEALTHIER("healthier"),
  /** It is in trouble, and so is every other: rather tried than refused. */
  LAST_RESORT("last-resort"),

  /** It comes later in the organization's order. */
  LATER("later"),
  DEARER("dearer"),
  LESS_ANSWERED("less-answered"),
  /** Its circuit breaker is open. */
  BREAKER_OPEN("breaker-open"),
  /** Half of its latest dials or calls failed. */
  FAILING("failing"),

  /** It was asked to carry this call, and proved that it does not. */
  REFUSED("refused"),
  /** The organization has no enabled account with it. */
  NO_CONNECTION("no-connection"),
  /** It does not connect calls to this number. */
  NOT_REACHED("not-reached"),
  /** The account has no number to show. */
  NO_NUMBERS("no-numbers"),
  /** The number that is to be shown is another account's. */
  NOT_ITS_NUMBER("not-its-number");

  private final String wire;

  RouteReason(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static RouteReason find(String wire) {
    return WireWords.find(values(), RouteReason::wire, wire);
  }
}
