package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionSettings.Hours;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hours that laws give, each with the days on which it holds: the law is chosen by the date of
 * the call. A federal law is not known.
 *
 * @param id of the rule, as evidence names it
 * @param state two letters
 * @param source the law
 */
record CallingHours(String id, String state, Hours hours, String source) {
  /**
   * In force 120 days after it was published on 2018-01-16, both days counted (complementary law
   * 95/1998, art. 8): from 2018-05-16.
   */
  private static final CallingHours RIO =
      new CallingHours(
          "br-rj-7853",
          "RJ",
          new Hours("RJ", "08:00-18:00", null, null, true, LocalDate.of(2018, 5, 16), null),
          "lei estadual 7.853/2018 (RJ)");

  private static final List<CallingHours> LAWS = List.of(RIO);

  /** Those that hold in a state on a day. */
  static Stream<CallingHours> of(String state, LocalDate day) {
    return LAWS.stream().filter(law -> law.state().equals(state) && law.hours().holdsOn(day));
  }
}
