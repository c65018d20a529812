package dev.ramal.billing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Codes that features of this service share; each has a table of its own beside. */
public final class BillingProblems {
  private BillingProblems() {}

  public static ProblemException unknownUsage() {
    return Problem.of(404, "BILLING-0001", "No such usage")
        .detail("There is no usage with this id in your organization.")
        .exception();
  }

  /** The month a caller wrote. */
  public static BillingMonth month(String text, String field) {
    try {
      return BillingMonth.of(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(400, "BILLING-0002", "Not a month")
          .detail(e.getMessage())
          .field(field, e.getMessage())
          .exception();
    }
  }

  public static ProblemException monthOutOfRange(
      String field, BillingMonth first, BillingMonth last) {
    return Problem.of(400, "BILLING-0016", "Month out of range")
        .detail("There are the months from %s to %s.".formatted(first, last))
        .field(field, "must be between %s and %s".formatted(first, last))
        .exception();
  }

  /**
   * The place in a list of ours, whose ids are UUIDs; empty at the beginning.
   *
   * @param behind null at the beginning
   */
  public static Optional<Cursor> place(Cursor behind) {
    try {
      return Optional.ofNullable(behind).filter(cursor -> UUID.fromString(cursor.id()) != null);
    } catch (IllegalArgumentException e) {
      throw Cursor.unknown();
    }
  }

  public static ProblemException unknownExport() {
    return Problem.of(404, "BILLING-0003", "No such export")
        .detail("There is no export with this id in your organization.")
        .exception();
  }

  public static ProblemException exportIsNoLongerTheSame() {
    return Problem.of(410, "BILLING-0014", "The export cannot be made again")
        .detail(
            "It was made by another version or in another database and would come out otherwise:"
                + " export the month anew.")
        .exception();
  }

  public static ProblemException unknownFilter(String field, String... allowed) {
    return Problem.of(400, "BILLING-0008", "Unknown filter")
        .field(field, "is none of the values allowed", allowed)
        .exception();
  }

  /**
   * Which of two states a caller asks for.
   *
   * @param state the query parameter {@code state}
   * @param open the word for what holds
   * @param over the word for what does not any more
   * @return null for both, when nothing is asked for
   * @throws ProblemException 400 for another word
   */
  public static Boolean isOpen(String state, String open, String over) {
    if (state != null && !state.equals(open) && !state.equals(over)) {
      throw unknownFilter("state", open, over);
    }
    return state == null ? null : (Boolean) state.equals(open);
  }

  public static ProblemException tooManyReads(int places) {
    return Problem.of(429, "BILLING-0010", "Too many reads at once")
        .detail(
            "Your organization may have %d of these under way; wait for one to end."
                .formatted(places))
        .exception(Duration.ofSeconds(2));
  }

  public static ProblemException badPosition(String field) {
    return Problem.of(400, "BILLING-0180", "Not a position in the ledger")
        .field(field, "must be a whole number from 0, of at most 18 digits")
        .exception();
  }
}
