package dev.ramal.calls.permission;

import dev.ramal.calls.permission.PermissionSettings.Hours;
import dev.ramal.numbering.LocalRules.Law;
import java.time.LocalDate;
import java.util.List;

/**
 * The hours that laws give, each with the days on which it holds: the law is chosen by the date of
 * the call. A federal law is not known.
 */
final class CallingHours {
  /**
   * In force 120 days after it was published on 2018-01-16, both days counted (complementary law
   * 95/1998, art. 8): from 2018-05-16.
   */
  private static final Law RIO =
      new Law(
          "br-rj-7853",
          new Hours("RJ", "08:00-18:00", null, null, true, LocalDate.of(2018, 5, 16), null),
          "lei estadual 7.853/2018 (RJ)");

  static final List<Law> LAWS = List.of(RIO);

  private CallingHours() {}
}
