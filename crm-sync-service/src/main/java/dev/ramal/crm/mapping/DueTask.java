package dev.ramal.crm.mapping;

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

/** When a task is due, as people who work with the person would count it. */
public final class DueTask {
  /** Where the number tells none. */
  private static final ZoneId USUAL = ZoneId.of("America/Sao_Paulo");

  private DueTask() {}

  /**
   * Business days are Monday to Friday without the holidays where the person is at home, at the
   * same time of the day.
   *
   * @param person E.164, or whatever a carrier says of one who hides
   * @param from when the call ended
   */
  public static Instant at(TaskRule rule, String person, Instant from) {
    if (!rule.countsBusinessDays()) {
      return from.plusSeconds(rule.after() * 3_600L);
    }
    Optional<AreaCode> home = home(person);
    List<String> states = home.map(AreaCode::states).orElse(List.of());
    ZonedDateTime due = from.atZone(home.map(area -> area.zones().get(0)).orElse(USUAL));
    int left = rule.after();
    while (left > 0) {
      due = due.plusDays(1);
      left -= isBusinessDay(due.toLocalDate(), states) ? 1 : 0;
    }
    return due.toInstant();
  }

  private static Optional<AreaCode> home(String person) {
    return E164.isValid(person)
        ? BrazilianNumber.of(E164.of(person)).flatMap(number -> AreaCode.of(number.area()))
        : Optional.empty();
  }

  private static boolean isBusinessDay(LocalDate day, List<String> states) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
        && Holidays.on(day, states).isEmpty();
  }
}
