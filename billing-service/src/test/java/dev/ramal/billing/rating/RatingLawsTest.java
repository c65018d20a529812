package dev.ramal.billing.rating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RatingLawsTest {
  private static final int JOINED = 120;

  @Property(tries = 500)
  @Label("BILL-312 more seconds never cost less, and nothing costs nothing")
  void shouldNeverChargeLessForMore(
      @ForAll("rules") Rule rule,
      @ForAll @LongRange(max = 10_000) long seconds,
      @ForAll @LongRange(max = 500) long more) {
    // Then
    assertThat(priceOf(rule, seconds + more)).isGreaterThanOrEqualTo(priceOf(rule, seconds));
    assertThat(rule.costOf(seconds + more).amount())
        .isGreaterThanOrEqualTo(rule.costOf(seconds).amount());
    assertThat(priceOf(rule, 0)).isZero();
    assertThat(rule.costOf(0).amount()).isZero();
  }

  @Property(tries = 500)
  @Label("BILL-313 calls that continue each other come to what one call of all of them comes to")
  void shouldMergeWhatContinues(
      @ForAll("rules") Rule rule,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 400) Integer> parts,
      @ForAll Random random) {
    // Given
    long whole = parts.stream().mapToLong(Integer::longValue).sum();
    List<Integer> shuffled = new ArrayList<>(parts);
    Collections.shuffle(shuffled, random);

    // Then
    for (List<Integer> order : List.of(parts, shuffled)) {
      BigDecimal price = BigDecimal.ZERO;
      long billed = 0;
      long before = 0;
      for (int part : order) {
        Usage usage = call(part).continuing(before);
        price = price.add(rule.priceOf(usage).amount());
        billed += rule.billed(usage);
        before += part;
      }
      assertThat(price).isEqualByComparingTo(priceOf(rule, whole));
      assertThat(billed).isEqualTo(rule.billed(call(whole)));
    }
  }

  @Property(tries = 500)
  @Label("BILL-313 under schemes of the trade, two calls are never cheaper than one of both")
  void shouldNotGainBySplitting(
      @ForAll("ofTheTrade") Rule rule,
      @ForAll @LongRange(min = 1, max = 2000) long one,
      @ForAll @LongRange(min = 1, max = 2000) long other) {
    // Then
    assertThat(rule.billed(call(one)) + rule.billed(call(other)))
        .isGreaterThanOrEqualTo(rule.billed(call(one + other)));
    assertThat(priceOf(rule, one).add(priceOf(rule, other)))
        .isGreaterThanOrEqualTo(priceOf(rule, one + other));
  }

  @Property(tries = 200)
  @Label("BILL-314 in whatever order rules and tariffs are listed, a usage is rated the same")
  void shouldRateTheSameInWhateverOrder(
      @ForAll Random random, @ForAll @LongRange(min = 1, max = 4000) long seconds) {
    // Given
    Usage usage = call(seconds);

    // When
    Rating.Rated rated = (Rating.Rated) shuffled(random, List.of()).rate(usage);

    // Then
    Rating.Rated again = (Rating.Rated) shuffled(random, List.of()).rate(usage);
    assertThat(again.ruleId()).isEqualTo(rated.ruleId()).isEqualTo("june/mobile-sp-rj");
    assertThat(again.tariffId()).isEqualTo(rated.tariffId());
    assertThat(again.price()).isEqualTo(rated.price());
    assertThat(again.explanation()).isEqualTo(rated.explanation());
  }

  @Property(tries = 200)
  @Label("BILL-314 rated again by what stands, a usage comes to the same, whatever came since")
  void shouldRateAgainToTheSame(
      @ForAll Random random, @ForAll @LongRange(min = 1, max = 4000) long seconds) {
    // Given
    Usage usage = call(seconds);
    Rating.Rated rated = (Rating.Rated) shuffled(random, List.of()).rate(usage);
    RateUsage later =
        shuffled(
            random,
            List.of(
                Samples.tariff(
                    "since",
                    Samples.NOVEMBER.minusSeconds(1),
                    rule("since/mobile", "mobile", "9"))));

    // When
    Rating.Rated again = (Rating.Rated) later.rate(usage, rated.tariffId());

    // Then
    assertThat(again.price()).isEqualTo(rated.price());
    assertThat(again.cost()).isEqualTo(rated.cost());
    assertThat(again.explanation()).isEqualTo(rated.explanation());
    assertThat(later.rate(usage, again.tariffId()))
        .as("and once more")
        .extracting(rating -> ((Rating.Rated) rating).price())
        .isEqualTo(rated.price());
    assertThat(((Rating.Rated) later.rate(usage)).tariffVersion()).isEqualTo("since");
  }

  @Provide
  Arbitrary<Rule> rules() {
    return rules(Arbitraries.longs().between(0, 30));
  }

  /**
   * No grace, and the minimum some increments long: 30/6, 60/60. Under 2/12 calls of 2 and 22
   * seconds are 24, and one of 24 is 26.
   */
  @Provide
  Arbitrary<Rule> ofTheTrade() {
    return Combinators.combine(
            rules(Arbitraries.just(0L)),
            Arbitraries.longs().between(0, 12),
            Arbitraries.longs().between(1, 60))
        .as(
            (rule, times, increment) ->
                new Rule(
                    rule.id(),
                    rule.meter(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    Increments.of(times * increment, increment),
                    rule.cost(),
                    rule.price()));
  }

  /** Rates of which a second is no fraction of a millionth: sums of roundings are no law. */
  private static Arbitrary<Rule> rules(Arbitrary<Long> graces) {
    return Combinators.combine(
            Arbitraries.longs().between(0, 120),
            Arbitraries.longs().between(1, 120),
            graces,
            Arbitraries.longs().between(0, 1000),
            Arbitraries.longs().between(0, 50),
            Arbitraries.longs().between(1, 120))
        .as(
            (minimum, increment, grace, price, fee, costIncrement) ->
                new Rule(
                    "r",
                    Meter.VOICE_MINUTE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new Increments(minimum, increment, grace),
                    rate(price, fee),
                    rate(price, fee),
                    new Increments(costIncrement, costIncrement, 0),
                    JOINED));
  }

  private static Rate rate(long sixHundredths, long hundredths) {
    return new Rate(
        BigDecimal.valueOf(sixHundredths * 6, 2), BigDecimal.valueOf(hundredths, 2), "BRL");
  }

  private static RateUsage shuffled(Random random, List<Tariff> more) {
    List<Tariff> tariffs = new ArrayList<>(more);
    for (String version : List.of("january", "june")) {
      List<Rule> rules = new ArrayList<>();
      for (String cls : List.of("mobile", "mobile-sp-rj", "landline")) {
        rules.add(rule(version + "/" + cls, cls, "0.37"));
      }
      Collections.shuffle(rules, random);
      tariffs.add(
          Samples.tariff(
              version,
              Instant.parse("2026-0" + (version.equals("june") ? 6 : 1) + "-01T03:00:00Z"),
              rules.toArray(Rule[]::new)));
    }
    Collections.shuffle(tariffs, random);
    return new RateUsage(Samples.book(tariffs.toArray(Tariff[]::new)), Samples.EXCHANGE);
  }

  private static Rule rule(String id, String destinationClass, String price) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        null,
        null,
        null,
        new DestinationClass(destinationClass),
        null,
        Increments.of(30, 6),
        Rate.usd("0.013"),
        Rate.brl(price));
  }

  private static Usage call(long seconds) {
    return Samples.leadCall("mobile-sp-rj", seconds);
  }

  private static BigDecimal priceOf(Rule rule, long seconds) {
    Money price = rule.priceOf(call(seconds));
    return price.amount();
  }
}
