package dev.ramal.calls.connections;

import dev.ramal.events.E164;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something about an account at its carrier that should be otherwise.
 *
 * @param code stable, for programs
 * @param detail what it means and what to do
 */
public record AccountWarning(String code, String detail) {
  private static final String NUMBERS_NOT_OWNED = "numbers-not-owned";

  /** Calls that show one of these are refused. */
  public static AccountWarning numbersNotOwned(List<E164> numbers) {
    return new AccountWarning(
        NUMBERS_NOT_OWNED,
        "The carrier does not list these numbers as the account's: "
            + texts(numbers)
            + ". It refuses calls and messages that show one of them, unless it is a verified"
            + " caller id.");
  }

  /** Nobody learns of who calls or writes. */
  public static AccountWarning webhookAddress(String where, String address) {
    return new AccountWarning(
        "webhook-address",
        "What comes in does not reach us: set %s to %s".formatted(where, address));
  }

  /** The credentials are not true, but the account is off anyway. */
  public static AccountWarning refused(AccountCheck.Refused refused) {
    return new AccountWarning(
        "credentials-refused",
        "The carrier does not take %s: %s".formatted(refused.field(), refused.reason()));
  }

  /** Nothing is known about the account. */
  public static AccountWarning notAsked(String reason) {
    return new AccountWarning(
        "carrier-not-asked",
        "The carrier could not be asked about the account: %s. Ask again: POST".formatted(reason)
            + " /api/carriers/{id}/check.");
  }

  /** Whether it speaks of the account's numbers, and not of the account. */
  public boolean isOfNumbers() {
    return code.equals(NUMBERS_NOT_OWNED);
  }

  private static String texts(List<E164> numbers) {
    return numbers.stream().map(E164::value).collect(Collectors.joining(", "));
  }
}
