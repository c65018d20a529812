package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
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
 *
 * <p>Not thread-safe.
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

  /** Which bytes the same entries come to; another number when they come to others. */
  static final int LAYOUT = 2;

  private final ExportFormat format;
  private final TableFile file;
  private final BillingMonth month;
  private long rows;

  ExportLines(BillingMonth month, ExportFormat format) {
    this.month = month;
    this.format = format;
    this.file = format.open(month);
  }

  ExportLines header() {
    file.header(HEADER);
    return this;
  }

  boolean isHeavy() {
    return format.isHeavy();
  }

  /** How many there are so far, the header not counted. */
  long rows() {
    return rows;
  }

  ExportLines add(ChargedEntry charged) {
    MonthEntry entry = charged.entry();
    Converted foreign = entry.carrierPrice();
    ExchangeRate rate = foreign == null ? null : foreign.rate();
    file.field(entry.kind().wire())
        .field(month)
        .field(entry.occurredAt())
        .field(entry.usageId())
        .field((long) entry.number())
        .field(entry.subject())
        .field(entry.subjectId())
        .field(entry.leg())
        .field(entry.meter().wire())
        .field(entry.destinationClass())
        .field(entry.carrier() == null ? null : entry.carrier().wire())
        .field(entry.direction() == null ? null : entry.direction().wire())
        .field(entry.party())
        .field(entry.meter().unit())
        .field(entry.quantity())
        .field(entry.billedQuantity())
        .field(charged.includedQuantity())
        .field(entry.tariffVersion())
        .field(entry.ruleId())
        .field(foreign == null ? null : foreign.original().amount())
        .field(foreign == null ? null : foreign.original().currency())
        .field(rate == null ? null : rate.brl())
        .field(rate == null ? null : rate.from())
        .field(charged.carrierDiscount().amount())
        .field(charged.cost().amount())
        .field(entry.price().amount())
        .field(charged.price().amount())
        .field("BRL");
    return endLine();
  }

  /** What follows the last entry of the ledger. */
  ExportLines end(Statement statement) {
    if (statement.plan() != null) {
      line(fee(statement.plan()));
    }
    for (StatementLine line : statement.lines()) {
      if (!isZero(line.costRounding()) || !isZero(line.priceRounding())) {
        line(rounding(line));
      }
    }
    file.end();
    return this;
  }

  /** The bytes of what was added since they were taken last. */
  byte[] take() {
    return file.take();
  }

  private ExportLines line(List<?> fields) {
    fields.forEach(file::field);
    return endLine();
  }

  private ExportLines endLine() {
    file.endLine();
    rows++;
    return this;
  }

  private List<Object> fee(Plan plan) {
    List<Object> fields = blank();
    set(fields, "kind", "plan-fee");
    set(fields, "month", month);
    set(fields, "subject", "plan");
    set(fields, "subject_id", plan.code());
    set(fields, "tariff_version", plan.version());
    set(fields, "cost", Money.zero("BRL").amount());
    set(fields, "list_price", plan.fee().amount());
    set(fields, "price", plan.fee().amount());
    set(fields, "currency", "BRL");
    return fields;
  }

  private List<Object> rounding(StatementLine line) {
    List<Object> fields = blank();
    set(fields, "kind", "rounding");
    set(fields, "month", month);
    set(fields, "leg", line.key().leg());
    set(fields, "meter", line.key().meter().wire());
    set(fields, "destination_class", line.key().destinationClass());
    set(fields, "cost", line.costRounding().amount());
    set(fields, "list_price", Money.zero("BRL").amount());
    set(fields, "price", line.priceRounding().amount());
    set(fields, "currency", "BRL");
    return fields;
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
