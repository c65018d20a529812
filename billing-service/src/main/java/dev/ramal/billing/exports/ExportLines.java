package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.statement.ChargedEntry;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of an export: every entry of the ledger, then the plan's fee, then one rounding line
 * for each line of the summary whose cents differ from its six decimals. So the column {@code
 * price} adds up to the summary's {@code total} and the column {@code cost} to its {@code cost},
 * exactly.
 */
final class ExportLines {
  static final List<String> HEADER =
      List.of(
          "kind",
          "month",
          "occurred_at",
          "usage_id",
          "line",
          "subject",
          "subject_id",
          "leg",
          "meter",
          "destination_class",
          "carrier",
          "direction",
          "party",
          "unit",
          "quantity",
          "billed_quantity",
          "included_quantity",
          "tariff_version",
          "rule",
          "carrier_price",
          "carrier_currency",
          "exchange_rate",
          "exchange_date",
          "carrier_discount",
          "cost",
          "list_price",
          "price",
          "currency");

  private ExportLines() {}

  static String header() {
    return Csv.line(HEADER);
  }

  static String of(ChargedEntry charged) {
    LedgerEntry entry = charged.entry();
    Converted foreign = entry.carrierPrice();
    boolean converted = foreign != null && foreign.rate() != null;
    return Csv.line(
        Arrays.asList(
            entry.kind().wire(),
            entry.month(),
            entry.usage().occurredAt(),
            entry.usageId(),
            entry.number(),
            entry.key().subject(),
            entry.key().subjectId(),
            entry.key().leg(),
            entry.key().meter().wire(),
            entry.usage().destinationClass(),
            entry.usage().carrier() == null ? null : entry.usage().carrier().wire(),
            entry.usage().direction() == null ? null : entry.usage().direction().wire(),
            entry.usage().party(),
            entry.key().meter().unit(),
            entry.quantity(),
            entry.billedQuantity(),
            charged.includedQuantity(),
            entry.tariffVersion(),
            entry.ruleId(),
            foreign == null ? null : foreign.original().amount(),
            foreign == null ? null : foreign.original().currency(),
            converted ? foreign.rate().brl() : null,
            converted ? foreign.rate().from() : null,
            charged.carrierDiscount().amount(),
            charged.cost().amount(),
            entry.price().amount(),
            charged.price().amount(),
            "BRL"));
  }

  /** What follows the last entry of the ledger. */
  static List<String> ending(Statement statement) {
    List<String> lines = new ArrayList<>();
    if (statement.plan() != null) {
      lines.add(fee(statement, statement.plan()));
    }
    for (StatementLine line : statement.lines()) {
      if (!isZero(line.costRounding()) || !isZero(line.priceRounding())) {
        lines.add(rounding(statement, line));
      }
    }
    return lines;
  }

  private static String fee(Statement statement, Plan plan) {
    List<Object> fields = blank();
    set(fields, "kind", "plan-fee");
    set(fields, "month", statement.month());
    set(fields, "subject", "plan");
    set(fields, "subject_id", plan.code());
    set(fields, "tariff_version", plan.version());
    set(fields, "cost", Money.zero("BRL").amount());
    set(fields, "list_price", plan.fee().amount());
    set(fields, "price", plan.fee().amount());
    set(fields, "currency", "BRL");
    return Csv.line(fields);
  }

  private static String rounding(Statement statement, StatementLine line) {
    List<Object> fields = blank();
    set(fields, "kind", "rounding");
    set(fields, "month", statement.month());
    set(fields, "leg", line.key().leg());
    set(fields, "meter", line.key().meter().wire());
    set(fields, "destination_class", line.key().destinationClass());
    set(fields, "cost", line.costRounding().amount());
    set(fields, "list_price", Money.zero("BRL").amount());
    set(fields, "price", line.priceRounding().amount());
    set(fields, "currency", "BRL");
    return Csv.line(fields);
  }

  private static List<Object> blank() {
    return new ArrayList<>(Arrays.asList(new Object[HEADER.size()]));
  }

  private static void set(List<Object> fields, String column, Object value) {
    fields.set(HEADER.indexOf(column), value);
  }

  private static boolean isZero(Money money) {
    return money.amount().signum() == 0;
  }
}
