package dev.ramal.billing.invoicing;

import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.conditions.TaxLine;
import dev.ramal.billing.conditions.Taxes;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a statement into an invoice: one line for each of its lines, fees and adjustments, each
 * already in cents, and the taxes on their sum. So the invoice's total is the statement's total
 * plus taxes, exactly.
 */
final class DrawInvoice {
  private DrawInvoice() {}

  /**
   * @param unrated usage that no tariff covers
   */
  static InvoiceDocument draft(
      Statement statement, BillingParty issuer, BillingParty organization, long unrated) {
    Conditions conditions = statement.terms().conditions();
    BillingParty agreed = conditions.agreed().billTo();
    Taxes taxes = conditions.agreed().taxesOrNone();
    return new InvoiceDocument(
        statement.month(),
        statement.terms().fixed(),
        issuer,
        agreed == null ? organization : agreed,
        lines(statement),
        taxes.mode(),
        unrated,
        null,
        null);
  }

  /** Without those that neither ask nor include anything: an agent's leg has a cost only. */
  static List<InvoiceLine> lines(Statement statement) {
    List<InvoiceLine> lines = new ArrayList<>();
    statement.lines().stream()
        .filter(line -> isCharged(line))
        .forEach(line -> lines.add(usage(line)));
    boolean whole = statement.terms().plans().isWhole();
    statement.feePeriods().forEach(period -> lines.add(fee(period, whole)));
    statement
        .adjustments()
        .forEach(
            made ->
                lines.add(
                    new InvoiceLine(
                        0,
                        made.kind().wire() + "/" + made.code(),
                        InvoiceLineKind.of(made.kind()),
                        made.description(),
                        null,
                        made.amount())));
    statement.terms().conditions().taxes(statement.total()).forEach(tax -> lines.add(tax(tax)));
    return InvoiceLines.numbered(lines);
  }

  private static boolean isCharged(StatementLine line) {
    return line.listPrice().amount().signum() != 0 || line.price().amount().signum() != 0;
  }

  private static InvoiceLine usage(StatementLine line) {
    String source =
        "usage/%s/%s/%s"
            .formatted(line.key().meter().wire(), line.key().destinationClass(), line.key().leg());
    return new InvoiceLine(
        0,
        line.since() == null ? source : source + "/" + line.since(),
        InvoiceLineKind.USAGE,
        InvoiceWords.usage(line),
        InvoiceLine.UsageLine.of(line),
        line.price());
  }

  private static InvoiceLine fee(PlanPeriod period, boolean wholeMonth) {
    return new InvoiceLine(
        0,
        "plan-fee/%s/%s".formatted(period.plan().code(), period.from()),
        InvoiceLineKind.PLAN_FEE,
        InvoiceWords.fee(period, wholeMonth),
        null,
        period.plan().fee());
  }

  private static InvoiceLine tax(TaxLine line) {
    return new InvoiceLine(
        0,
        "tax/" + line.tax().code(),
        InvoiceLineKind.TAX,
        InvoiceWords.tax(line.tax().name(), line.tax().percent()),
        null,
        line.amount());
  }
}
