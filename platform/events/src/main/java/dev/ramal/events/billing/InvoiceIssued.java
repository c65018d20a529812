package dev.ramal.events.billing;

import dev.ramal.events.Money;
import java.time.Instant;

/**
 * A month of an organization is closed: its invoice has a number and is never changed again.
 *
 * <p>Type {@code dev.ramal.billing.InvoiceIssued}.
 *
 * @param number sequence of the organization's invoices, from 1, without a gap
 * @param month yyyy-MM in America/Sao_Paulo
 * @param statementTotal what usage, plan, discounts and minimum come to, before taxes
 * @param taxTotal sum of the tax lines
 * @param total what is owed: statementTotal plus taxTotal
 * @param dueOn yyyy-MM-dd
 * @param issuedBy user name of the person; {@code closing} when the days of grace were over
 */
public record InvoiceIssued(
    String invoiceId,
    long number,
    String month,
    Money statementTotal,
    Money taxTotal,
    Money total,
    String dueOn,
    String issuedBy,
    Instant issuedAt) {
  public static final String TYPE = "dev.ramal.billing.InvoiceIssued";
}
