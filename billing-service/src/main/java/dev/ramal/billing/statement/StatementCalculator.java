package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.statement.LineTotals.Charge;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Walks a month of the ledger once, in order of occurrence, and says what each entry comes to under
 * the month's plan and the carrier's volume discount. Memory does not grow with the number of
 * entries.
 *
 * <p>Why here and not when a usage is rated: a counter kept while events arrive would give included
 * minutes to whichever call's event came first, so a redelivery or a late correction would move
 * money between entries, and a plan changed in the middle of the month would have to rewrite them.
 * The ledger holds only what was used and what the tariff asks; who consumed the allowance follows
 * from when the calls happened. The same set of entries therefore always gives the same statement
 * and the same bytes in an export, in whatever order the events came.
 *
 * <p>Entries must be fed ordered by time of occurrence, usage and number: all entries of a usage
 * together. An hour in which neither an allowance nor a tier of the discount ends may be fed in
 * sums instead: its entries would come to the same (see {@link #crosses}). Both the summary and the
 * exports use this class, which is why they agree. Not thread-safe.
 */
public final class StatementCalculator {
  private final Terms terms;
  private final Map<PeriodLine, LineTotals> lines = new HashMap<>();
  private final Map<PeriodAllowance, Long> consumed = new HashMap<>();
  private long carrierUnits;

  private final List<LineTotals> open = new ArrayList<>();
  private MonthEntry openEntry;
  private boolean openCostIsReal;

  public StatementCalculator(Terms terms) {
    this.terms = terms;
  }

  public ChargedEntry add(MonthEntry entry) {
    if (openEntry == null || !openEntry.isBookedWith(entry)) {
      close();
      openEntry = entry;
    }
    LineTotals line = open(LineKey.of(entry), entry.occurredAt());
    line.add(
        entry.number() == 1 ? 1 : 0,
        entry.quantity(),
        entry.billedQuantity(),
        entry.cost(),
        entry.price());
    Money discount = Money.zero("BRL");
    if (entry.kind() == EntryKind.REAL_COST) {
      openCostIsReal = true;
      discount = forgetEstimates();
    } else if (!openCostIsReal) {
      line.addEstimate(entry.cost());
    }
    Charge charge = line.newlyCharged(consumed(line), carrierUnits);
    discount = discount.plus(charge.discount());
    return new ChargedEntry(
        entry, charge.included(), discount, entry.cost().minus(discount), charge.price());
  }

  /**
   * Whether the entries of the hour must be fed one by one, because an allowance or a tier of the
   * discount ends among them.
   *
   * @param hour all lines of one hour
   */
  public boolean crosses(List<HourSums> hour) {
    close();
    Map<PeriodAllowance, Span> used = new HashMap<>();
    Span carried = new Span(carrierUnits);
    for (HourSums sums : hour) {
      LineTotals line = line(LineKey.of(sums), sums.hour());
      if (line.allowance != null) {
        used.computeIfAbsent(held(line), held -> new Span(consumed(line))).add(sums);
      }
      if (line.discount != null) {
        carried.add(sums);
      }
    }
    VolumeDiscount discount = terms.discount();
    return used.entrySet().stream()
            .anyMatch(
                e ->
                    e.getKey().allowance().included() != null
                        && e.getValue().ends(e.getKey().allowance().included()))
        || discount != null
            && discount.tiers().stream().anyMatch(tier -> carried.ends(tier.fromUnits()));
  }

  /** Feeds the lines of an hour that does not {@linkplain #crosses cross} anything. */
  public void add(List<HourSums> hour) {
    for (HourSums sums : hour) {
      close();
      LineTotals line = open(LineKey.of(sums), sums.hour());
      line.add(sums.uses(), sums.quantity(), sums.billedQuantity(), sums.cost(), sums.price());
      line.addEstimate(sums.estimatedCost());
    }
    close();
  }

  /** Units of the carrier's volume discount before the usage that was fed last. */
  long carrierUnits() {
    return carrierUnits;
  }

  /** What was fed so far comes to. */
  public Statement statement() {
    close();
    return Statement.of(
        terms,
        lines.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(line -> line.getValue().line())
            .toList());
  }

  private LineTotals open(LineKey key, Instant at) {
    LineTotals line = line(key, at);
    if (!open.contains(line)) {
      open.add(line);
    }
    return line;
  }

  /** Each plan of the month has lines of its own. */
  private LineTotals line(LineKey key, Instant at) {
    return lines.computeIfAbsent(
        new PeriodLine(key, terms.periodAt(at)),
        made -> {
          PlanPeriod period = terms.periods().get(made.period());
          return new LineTotals(
              key,
              made.period(),
              terms.plans().isWhole() ? null : period.from(),
              allowanceOf(period.plan(), key),
              discountOf(key));
        });
  }

  /** The entry that brings the real cost takes the discount on the usage's estimates back. */
  private Money forgetEstimates() {
    Money back = Money.zero("BRL");
    for (LineTotals line : open) {
      line.forgetEstimate();
      back = back.plus(line.newlyCharged(consumed(line), carrierUnits).discount());
    }
    return back;
  }

  private void close() {
    for (LineTotals line : open) {
      line.close(consumed(line), carrierUnits);
    }
    for (LineTotals line : open) {
      long billed = line.reopen();
      if (line.allowance != null) {
        consumed.merge(held(line), billed, Long::sum);
      }
      carrierUnits += line.discount == null ? 0 : billed;
    }
    open.clear();
    openEntry = null;
    openCostIsReal = false;
  }

  private long consumed(LineTotals line) {
    return line.allowance == null ? 0 : consumed.getOrDefault(held(line), 0L);
  }

  private static PeriodAllowance held(LineTotals line) {
    return new PeriodAllowance(line.period, line.allowance);
  }

  private static Allowance allowanceOf(Plan plan, LineKey key) {
    return plan == null
        ? null
        : plan.allowanceFor(key.meter(), key.leg(), key.destinationClass()).orElse(null);
  }

  private VolumeDiscount discountOf(LineKey key) {
    VolumeDiscount discount = terms.discount();
    return discount != null
            && discount.covers().covers(key.meter(), key.leg(), key.destinationClass())
        ? discount
        : null;
  }

  /** A line of one plan of the month. */
  private record PeriodLine(LineKey key, int period) implements Comparable<PeriodLine> {
    @Override
    public int compareTo(PeriodLine other) {
      int byKey = key.compareTo(other.key);
      return byKey == 0 ? Integer.compare(period, other.period) : byKey;
    }
  }

  /** What one plan of the month includes: the next begins with its own. */
  private record PeriodAllowance(int period, Allowance allowance) {}

  /** Between which counts an hour moves, whatever the order of its entries. */
  private static final class Span {
    private long lowest;
    private long highest;

    Span(long before) {
      lowest = before;
      highest = before;
    }

    void add(HourSums sums) {
      lowest -= sums.takenBack();
      highest += sums.billedQuantity() + sums.takenBack();
    }

    boolean ends(long limit) {
      return lowest < limit && limit <= highest;
    }
  }
}
