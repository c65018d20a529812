package dev.ramal.events.tariffs;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.List;

/**
 * A part of what carriers charge by a version of a tariff. A tariff never changes; its parts come
 * in any order, and it counts once all of them are known.
 *
 * <p>Type {@code dev.ramal.tariffs.TariffPublished}.
 *
 * @param version readable, unique for its owner
 * @param reference whether it stands behind the own tariffs of every organization; the event is the
 *     operator's then
 * @param validFrom first instant at which it holds
 * @param validTo first instant after; null while open
 * @param part which one, from 1
 * @param parts how many there are
 * @param rules of this part
 */
public record TariffPublished(
    String tariffId,
    String version,
    boolean reference,
    Instant validFrom,
    Instant validTo,
    int part,
    int parts,
    List<CostRule> rules) {
  public static final String TYPE = "dev.ramal.tariffs.TariffPublished";

  public TariffPublished {
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /**
   * What a carrier charges for some uses. What it leaves null it does not ask about; of several
   * that cover a use the one with the longest prefix counts, then the longest class, then a named
   * leg, carrier, direction.
   *
   * @param id unique in its tariff
   * @param meter what is counted: voice-minute, message-segment …
   * @param leg agent or lead
   * @param prefix beginning of an E.164 number with its plus sign
   * @param perUnit a decimal number: for one unit of the meter, as a minute
   * @param connectionFee a decimal number: once for each use that is charged at all
   * @param currency ISO 4217
   * @param minimum smallest quantity that is charged; of minutes in seconds
   * @param increment step above the minimum, at least 1; of minutes in seconds
   * @param grace largest quantity that is free; of minutes in seconds
   */
  public record CostRule(
      String id,
      String meter,
      String leg,
      Carrier carrier,
      Direction direction,
      DestinationClass destinationClass,
      String prefix,
      String perUnit,
      String connectionFee,
      String currency,
      long minimum,
      long increment,
      long grace) {}
}
