package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the clock says where a number is at home. A mobile travels; its area code is the best that
 * is known.
 */
public final class LocalTimes {
  private LocalTimes() {}

  /** The zones of a Brazilian number's area; empty for 0800, 4004 and other countries. */
  public static List<ZoneId> zones(E164 number) {
    return BrazilianNumber.of(number)
        .flatMap(brazilian -> AreaCode.of(brazilian.area()))
        .map(AreaCode::zones)
        .orElse(List.of());
  }

  /**
   * Whether the hour suits the person. Where an area has two clocks, it must suit on both: the
   * kinder one counts.
   *
   * @param suits whether a local time is good
   * @param elsewhere the zone to go by when the number tells none
   */
  public static boolean suits(
      E164 number, Instant at, Predicate<LocalDateTime> suits, ZoneId elsewhere) {
    List<ZoneId> zones = zones(number);
    return (zones.isEmpty() ? List.of(elsewhere) : zones)
        .stream().map(zone -> LocalDateTime.ofInstant(at, zone)).allMatch(suits);
  }
}
