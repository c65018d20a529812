package dev.ramal.billing.exports;

import dev.ramal.billing.conditions.Adjustment;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.ExchangeRate;
import dev.ramal.billing.statement.ChargedEntry;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The lines of an export: every entry of the ledger, or every usage as its entries leave it, then
 * the fee of each plan of the month, then what was agreed to be taken off or added, then one
 * rounding line for each line of the summary whose cents differ from its six decimals. So the
 * column {@code price} adds up to the summary's {@code total}, the column {@code cost} to its
 * {@code cost} and the column {@code margin} to its {@code margin}, exactly.
 *
 * <p>Not thread-safe.
 */
final class ExportLines {
  /** Which bytes the same entries come to; another number when they come to others. */
  static final int LAYOUT = 6;

  /** The last layout of which exports did not always say that they have it. */
  static final int BEFORE_PEOPLE = 2;

  /** The first layout that says who used something, and when by the clock on the wall. */
  static final int WITH_PEOPLE = 3;

  /** The first layout that explains discounts and the agreed minimum. */
  static final int WITH_CONDITIONS = 4;

  /**
   * The first layout that names the source of an exchange rate, and whose workbook has totals and
   * no amount that a spreadsheet would round.
   */
  static final int WITH_TOTALS = 5;

  /** The first layout whose lines name their margin. */
  static final int WITH_MARGIN = 6;

  private final ExportFormat format;
  private final SummedTable file;
  private final BillingMonth month;
  private final HeadingLanguage headings;
  private final List<Column> columns;
  private final int layout;
  private final boolean withPeople;
  private final NetUsage standing;
  private FileSums ofLedger;
  private long rows;

  /**
   * @param layout of the time in which the export was made
   */
  private ExportLines(
      BillingMonth month, ExportFormat format, HeadingLanguage headings, int layout) {
    this.month = month;
    this.format = format;
    this.headings = headings;
    this.layout = layout;
    this.columns = Column.of(layout);
    this.standing = new NetUsage(layout < WITH_TOTALS);
    this.file = new SummedTable(format.open(month, layout), columns);
    this.withPeople = columns.contains(Column.LOCAL_TIME);
  }

  /** A file as exports are made now. */
  static ExportLines of(BillingMonth month, ExportFormat format, HeadingLanguage headings) {
    return new ExportLines(month, format, headings, LAYOUT);
  }

  /** A file as it was when the export was made. */
  static ExportLines of(Export export) {
    return new ExportLines(export.month(), export.format(), export.headings(), export.layout());
  }

  ExportLines header() {
    file.header(columns.stream().map(headings::of).toList());
    return this;
  }

  /** How many there are so far, the header not counted. */
  long rows() {
    return rows;
  }

  /** What the columns of amounts add up to so far. */
  FileSums sums() {
    return file.sums();
  }

  /** What those lines add up to that are entries of the ledger; null before the end. */
  FileSums ofLedger() {
    return ofLedger;
  }

  ExportLines add(ChargedEntry charged) {
    if (!format.isByUsage()) {
      return write(charged);
    }
    if (!standing.isOf(charged)) {
      writeStanding();
    }
    standing.add(charged);
    return this;
  }

  private void writeStanding() {
    standing.take().ifPresent(this::write);
  }

  private ExportLines write(ChargedEntry charged) {
    MonthEntry entry = charged.entry();
    Converted foreign = entry.carrierPrice();
    ExchangeRate rate = foreign == null ? null : foreign.rate();
    file.field(entry.kind().wire())
        .field(month)
        .field(entry.occurredAt())
        .field(entry.usageId())
        .field(format.isByUsage() ? null : (Object) (long) entry.number())
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
    if (withPeople) {
      people(entry);
    }
    if (layout >= WITH_TOTALS) {
      file.field(rate == null ? null : rate.source());
    }
    if (layout >= WITH_MARGIN) {
      file.field(charged.price().minus(charged.cost()).amount());
    }
    return endLine();
  }

  private void people(MonthEntry entry) {
    file.field(entry.occurredAt().atZone(BillingMonth.ZONE).toOffsetDateTime())
        .field(entry.by().agentId())
        .field(entry.by().agentName())
        .field(entry.by().contactId())
        .field(entry.by().campaignId());
  }

  /** What follows the last entry of the ledger. */
  ExportLines end(Statement statement) {
    writeStanding();
    ofLedger = file.sums();
    statement.feePeriods().forEach(period -> line(fee(period.plan())));
    statement.adjustments().forEach(adjustment -> line(agreed(adjustment)));
    for (StatementLine line : statement.lines()) {
      if (!isZero(line.costRounding()) || !isZero(line.priceRounding())) {
        line(rounding(line));
      }
    }
    if (layout >= WITH_TOTALS) {
      file.explain(TotalsTable.name(headings), TotalsTable.rows(file.sums(), headings));
    }
    if (withPeople && headings == HeadingLanguage.PORTUGUESE) {
      file.explain("Colunas", Column.explained(layout));
    }
    file.end();
    return this;
  }

  /** The bytes of what was added since they were taken last. */
  byte[] take() {
    return file.take();
  }

  private ExportLines line(List<Object> fields) {
    if (layout >= WITH_MARGIN) {
      set(
          fields,
          Column.MARGIN,
          amount(fields, Column.PRICE).subtract(amount(fields, Column.COST)));
    }
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
    set(fields, Column.KIND, "plan-fee");
    set(fields, Column.MONTH, month);
    set(fields, Column.SUBJECT, "plan");
    set(fields, Column.SUBJECT_ID, plan.code());
    set(fields, Column.TARIFF_VERSION, plan.version());
    set(fields, Column.COST, Money.zero("BRL").amount());
    set(fields, Column.LIST_PRICE, plan.fee().amount());
    set(fields, Column.PRICE, plan.fee().amount());
    set(fields, Column.CURRENCY, "BRL");
    return fields;
  }

  private List<Object> agreed(Adjustment adjustment) {
    List<Object> fields = blank();
    set(fields, Column.KIND, adjustment.kind().wire());
    set(fields, Column.MONTH, month);
    set(fields, Column.SUBJECT, "conditions");
    set(fields, Column.SUBJECT_ID, adjustment.code());
    set(fields, Column.COST, Money.zero("BRL").amount());
    set(fields, Column.LIST_PRICE, Money.zero("BRL").amount());
    set(fields, Column.PRICE, adjustment.amount().amount());
    set(fields, Column.CURRENCY, "BRL");
    return fields;
  }

  private List<Object> rounding(StatementLine line) {
    List<Object> fields = blank();
    set(fields, Column.KIND, "rounding");
    set(fields, Column.MONTH, month);
    set(fields, Column.LEG, line.key().leg());
    set(fields, Column.METER, line.key().meter().wire());
    set(fields, Column.DESTINATION_CLASS, line.key().destinationClass());
    set(fields, Column.COST, line.costRounding().amount());
    set(fields, Column.LIST_PRICE, Money.zero("BRL").amount());
    set(fields, Column.PRICE, line.priceRounding().amount());
    set(fields, Column.CURRENCY, "BRL");
    return fields;
  }

  private List<Object> blank() {
    return new ArrayList<>(Arrays.asList(new Object[columns.size()]));
  }

  private static void set(List<Object> fields, Column column, Object value) {
    fields.set(column.ordinal(), value);
  }

  private static BigDecimal amount(List<Object> fields, Column column) {
    return (BigDecimal) fields.get(column.ordinal());
  }

  private static boolean isZero(Money money) {
    return money.amount().signum() == 0;
  }
}
