package dev.ramal.billing.invoicing;

import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A line of an invoice or a note. In a note, amount and quantities are differences.
 *
 * @param number from 1
 * @param source what it comes from, the same in an invoice and its notes, as in {@code
 *     usage/voice-minute/mobile/lead} or {@code tax/ISS}
 * @param description pt-BR
 * @param usage the line of the statement and its quantities; null where it is no usage
 * @param amount BRL in whole cents
 */
@Schema(name = "InvoiceLine")
public record InvoiceLine(
    int number,
    String source,
    InvoiceLineKind kind,
    String description,
    @Schema(nullable = true) UsageLine usage,
    Money amount) {

  /**
   * The line of the statement that a line of an invoice comes from.
   *
   * @param destinationClass null when the usage has none
   * @param leg of calls; null for others
   * @param since first day of the plan under which it was used; null when the month has one plan
   * @param uses how many
   */
  @Schema(name = "InvoiceUsageLine")
  public record UsageLine(
      Meter meter,
      @Schema(nullable = true) String destinationClass,
      @Schema(nullable = true) String leg,
      @Schema(nullable = true) LocalDate since,
      String unit,
      long uses,
      long billedQuantity,
      long includedQuantity) {

    static UsageLine of(StatementLine line) {
      String word = line.key().destinationClass().word();
      String leg = line.key().leg();
      return new UsageLine(
          line.key().meter(),
          word.isEmpty() ? null : word,
          leg.isEmpty() ? null : leg,
          line.since(),
          line.key().meter().unit(),
          line.usageCount(),
          line.billedQuantity(),
          line.includedQuantity());
    }

    UsageLine minus(UsageLine other) {
      return new UsageLine(
          meter,
          destinationClass,
          leg,
          since,
          unit,
          uses - other.uses,
          billedQuantity - other.billedQuantity,
          includedQuantity - other.includedQuantity);
    }

    UsageLine negated() {
      return new UsageLine(meter, destinationClass, leg, since, unit, 0, 0, 0).minus(this);
    }
  }

  InvoiceLine numbered(int place) {
    return new InvoiceLine(place, source, kind, description, usage, amount);
  }

  /** What it is less than, or more than, another of the same source. */
  InvoiceLine minus(InvoiceLine other) {
    UsageLine difference = usage == null || other.usage == null ? usage : usage.minus(other.usage);
    return new InvoiceLine(
        number, source, kind, description, difference, amount.minus(other.amount));
  }

  InvoiceLine negated() {
    return new InvoiceLine(
        number,
        source,
        kind,
        description,
        usage == null ? null : usage.negated(),
        amount.negated());
  }

  boolean chargesTax() {
    return kind == InvoiceLineKind.TAX;
  }
}
