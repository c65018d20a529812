package dev.ramal.calls.permission;

import dev.ramal.numbering.FreeDay;
import dev.ramal.numbering.Holidays.OptionalDay;
import dev.ramal.numbering.OpenHours;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * By which rules an organization calls. Never changed in place: each change is a version of its
 * own, so that an old verdict can be judged again.
 *
 * @param callingHours whether the hour is looked at, and holidays with the rest days
 * @param hours the organization's own, at most 100; of those for a state, and else of those for
 *     none, one must hold. Laws of states hold besides
 * @param restDays words of days on which many rest: carnival-monday, carnival-tuesday,
 *     ash-wednesday, corpus-christi
 * @param daysOff further days, of cities or of the organization, at most 200; they hold by
 *     themselves
 * @param optOuts whether people who want no messages are not called either
 * @param doNotCall which imported lists are obeyed: nao-me-perturbe, procon
 * @param attemptsPerDay how often a person may be rung in 24 hours; null for any number
 * @param attemptsPerWeek the same in 7 days
 * @param concurrentCalls how many calls the organization may have at one time; null for any number
 * @param callsPerSecond how many it may begin in a second; null for any number
 * @param shortCalls what happens shortly before the limits of short calls
 * @param monthlyCalls what happens shortly before the limit of calls in a month
 * @param shortCallsPerDay own limit for each number, below the regulator's; null for that
 * @param callsPerDay own limit for all numbers together, from which the share of short calls counts
 * @param callsPerMonth own limit for all numbers together
 */
public record PermissionSettings(
    boolean callingHours,
    List<Hours> hours,
    List<String> restDays,
    List<DayOff> daysOff,
    boolean optOuts,
    List<String> doNotCall,
    @Schema(nullable = true) Integer attemptsPerDay,
    @Schema(nullable = true) Integer attemptsPerWeek,
    @Schema(nullable = true) Integer concurrentCalls,
    @Schema(nullable = true) Integer callsPerSecond,
    @Schema(implementation = Brake.class) Brake shortCalls,
    @Schema(implementation = Brake.class) Brake monthlyCalls,
    @Schema(nullable = true) Integer shortCallsPerDay,
    @Schema(nullable = true) Integer callsPerDay,
    @Schema(nullable = true) Integer callsPerMonth) {

  /**
   * Until an administrator says otherwise. The hours are not looked at: no federal law gives any,
   * and who calls back a person that asked for it at 22 h must not be stopped by an update.
   *
   * <p>Verdicts name these as version 0: what is changed here changes what old ones were judged by.
   */
  public static final PermissionSettings DEFAULT =
      new PermissionSettings(
          false,
          List.of(new Hours(null, "09:00-21:00", "10:00-13:00", null, true, null, null)),
          List.of(OptionalDay.CARNIVAL_MONDAY.word(), OptionalDay.CARNIVAL_TUESDAY.word()),
          List.of(),
          true,
          List.of(Source.NAO_ME_PERTURBE.wire(), Source.PROCON.wire()),
          null,
          null,
          null,
          null,
          Brake.BLOCK,
          Brake.WARN,
          null,
          null,
          null);

  public PermissionSettings {
    hours = List.copyOf(hours);
    restDays = List.copyOf(restDays);
    daysOff = List.copyOf(daysOff);
    doNotCall = List.copyOf(doNotCall);
  }

  /** Whether anything is to be counted before a call. */
  public boolean counts() {
    return attemptsPerDay != null
        || attemptsPerWeek != null
        || concurrentCalls != null
        || callsPerSecond != null;
  }

  /**
   * From when to when people of a state are called, by their own clock.
   *
   * @param state two letters; null for all states that have no hours of their own here
   * @param weekdays as in 09:00-21:00, Monday to Friday; null for no calls
   * @param saturday the same; null for no calls
   * @param sunday the same; null for no calls
   * @param notOnHolidays whether there are no calls on holidays
   * @param from first day on which it holds; null for any
   * @param until last day on which it holds; null for any
   */
  @Schema(name = "CallingHours")
  public record Hours(
      @Schema(nullable = true, examples = "SP") String state,
      @Schema(nullable = true, examples = "09:00-21:00") String weekdays,
      @Schema(nullable = true, examples = "10:00-13:00") String saturday,
      @Schema(nullable = true) String sunday,
      boolean notOnHolidays,
      @Schema(nullable = true) LocalDate from,
      @Schema(nullable = true) LocalDate until)
      implements OpenHours {}

  /**
   * A day on which nobody is called.
   *
   * @param date of one year
   * @param areaCode where the rest of the country is called all the same; null for everywhere
   */
  @Schema(name = "DayOff")
  public record DayOff(
      LocalDate date,
      @Schema(nullable = true, examples = "11") String areaCode,
      @Schema(nullable = true, examples = "Aniversário de São Paulo") String name)
      implements FreeDay {}
}
