package dev.ramal.calls.dispositions;

import dev.ramal.events.E164;
import dev.ramal.numbering.AreaCode;
import dev.ramal.numbering.BrazilianNumber;
import dev.ramal.numbering.Holidays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/** When something is to be done. */
final class DueTimes {
  /** Where the number tells none. */
  private static final ZoneId USUAL = ZoneId.of("America/Sao_Paulo");

  private DueTimes() {}

  /**
   * Business days are counted where the lead is at home, at the same time of the day: Monday to
   * Friday without national holidays and those of the state. A time that a change of clocks skips
   * is an hour later, one that comes twice is the first.
   *
   * @param leadNumber E.164, or what a carrier says instead of one
   */
  static Instant after(FollowUpRule rule, String leadNumber, Instant now) {
    if (rule.unit() == FollowUpRule.Unit.HOURS) {
      return now.plusSeconds(rule.after() * 3600L);
    }
    Optional<AreaCode> area =
        E164.isValid(leadNumber)
            ? BrazilianNumber.of(E164.of(leadNumber)).flatMap(n -> AreaCode.of(n.area()))
            : Optional.empty();
    ZoneId zone = area.map(code -> code.zones().get(0)).orElse(USUAL);
    List<String> states = area.map(AreaCode::states).orElse(List.of());
    ZonedDateTime due = now.atZone(zone);
    for (int left = rule.after(); left > 0; ) {
      due = due.plusDays(1);
      if (isBusinessDay(due.toLocalDate(), states)) {
        left--;
      }
    }
    return due.toInstant();
  }

  private static boolean isBusinessDay(LocalDate day, List<String> states) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && Holidays.on(day, states).isEmpty();
  }
}
