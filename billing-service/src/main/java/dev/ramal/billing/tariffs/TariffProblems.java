package dev.ramal.billing.tariffs;

import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.LocalDate;
import java.util.Map;

/** Codes of tariffs, their files, and exchange rates. */
public final class TariffProblems {
  public static final Problem BAD_TARIFF_FILE =
      Problem.of(400, "BILLING-0290", "The file of rules is not valid")
          .detail("Correct what is named below, by line and column; nothing was stored.");

  /** Fields are added by the caller. */
  public static final Problem NEGATIVE_AMOUNT =
      Problem.of(400, "BILLING-0195", "An amount is negative")
          .detail(
              "What a tariff asks is 0 or more; what is taken off is agreed in the conditions."
                  + " Nothing was stored.");

  /** Fields are added by the caller. */
  public static final Problem UNKNOWN_CURRENCY =
      Problem.of(400, "BILLING-0196", "No such currency")
          .detail("Currencies are those of ISO 4217, as in BRL or USD. Nothing was stored.");

  private static final int MOST_FIELDS = 20;

  private TariffProblems() {}

  public static ProblemException tariffExists(String version) {
    return Problem.of(409, "BILLING-0006", "This tariff version exists")
        .detail("Versions are never changed: publish the tariff under another version.")
        .field("version", version + " is taken")
        .exception();
  }

  /**
   * Two versions begin at one instant and state the same.
   *
   * @param other the newest of them that is published
   * @param corrects what the new one says that it corrects; null for nothing
   * @param rules fields of its rules, with the names of the other's; the first ones are told
   */
  public static ProblemException tariffOverlaps(
      String other, String corrects, Map<String, String> rules) {
    Problem problem =
        Problem.of(409, "BILLING-0194", "The tariff overlaps another version")
            .detail(
                "Version %s begins at the same instant and states the same, so that neither prevails"
                        .formatted(other)
                    + " by its beginning. Begin later, leave these rules out, or name that version"
                    + " in corrects to take its place.")
            .with("version", other)
            .field(
                corrects == null ? "validFrom" : "corrects",
                corrects == null
                    ? "is the beginning of %s as well".formatted(other)
                    : "is not %s, the newest version of that beginning".formatted(other));
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      if (problem.errors().size() == MOST_FIELDS) {
        break;
      }
      problem =
          problem.field(
              rule.getKey(),
              "covers exactly the same uses as %s of %s".formatted(rule.getValue(), other));
    }
    return problem.exception();
  }

  public static ProblemException badTariff(String field, String message) {
    return Problem.of(422, "BILLING-0007", "The tariff cannot be used")
        .field(field, message)
        .exception();
  }

  public static ProblemException badExchangeRate(String field, String message) {
    return Problem.of(400, "BILLING-0012", "Not an exchange rate")
        .field(field, message)
        .exception();
  }

  public static ProblemException exchangeRateExists(String currency, LocalDate from) {
    return Problem.of(409, "BILLING-0013", "This exchange rate exists")
        .detail(
            "Rates are never changed: enter one from another day, or a correction of this one by"
                + " naming its newest version in corrects.")
        .field("from", "%s has a rate from %s".formatted(currency, from))
        .exception();
  }

  public static ProblemException notTheNewestRate(String currency, LocalDate from) {
    return Problem.of(409, "BILLING-0017", "Not the newest version of the exchange rate")
        .detail("Somebody else has corrected it, or there is none: read the rates again.")
        .field("corrects", "is not the newest version of %s from %s".formatted(currency, from))
        .exception();
  }

  public static ProblemException tooManyTariffs(int tariffs, int rules) {
    return Problem.of(422, "BILLING-0011", "Too many tariffs hold")
        .detail(
            "At most %d tariffs with %d rules together may hold or begin later; give those that no"
                    .formatted(tariffs, rules)
                + " longer count an end (validTo) when they are published.")
        .exception();
  }

  public static ProblemException unknownTariff() {
    return Problem.of(404, "BILLING-0296", "No such tariff")
        .detail(
            "There is no tariff with this id, neither of the organization nor of the reference.")
        .exception();
  }
}
