package dev.ramal.calls.inbound;

import dev.ramal.numbering.Holidays;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.OpenHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When an organization takes calls, by the clock of one place. Whoever calls at another time, or on
 * a day of rest, leaves a message or is told so. Pure.
 *
 * @param timeZone of the place, as in America/Sao_Paulo
 * @param weekdays Monday to Friday, as in 09:00-18:00; null for no calls
 * @param saturday the same; null for no calls
 * @param sunday the same; null for no calls
 * @param state two letters, whose holidays are kept besides the national ones; null for none
 * @param restDays words of days on which many rest: carnival-monday, carnival-tuesday,
 *     ash-wednesday, corpus-christi
 * @param daysOff further dates, of the city or of the organization
 */
@Schema(name = "BusinessHours")
public record BusinessHours(
    @Schema(examples = "America/Sao_Paulo") String timeZone,
    @Schema(nullable = true, examples = "09:00-18:00") String weekdays,
    @Schema(nullable = true, examples = "09:00-13:00") String saturday,
    @Schema(nullable = true) String sunday,
    @Schema(nullable = true, examples = "SP") String state,
    List<String> restDays,
    List<String> daysOff) {

  /** Where nothing was said: the week of an office in São Paulo. */
  static final BusinessHours DEFAULT =
      new BusinessHours(
          "America/Sao_Paulo",
          "09:00-18:00",
          null,
          null,
          "SP",
          List.of(OptionalDay.CARNIVAL_MONDAY.word(), OptionalDay.CARNIVAL_TUESDAY.word()),
          List.of());

  public BusinessHours {
    restDays = restDays == null ? List.of() : List.copyOf(restDays);
    daysOff = daysOff == null ? List.of() : List.copyOf(daysOff);
  }

  /** Whether calls are taken at a time, and if not, why. */
  enum Opening {
    OPEN,
    CLOSED,
    HOLIDAY
  }

  /** By the date and the hour that the clock of the place shows; a law counts from its own date. */
  Opening at(Instant time) {
    LocalDateTime here = LocalDateTime.ofInstant(time, ZoneId.of(timeZone));
    if (rests(here.toLocalDate())) {
      return Opening.HOLIDAY;
    }
    String hours =
        switch (here.getDayOfWeek()) {
          case SATURDAY -> saturday;
          case SUNDAY -> sunday;
          default -> weekdays;
        };
    return hours != null && OpenHours.contains(hours, here.toLocalTime())
        ? Opening.OPEN
        : Opening.CLOSED;
  }

  private boolean rests(LocalDate day) {
    return daysOff.contains(day.toString())
        || !Holidays.on(day, state == null ? List.of() : List.of(state)).isEmpty()
        || Arrays.stream(OptionalDay.values())
            .anyMatch(rest -> restDays.contains(rest.word()) && rest.isOn(day));
  }
}
