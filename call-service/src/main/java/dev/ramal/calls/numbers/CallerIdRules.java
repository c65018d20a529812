package dev.ramal.calls.numbers;

import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.E164;

/**
 * Which numbers a call may show, told before a carrier is asked. Source: Twilio's and Telnyx's
 * guidelines for Brazil; toll-free numbers (0800) take calls and cannot make any, and of Brazilian
 * numbers only those of the account may be shown.
 */
public final class CallerIdRules {
  private CallerIdRules() {}

  /** Whether a number of the account may be shown. */
  public static boolean mayShow(E164 number) {
    return NumberType.of(number) != NumberType.TOLL_FREE;
  }
}
