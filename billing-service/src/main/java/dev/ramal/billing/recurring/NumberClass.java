package dev.ramal.billing.recurring;

import dev.ramal.events.E164;

/** What a tariff prices a month of a number by. */
final class NumberClass {
  static final String LOCAL = "local";
  static final String TOLL_FREE = "toll-free";
  static final String INTERNATIONAL = "international";

  private static final String BRAZIL = "+55";

  private NumberClass() {}

  /**
   * @param type as call-service says it: local, mobile or toll-free; a mobile number costs what a
   *     local one does
   */
  static String of(E164 number, String type) {
    if (!number.value().startsWith(BRAZIL)) {
      return INTERNATIONAL;
    }
    return TOLL_FREE.equals(type) ? TOLL_FREE : LOCAL;
  }
}
