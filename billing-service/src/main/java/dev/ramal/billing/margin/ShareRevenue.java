package dev.ramal.billing.margin;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.ramal.billing.conditions.Adjustment;
import dev.ramal.billing.conditions.AdjustmentKind;
import dev.ramal.billing.conditions.Discount;
import dev.ramal.billing.conditions.DiscountBase;
import dev.ramal.billing.ledger.EarnedPart;
import dev.ramal.billing.ledger.EarnedSum;
import dev.ramal.billing.plans.PlanPeriod;
import dev.ramal.billing.statement.LineKey;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Shares what a month comes to among those who used it, by these rules:
 *
 * <ol>
 *   <li>each line, after the allowance, by the list prices of its usage; where these are nothing,
 *       by what is billed, else by how many uses there are;
 *   <li>the fee of a plan by the list price of what it paid for in its days, else of all usage of
 *       these days, else of the month;
 *   <li>discounts on usage by the shares of usage so far, in their order;
 *   <li>discounts on the total, and what is missing to a minimum, by all shares so far.
 * </ol>
 *
 * <p>Where more was taken back from somebody than is left, as in a month after a correction between
 * agents, a line leaves what the list prices say, less than nothing too; fees, discounts and a
 * minimum are shared among the others. What nobody can be found for stays with usage of which
 * nobody said. The shares of an amount add up to it, to the last decimal. Not thread-safe.
 */
final class ShareRevenue {
  private static final String NOBODY = "";

  private final Statement statement;
  private final List<EarnedPart> parts;
  private final Map<Line, StatementLine> lines = new LinkedHashMap<>();
  private final Map<String, BigDecimal> shares = new LinkedHashMap<>();

  private ShareRevenue(Statement statement, List<EarnedPart> parts) {
    this.statement = statement;
    this.parts = parts;
    statement.lines().forEach(line -> lines.put(new Line(line.key(), period(line)), line));
  }

  /**
   * @param parts in order of their keys
   * @return one for each key, in the same order
   */
  static List<EarnedSum> of(Statement statement, List<EarnedPart> parts) {
    ShareRevenue sharing = new ShareRevenue(statement, parts);
    sharing.shareLines();
    Map<String, BigDecimal> fees = sharing.fees();
    List<Adjustment> onUsage = statement.adjustments().stream().filter(sharing::isOnUsage).toList();
    onUsage.forEach(sharing::adjust);
    fees.forEach(sharing::add);
    statement.adjustments().stream()
        .filter(adjustment -> !onUsage.contains(adjustment))
        .forEach(sharing::adjust);
    return sharing.sums();
  }

  private void shareLines() {
    Map<Line, List<EarnedPart>> byLine = parts.stream().collect(groupingBy(Line::of));
    lines.forEach(
        (line, sum) -> {
          List<EarnedPart> own = byLine.getOrDefault(line, List.of());
          price(sum.exactPrice(), own).forEach(this::add);
        });
  }

  /** What a plan left of each list price, and else by what was used. */
  private static Map<String, BigDecimal> price(Money price, List<EarnedPart> own) {
    Map<String, BigDecimal> listPrices = weights(own, part -> part.listPrice().amount());
    return Shares.isLeftOf(price.amount(), listPrices)
        ? Shares.left(price.amount(), listPrices)
        : share(
            price,
            listPrices,
            weights(own, part -> BigDecimal.valueOf(part.billedQuantity())),
            weights(own, part -> BigDecimal.valueOf(part.uses())));
  }

  private Map<String, BigDecimal> fees() {
    Map<String, BigDecimal> fees = new LinkedHashMap<>();
    for (PlanPeriod period : statement.feePeriods()) {
      int position = statement.terms().plans().periods().indexOf(period);
      List<EarnedPart> own = parts.stream().filter(part -> part.period() == position).toList();
      share(
              period.plan().fee(),
              weights(own, this::paidByFee),
              weights(own, part -> part.listPrice().amount()),
              weights(parts, part -> part.listPrice().amount()))
          .forEach((key, part) -> fees.merge(key, part, BigDecimal::add));
    }
    return fees;
  }

  /** The list price of what the plan included, as if each use of the line were included alike. */
  private BigDecimal paidByFee(EarnedPart part) {
    StatementLine line = lines.get(Line.of(part));
    return line == null || line.billedQuantity() == 0
        ? BigDecimal.ZERO
        : Shares.of(part.listPrice().amount(), line.includedQuantity(), line.billedQuantity());
  }

  private void adjust(Adjustment adjustment) {
    share(
            adjustment.amount(),
            new LinkedHashMap<>(shares),
            weights(parts, part -> part.listPrice().amount()))
        .forEach(this::add);
  }

  private boolean isOnUsage(Adjustment adjustment) {
    return adjustment.kind() == AdjustmentKind.VOLUME_DISCOUNT
        || adjustment.kind() == AdjustmentKind.DISCOUNT
            && statement.terms().conditions().agreed().discountsOrNone().stream()
                .filter(discount -> discount.code().equals(adjustment.code()))
                .map(Discount::on)
                .anyMatch(DiscountBase.USAGE::equals);
  }

  private void add(String key, BigDecimal part) {
    shares.merge(key, part, BigDecimal::add);
  }

  /** By the first weights that are something; nobody's where none are. */
  @SafeVarargs
  private static Map<String, BigDecimal> share(Money amount, Map<String, BigDecimal>... weights) {
    for (Map<String, BigDecimal> by : weights) {
      if (Shares.canBeBy(by)) {
        return Shares.of(amount.amount(), by);
      }
    }
    return Map.of(NOBODY, amount.amount());
  }

  private static Map<String, BigDecimal> weights(
      List<EarnedPart> of, Function<EarnedPart, BigDecimal> weight) {
    Map<String, BigDecimal> weights = new LinkedHashMap<>();
    of.forEach(part -> weights.merge(part.key(), weight.apply(part), BigDecimal::add));
    return weights;
  }

  private List<EarnedSum> sums() {
    Map<String, List<EarnedPart>> byKey =
        parts.stream().collect(groupingBy(EarnedPart::key, LinkedHashMap::new, toList()));
    List<EarnedSum> sums = new ArrayList<>();
    if (shares.containsKey(NOBODY) && !byKey.containsKey(NOBODY)) {
      sums.add(sum(NOBODY, List.of()));
    }
    byKey.forEach((key, own) -> sums.add(sum(key, own)));
    return sums;
  }

  private EarnedSum sum(String key, List<EarnedPart> own) {
    return new EarnedSum(
        key,
        own.stream().map(EarnedPart::name).filter(name -> name != null).findFirst().orElse(null),
        own.stream().mapToLong(EarnedPart::uses).sum(),
        sum(own, EarnedPart::listPrice),
        new Money(shares.getOrDefault(key, BigDecimal.ZERO).setScale(Money.SCALE), "BRL"),
        sum(own, EarnedPart::cost));
  }

  private static Money sum(List<EarnedPart> own, Function<EarnedPart, Money> amount) {
    return own.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }

  private int period(StatementLine line) {
    if (line.since() == null) {
      return 0;
    }
    List<LocalDate> begins =
        statement.terms().plans().periods().stream().map(PlanPeriod::from).toList();
    return begins.indexOf(line.since());
  }

  /** A line of one plan of the month. */
  private record Line(LineKey key, int period) {
    static Line of(EarnedPart part) {
      return new Line(
          new LineKey(part.meter(), part.destinationClass(), part.leg()), part.period());
    }
  }
}
