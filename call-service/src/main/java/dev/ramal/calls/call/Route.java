package dev.ramal.calls.call;

import dev.ramal.events.Carrier;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Money;
import dev.ramal.events.RouteReason;
import java.util.List;

/**
 * Which way a call goes, and why. All its legs go the same way: what meets in a conference must be
 * at one carrier.
 *
 * @param from the number that is shown
 * @param aMinute what a minute to the lead is expected to cost; null where nothing is known of it
 * @param why this carrier
 * @param considered what spoke for and against each carrier, the best first
 * @param softphone whose softphone rings, as the user part of an address; null for a telephone
 * @param fromAsked true when the click named the number that is shown; else null
 * @param instead what the carrier before proved not to have taken; null for the first way
 */
public record Route(
    Carrier carrier,
    ConnectionId connectionId,
    String from,
    Money aMinute,
    RouteReason why,
    List<Considered> considered,
    String softphone,
    Boolean fromAsked,
    Instead instead) {

  public Route {
    considered = considered == null ? List.of() : List.copyOf(considered);
  }

  /** What spoke for or against a carrier. */
  public record Considered(Carrier carrier, RouteReason why) {}

  /**
   * The way that came to nothing.
   *
   * @param code the carrier's, or a word of ours
   */
  public record Instead(Carrier carrier, String code, String reason) {}

  /** Whether somebody chose the carrier: then no other is tried. */
  public boolean namesItsCarrier() {
    return why == RouteReason.BY_CLICK;
  }

  /** Whether no other number may be shown. */
  public boolean namesItsNumber() {
    return Boolean.TRUE.equals(fromAsked);
  }
}
