package dev.ramal.billing;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.problem.Problem;
import dev.ramal.kit.problem.ProblemException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The code table of this service. */
public final class BillingProblems {
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

  public static ProblemException unknownPlan(Collection<String> known) {
    return Problem.of(422, "BILLING-0004", "No such plan")
        .field("plan", "is no plan of that month", known.toArray(String[]::new))
        .exception();
  }

  public static ProblemException monthIsPast(BillingMonth current) {
    return Problem.of(422, "BILLING-0005", "The month is past")
        .detail("A plan is chosen for the current month or a later one.")
        .field("fromMonth", "must be " + current + " or later")
        .exception();
  }

  public static ProblemException monthHasBegun(BillingMonth next) {
    return Problem.of(422, "BILLING-0015", "The month has begun")
        .detail(
            "You choose from next month on; for the current one ask whoever runs Ramal for you.")
        .field("fromMonth", "must be " + next + " or later")
        .exception();
  }

  public static ProblemException dayHasBegun(LocalDate earliest) {
    return Problem.of(422, "BILLING-0040", "The day has begun")
        .detail("A plan is chosen from a day that is still to come.")
        .field("fromDay", "must be " + earliest + " or later")
        .exception();
  }

  public static ProblemException badConditions(String field, String message) {
    return Problem.of(422, "BILLING-0041", "The conditions cannot be used")
        .field(field, message)
        .exception();
  }

  public static ProblemException conditionsAreSettled(BillingMonth earliest) {
    return Problem.of(409, "BILLING-0042", "The conditions are settled")
        .detail("A month whose invoice was issued keeps its conditions.")
        .field("fromMonth", "must be " + earliest + " or later")
        .exception();
  }

  public static ProblemException monthIsNotOver(BillingMonth month) {
    return Problem.of(422, "BILLING-0043", "The month is not over")
        .detail("%s is closed when it has ended in São Paulo.".formatted(month))
        .field("month", "must be before the current month")
        .exception();
  }

  public static ProblemException monthIsClosed(BillingMonth month, long number, UUID invoice) {
    return Problem.of(409, "BILLING-0044", "The month is closed")
        .detail(
            "Invoice %d of %s was issued and is never changed. What it charges wrongly is corrected"
                    .formatted(number, month)
                + " by a note: POST /api/billing/invoices/%s/notes.".formatted(invoice))
        .with("invoiceId", invoice)
        .exception();
  }

  public static ProblemException nothingToInvoice(BillingMonth month) {
    return Problem.of(422, "BILLING-0045", "Nothing to invoice")
        .detail("There is no usage, no plan and no agreed minimum in %s.".formatted(month))
        .exception();
  }

  public static ProblemException unknownInvoice() {
    return Problem.of(404, "BILLING-0046", "No such invoice")
        .detail("There is no invoice with this id in your organization.")
        .exception();
  }

  public static ProblemException unknownNote() {
    return Problem.of(404, "BILLING-0047", "No such note")
        .detail("The invoice has no note with this id.")
        .exception();
  }

  public static ProblemException invoiceIsADraft(BillingMonth month) {
    return Problem.of(409, "BILLING-0048", "The invoice is a draft")
        .detail(
            "It has no number yet and follows what is known of %s. Issue it with POST"
                    .formatted(month)
                + " /api/billing/invoices/%s/close.".formatted(month))
        .exception();
  }

  public static ProblemException nothingToCorrect() {
    return Problem.of(409, "BILLING-0049", "Nothing to correct")
        .detail("Invoice and notes come to what the month comes to now.")
        .exception();
  }

  public static ProblemException exportIsNoLongerTheSame() {
    return Problem.of(410, "BILLING-0014", "The export cannot be made again")
        .detail(
            "It was made by another version or in another database and would come out otherwise:"
                + " export the month anew.")
        .exception();
  }

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

  public static ProblemException tooManyTariffs(int tariffs, int rules) {
    return Problem.of(422, "BILLING-0011", "Too many tariffs hold")
        .detail(
            "At most %d tariffs with %d rules together may hold or begin later; give those that no"
                    .formatted(tariffs, rules)
                + " longer count an end (validTo) when they are published.")
        .exception();
  }

  public static ProblemException badPosition(String field) {
    return Problem.of(400, "BILLING-0180", "Not a position in the ledger")
        .field(field, "must be a whole number from 0, of at most 18 digits")
        .exception();
  }

  public static ProblemException needsSecondPerson() {
    return Problem.of(403, "BILLING-0291", "A tariff needs a second person")
        .detail(
            "Draft it (POST /api/billing/tariffs/drafts) and propose it; somebody else publishes"
                + " it. Only for organizations that the setting ramal.billing.publication.alone"
                + " names one person may publish.")
        .exception();
  }

  public static ProblemException samePerson() {
    return Problem.of(403, "BILLING-0292", "The same person")
        .detail(
            "Whoever wrote or proposed a tariff does not publish it: somebody else has to look at"
                + " it.")
        .exception();
  }

  public static ProblemException unknownDraft() {
    return Problem.of(404, "BILLING-0293", "No such draft")
        .detail("There is no draft of a tariff with this id in the organization.")
        .exception();
  }

  public static ProblemException wrongDraftState(String state, String... allowed) {
    return Problem.of(409, "BILLING-0294", "The draft is in another state")
        .detail(
            "It is %s; this is for a draft that is %s."
                .formatted(state, String.join(" or ", allowed)))
        .with("state", state)
        .exception();
  }

  public static ProblemException draftHasChanged(int revision) {
    return Problem.of(409, "BILLING-0295", "The draft has changed")
        .detail("Its revision is %d by now: look at it again.".formatted(revision))
        .field("revision", "is not the newest one")
        .with("revision", revision)
        .exception();
  }

  public static ProblemException unknownTariff() {
    return Problem.of(404, "BILLING-0296", "No such tariff")
        .detail(
            "There is no tariff with this id, neither of the organization nor of the reference.")
        .exception();
  }

  public static ProblemException unknownBudget() {
    return Problem.of(404, "BILLING-0070", "No such budget")
        .detail("There is no budget with this id in your organization, or not in that month.")
        .exception();
  }

  /** There is one that limits the same sum of the same people. */
  public static ProblemException budgetExists(UUID id, String name) {
    return Problem.of(409, "BILLING-0071", "There is a budget of the same")
        .detail("Change the one that exists: PUT /api/billing/budgets/%s.".formatted(id))
        .field("subjects", "have a budget: " + name)
        .with("budgetId", id.toString())
        .exception();
  }

  public static ProblemException notTheNewestBudget(int newest) {
    return Problem.of(409, "BILLING-0072", "Not the newest version of the budget")
        .detail("Somebody else has changed it: read it again.")
        .field("version", "is not %d, the newest".formatted(newest))
        .exception();
  }

  public static ProblemException tooManyBudgets(int most) {
    return Problem.of(422, "BILLING-0073", "Too many budgets")
        .detail("At most %d may hold at a time; withdraw one.".formatted(most))
        .exception();
  }

  /** Fields are added by the caller. */
  public static Problem badBudget() {
    return Problem.of(400, "BILLING-0074", "The budget is not valid");
  }

  public static ProblemException unknownVelocityRule() {
    return Problem.of(404, "BILLING-0075", "No such velocity rule")
        .detail("There is no velocity rule with this id in your organization.")
        .exception();
  }

  /** Fields are added by the caller. */
  public static Problem badVelocityRule() {
    return Problem.of(400, "BILLING-0076", "The velocity rule is not valid");
  }

  public static ProblemException tooManyVelocityRules(int most) {
    return Problem.of(422, "BILLING-0077", "Too many velocity rules")
        .detail("At most %d may hold at a time; take one away.".formatted(most))
        .exception();
  }

  public static ProblemException velocityRuleExists(String name) {
    return Problem.of(409, "BILLING-0078", "There is a velocity rule of this name")
        .field("name", name + " is taken")
        .exception();
  }

  public static ProblemException unknownVelocityBlock() {
    return Problem.of(404, "BILLING-0079", "No such block")
        .detail("There is no block with this id in your organization.")
        .exception();
  }
}
