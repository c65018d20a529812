package dev.ramal.billing.margin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Agreed;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.conditions.Discount;
import dev.ramal.billing.conditions.DiscountBase;
import dev.ramal.billing.conditions.DiscountTier;
import dev.ramal.billing.ledger.EarnedPart;
import dev.ramal.billing.ledger.EarnedSum;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.statement.LineKey;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementLine;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareRevenueTest {
  private static final BillingMonth MONTH = BillingMonth.of("2026-11");
  private static final Money NOTHING = Money.zero("BRL");

  @DisplayName("BILL-421 a fee is earned with what it pays for, the rest with whose it is")
  @Test
  void shouldGiveTheFeeToWhomItPaysFor() {
    // Given
    Terms terms = new Terms(MONTH, SeededPlans.of("profissional"), null);
    List<EarnedPart> parts =
        List.of(
            part("ana", 0, "mobile", 600, "3.00"),
            part("bia", 0, "mobile", 200, "1.00"),
            part("caio", 0, "international-US", 60, "2.50"));
    Statement statement =
        Statement.of(
            terms,
            List.of(
                line("mobile", null, 800, 800, "4.00", "0"),
                line("international-US", null, 60, 0, "2.50", "2.50")));

    // When
    Map<String, EarnedSum> shares = byKey(ShareRevenue.of(statement, parts));

    // Then
    assertThat(shares.get("ana").revenue()).isEqualTo(Money.brl("299.25"));
    assertThat(shares.get("bia").revenue()).isEqualTo(Money.brl("99.75"));
    assertThat(shares.get("caio").revenue()).isEqualTo(Money.brl("2.50"));
    assertThat(shares.get("ana").listPrice()).isEqualTo(Money.brl("3.00"));
  }

  @DisplayName("BILL-421 a discount on usage takes nothing off the fee; one on the total does")
  @Test
  void shouldTakeDiscountsOffWhatTheyAreOn() {
    // Given
    Plan plan = SeededPlans.of("profissional");
    List<EarnedPart> parts =
        List.of(
            part("ana", 0, "mobile", 600, "3.00"),
            part("caio", 0, "international-US", 60, "100.00"));
    List<StatementLine> lines =
        List.of(
            line("mobile", null, 600, 600, "3.00", "0"),
            line("international-US", null, 60, 0, "100.00", "100.00"));

    // When
    Map<String, EarnedSum> onUsage =
        byKey(ShareRevenue.of(statement(plan, DiscountBase.USAGE, lines), parts));
    Map<String, EarnedSum> onTotal =
        byKey(ShareRevenue.of(statement(plan, DiscountBase.TOTAL, lines), parts));

    // Then
    assertThat(onUsage.get("ana").revenue()).isEqualTo(Money.brl("399.00"));
    assertThat(onUsage.get("caio").revenue()).isEqualTo(Money.brl("90.00"));
    assertThat(onTotal.get("ana").revenue()).isEqualTo(Money.brl("359.10"));
    assertThat(onTotal.get("caio").revenue()).isEqualTo(Money.brl("90.00"));
  }

  @DisplayName("BILL-444 a fee is shared by what is left, not against what was taken back")
  @Test
  void shouldShareNoFeeAgainstWhatWasTakenBack() {
    // Given
    Terms terms = new Terms(MONTH, SeededPlans.of("profissional"), null);
    List<EarnedPart> parts =
        List.of(part("ana", 0, "mobile", 500, "5.00"), part("bia", 0, "mobile", -400, "-4.00"));
    Statement statement = Statement.of(terms, List.of(line("mobile", null, 100, 100, "1.00", "0")));

    // When
    Map<String, EarnedSum> shares = byKey(ShareRevenue.of(statement, parts));

    // Then
    assertThat(shares.get("ana").revenue()).isEqualTo(Money.brl("399"));
    assertThat(shares.get("bia").revenue()).isEqualTo(NOTHING);
  }

  @DisplayName("BILL-421 what is owed without any usage is nobody's")
  @Test
  void shouldLeaveWhatNobodyUsedWithNobody() {
    // Given
    Terms terms = new Terms(MONTH, SeededPlans.of("profissional"), null);

    // When
    List<EarnedSum> shares = ShareRevenue.of(Statement.of(terms, List.of()), List.of());

    // Then
    assertThat(shares)
        .containsExactly(new EarnedSum("", null, 0, NOTHING, Money.brl("399"), NOTHING));
  }

  @DisplayName(
      "BILL-422 whatever plans, discounts and minimum there are, the shares are the month, by any"
          + " key")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void shouldAddUp(int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 250; i++) {
      // Given
      Terms terms = terms(random);
      List<EarnedPart> parts = parts(random, terms.plans().periods().size());
      Statement statement = Statement.of(terms, lines(random, terms, parts));

      // When
      List<EarnedSum> shares = ShareRevenue.of(statement, parts);

      // Then
      Money rounding = sum(statement.lines().stream().map(StatementLine::priceRounding).toList());
      assertThat(sum(shares.stream().map(EarnedSum::revenue).toList()).plus(rounding))
          .isEqualTo(statement.total());
      assertThat(sum(shares.stream().map(EarnedSum::listPrice).toList()))
          .isEqualTo(sum(parts.stream().map(EarnedPart::listPrice).toList()));
      assertThat(shares).extracting(EarnedSum::key).isSorted().doesNotHaveDuplicates();
    }
  }

  @DisplayName("BILL-422 without a plan and conditions the revenue is the list price")
  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void shouldBeTheListPrice(int seed) {
    // Given
    Random random = new Random(seed);
    Terms terms = new Terms(MONTH, null, null);
    List<EarnedPart> parts = parts(random, 1);

    // When
    List<EarnedSum> shares =
        ShareRevenue.of(Statement.of(terms, lines(random, terms, parts)), parts);

    // Then
    assertThat(shares)
        .isNotEmpty()
        .allSatisfy(share -> assertThat(share.revenue()).isEqualTo(share.listPrice()));
  }

  private static Statement statement(Plan plan, DiscountBase on, List<StatementLine> lines) {
    Discount tenth = new Discount("combinado", "Combinado", on, "10", null, null);
    Agreed agreed = new Agreed(null, List.of(tenth), null, null, null, null, null);
    return Statement.of(
        new Terms(PlanMonth.whole(MONTH, plan), null, new Conditions(new UUID(1, 2), agreed)),
        lines);
  }

  private static Terms terms(Random random) {
    List<PlanFrom> plans = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      String code = List.of("essencial", "profissional", "enterprise").get(random.nextInt(3));
      plans.add(
          new PlanFrom(
              LocalDate.of(2026, 11, 1 + random.nextInt(29)),
              random.nextInt(4) == 0 ? null : SeededPlans.of(code)));
    }
    List<Discount> discounts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      boolean percent = random.nextBoolean();
      discounts.add(
          new Discount(
              "d-" + i,
              "Desconto",
              random.nextBoolean() ? DiscountBase.USAGE : DiscountBase.TOTAL,
              percent ? "" + (1 + random.nextInt(60)) : null,
              percent ? null : "" + (1 + random.nextInt(500)),
              null));
    }
    Agreed agreed =
        new Agreed(
            random.nextBoolean() ? List.of(new DiscountTier("1", "7.5")) : null,
            discounts,
            random.nextInt(3) == 0 ? "" + random.nextInt(2_000) : null,
            null,
            null,
            null,
            null);
    return new Terms(PlanMonth.of(MONTH, plans), null, new Conditions(new UUID(1, 2), agreed));
  }

  /** Some without a price, some taken back from somebody else. */
  private static List<EarnedPart> parts(Random random, int periods) {
    Map<String, EarnedPart> parts = new LinkedHashMap<>();
    for (int i = random.nextInt(25); i >= 0; i--) {
      String key = random.nextInt(5) == 0 ? "" : "agent-" + random.nextInt(7);
      String of = List.of("mobile", "landline", "international-US").get(random.nextInt(3));
      int period = random.nextInt(periods);
      long billed = random.nextInt(3) == 0 ? 0 : random.nextInt(9_000);
      BigDecimal price =
          random.nextInt(4) == 0
              ? BigDecimal.ZERO
              : BigDecimal.valueOf(random.nextInt(90_000_000) - 2_000_000, 6);
      parts.put(key + of + period, part(key, period, of, billed, price.toPlainString()));
    }
    return parts.values().stream().sorted(Comparator.comparing(EarnedPart::key)).toList();
  }

  private static List<StatementLine> lines(Random random, Terms terms, List<EarnedPart> parts) {
    return parts.stream()
        .collect(
            Collectors.groupingBy(
                part -> part.destinationClass().word() + "/" + part.period(), Collectors.toList()))
        .values()
        .stream()
        .map(
            of -> {
              EarnedPart one = of.get(0);
              long billed = of.stream().mapToLong(EarnedPart::billedQuantity).sum();
              Money list = sum(of.stream().map(EarnedPart::listPrice).toList());
              boolean planned = terms.plans().periods().get(one.period()).plan() != null;
              long included = planned && billed > 0 ? random.nextLong(billed + 1) : 0;
              BigDecimal price =
                  included == 0
                      ? list.amount()
                      : list.amount()
                          .multiply(BigDecimal.valueOf(billed - included))
                          .divide(BigDecimal.valueOf(billed), 6, RoundingMode.HALF_EVEN);
              return line(
                  one.destinationClass().word(),
                  terms.plans().isWhole() ? null : terms.plans().periods().get(one.period()).from(),
                  billed,
                  included,
                  list.amount().toPlainString(),
                  price.toPlainString());
            })
        .toList();
  }

  private static StatementLine line(
      String of, LocalDate since, long billed, long included, String listPrice, String price) {
    return new StatementLine(
        new LineKey(Meter.VOICE_MINUTE, new DestinationClass(of), "lead"),
        since,
        1,
        billed,
        billed,
        included,
        Money.brl(listPrice),
        NOTHING,
        NOTHING,
        Money.brl(price));
  }

  private static EarnedPart part(String key, int period, String of, long billed, String listPrice) {
    return new EarnedPart(
        key,
        null,
        period,
        Meter.VOICE_MINUTE,
        new DestinationClass(of),
        "lead",
        1,
        billed,
        Money.brl(listPrice),
        NOTHING);
  }

  private static Map<String, EarnedSum> byKey(List<EarnedSum> sums) {
    return sums.stream().collect(Collectors.toMap(EarnedSum::key, one -> one));
  }

  private static Money sum(List<Money> of) {
    return of.stream().reduce(NOTHING, Money::plus);
  }
}
