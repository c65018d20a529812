package dev.ramal.billing.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.HourSums;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.plans.Allowance;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Coverage;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeptSumsPropertyTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);
  private static final List<String> CLASSES = List.of("mobile", "landline", "international-US", "");

  @Property(tries = 3000)
  @Label(
      "BILL-38 the sums of a month's hours come to what its entries come to, to the last decimal")
  void shouldComeToTheSame(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int usages) {
    // Given
    Terms terms = terms(random);
    List<MonthEntry> entries = month(random, usages);

    // When
    StatementCalculator kept = new StatementCalculator(terms);
    byHour(entries)
        .values()
        .forEach(
            hour -> {
              List<HourSums> sums = SumsOfEntries.of(hour);
              if (kept.crosses(sums)) {
                hour.forEach(kept::add);
              } else {
                kept.add(sums);
              }
            });

    // Then
    StatementCalculator recomputed = new StatementCalculator(terms);
    Money price = Money.zero("BRL");
    Money cost = Money.zero("BRL");
    for (MonthEntry entry : entries) {
      ChargedEntry charged = recomputed.add(entry);
      price = price.plus(charged.price());
      cost = cost.plus(charged.cost());
    }
    assertThat(kept.statement()).isEqualTo(recomputed.statement());
    assertThat(price).isEqualTo(exact(recomputed.statement(), true));
    assertThat(cost).isEqualTo(exact(recomputed.statement(), false));
  }

  private static Money exact(Statement statement, boolean price) {
    return statement.lines().stream()
        .map(line -> price ? line.exactPrice() : line.exactCost())
        .reduce(Money.zero("BRL"), Money::plus);
  }

  private static TreeMap<Long, List<MonthEntry>> byHour(List<MonthEntry> entries) {
    TreeMap<Long, List<MonthEntry>> hours = new TreeMap<>();
    for (MonthEntry entry : entries) {
      hours
          .computeIfAbsent(entry.occurredAt().getEpochSecond() / 3600, h -> new ArrayList<>())
          .add(entry);
    }
    return hours;
  }

  /** Usages one after the other, each with whatever entries, in some ten or thirty hours. */
  private static List<MonthEntry> month(Random random, int usages) {
    List<MonthEntry> entries = new ArrayList<>();
    long apart = random.nextBoolean() ? 600 : 1800;
    for (int usage = 0; usage < usages; usage++) {
      UUID id = new UUID(0, usage);
      int count = 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : 0);
      for (int number = 1; number <= count; number++) {
        entries.add(entry(random, id, number, usage * apart));
      }
    }
    return entries;
  }

  private static MonthEntry entry(Random random, UUID id, int number, long second) {
    boolean real = random.nextInt(6) == 0;
    long billed = real || random.nextInt(10) == 0 ? 0 : random.nextInt(90) - (number > 1 ? 60 : 0);
    String word = CLASSES.get(number > 1 && random.nextBoolean() ? 0 : random.nextInt(4));
    return new MonthEntry(
        id,
        number,
        real ? EntryKind.REAL_COST : number == 1 ? EntryKind.USAGE : EntryKind.CORRECTION,
        "call",
        "c",
        random.nextInt(5) == 0 ? null : "lead",
        Meter.VOICE_MINUTE,
        word.isEmpty() ? null : new DestinationClass(word),
        null,
        null,
        null,
        Attribution.UNKNOWN,
        Samples.NOVEMBER.plus(Duration.ofSeconds(second)),
        billed,
        billed,
        null,
        null,
        null,
        micros(random.nextInt(2_000_000) - 500_000),
        micros(real ? 0 : random.nextInt(4_000_000) - 1_000_000));
  }

  private static Money micros(long micros) {
    return new Money(BigDecimal.valueOf(micros, Money.SCALE), "BRL");
  }

  private static Terms terms(Random random) {
    PlanMonth whole = PlanMonth.whole(NOVEMBER, random.nextInt(4) == 0 ? null : plan(random));
    return new Terms(
        random.nextInt(3) == 0 ? divided(random) : whole,
        random.nextInt(4) == 0 ? null : discount(random),
        Conditions.NONE);
  }

  /** One plan until the evening of the first usages, another or none from midnight on. */
  private static PlanMonth divided(Random random) {
    LocalDate tomorrow = LocalDate.ofInstant(Samples.NOVEMBER, BillingMonth.ZONE).plusDays(1);
    return PlanMonth.of(
        NOVEMBER,
        List.of(
            new PlanFrom(NOVEMBER.firstDay(), plan(random)),
            new PlanFrom(tomorrow, random.nextInt(4) == 0 ? null : plan(random))));
  }

  private static Plan plan(Random random) {
    Coverage national =
        new Coverage(
            Meter.VOICE_MINUTE,
            "lead",
            List.of(DestinationClass.MOBILE, DestinationClass.LANDLINE));
    Coverage abroad =
        new Coverage(Meter.VOICE_MINUTE, null, List.of(new DestinationClass("international")));
    return new Plan(
        UUID.randomUUID(),
        "p",
        "1",
        "P",
        LocalDate.EPOCH,
        null,
        "teste",
        Money.brl("10"),
        List.of(allowance(random, national), allowance(random, abroad)),
        null);
  }

  private static Allowance allowance(Random random, Coverage covers) {
    Long included = random.nextInt(4) == 0 ? null : (long) random.nextInt(1200);
    BigDecimal overage = random.nextBoolean() ? null : new BigDecimal("0.25");
    return new Allowance(covers, included, overage);
  }

  private static VolumeDiscount discount(Random random) {
    return new VolumeDiscount(
        "d",
        LocalDate.EPOCH,
        null,
        "teste",
        new Coverage(
            Meter.VOICE_MINUTE,
            null,
            random.nextBoolean() ? List.of() : List.of(DestinationClass.MOBILE)),
        List.of(
            new Tier(0, BigDecimal.ZERO),
            new Tier(1 + random.nextInt(500), new BigDecimal("12.5")),
            new Tier(600 + random.nextInt(500), new BigDecimal("20"))));
  }
}
