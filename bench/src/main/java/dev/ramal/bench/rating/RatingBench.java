package dev.ramal.bench.rating;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rating;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Ratings a second on one core: an organization's agreement of many prefixes goes before a
 * reference of one rule. The baseline is the same arithmetic with nothing to look up.
 */
public final class RatingBench implements Benchmark {
  private static final int PREFIXES = 100_000;
  private static final int AMOUNTS = 1000;
  private static final double WANTED = 1_000_000;
  private static final int USAGES = 1 << 16;
  private static final Instant DAY = Instant.parse("2026-11-10T15:00:00Z");

  @Override
  public String name() {
    return "rating";
  }

  @Override
  public String help() {
    return "ratings per second on one core with 100,000 prefixes, next to the arithmetic alone";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    log.say("making a tariff of %d prefixes", PREFIXES);
    long before = usedHeap();
    List<Rule> rules = rules();
    long begin = System.nanoTime();
    Tariff agreed = tariff("agreed", rules);
    double seconds = (System.nanoTime() - begin) / 1e9;
    rules = null;
    results.add("tariff", "heap held", "MiB", (usedHeap() - before) / (1024.0 * 1024));
    results.add("tariff", "made of its rules in", "s", seconds);
    Usage[] usages = usages(agreed.rules());
    RateUsage longTariff = rates(List.of(agreed));
    RateUsage oneRule = rates(List.of());
    List<Double> baseline = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    List<Double> explained = new ArrayList<>();
    Duration each = options.seconds().dividedBy(3);
    for (int round = -1; round < options.rounds(); round++) {
      log.say(round < 0 ? "warming up" : "round " + (round + 1));
      double bare = perSecond(oneRule, usages, each, false);
      double rated = perSecond(longTariff, usages, each, false);
      double told = perSecond(longTariff, usages, each, true);
      if (round >= 0) {
        baseline.add(bare);
        plain.add(rated);
        explained.add(told);
      }
    }
    double bare = results.add("one rule", "ratings", "/s", baseline);
    double rated = results.add("100,000 prefixes", "ratings", "/s", plain);
    results.add("100,000 prefixes", "ratings with the steps a person reads", "/s", explained);
    results.add("100,000 prefixes", "of one rule", "", rated / bare);
    results.wantAtLeast("100,000 prefixes, ratings", WANTED, "/s", rated);
  }

  private static RateUsage rates(List<Tariff> agreed) {
    Rule any = rule("any", null, Rate.brl("0.15"), Rate.brl("0.30"));
    return new RateUsage(
        new TariffBook(agreed, List.of(tariff("reference", List.of(any)))),
        new ExchangeRates(List.of()));
  }

  private static double perSecond(
      RateUsage rates, Usage[] usages, Duration time, boolean withSteps) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    long count = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 1024; i++) {
        Rating rating = rates.rate(usages[(int) (count++ & (USAGES - 1))]);
        if (!(rating instanceof Rating.Rated rated)
            || rated.price().amount().signum() <= 0
            || withSteps && rated.explanation().isEmpty()) {
          throw new IllegalStateException("not rated: " + rating);
        }
      }
    }
    return count / ((System.nanoTime() - begin) / 1e9);
  }

  /** Calls of which nine in ten go to a prefix of the agreement. */
  private static Usage[] usages(List<Rule> rules) {
    Random random = new Random(7);
    return IntStream.range(0, USAGES)
        .mapToObj(
            i -> {
              String known = rules.get(random.nextInt(rules.size())).prefix();
              return new Usage(
                  Meter.VOICE_MINUTE,
                  "lead",
                  Carrier.TWILIO,
                  Direction.OUTBOUND,
                  DestinationClass.MOBILE_SP_RJ,
                  (i % 10 == 0 ? "+999" : known) + (100_000 + random.nextInt(900_000)),
                  1 + random.nextInt(600),
                  DAY);
            })
        .toArray(Usage[]::new);
  }

  /** Prefixes of up to nine digits, many of which begin with others, and a thousand amounts. */
  private static List<Rule> rules() {
    Random random = new Random(42);
    Rate[] rates =
        IntStream.range(0, AMOUNTS)
            .mapToObj(n -> new Rate(BigDecimal.valueOf(1000 + n, 5), null, "BRL"))
            .toArray(Rate[]::new);
    return random
        .longs(1000, 998_999_999)
        .map(digits -> digits % 3 == 0 && digits > 100_000_000 ? digits / 100 : digits)
        .distinct()
        .limit(PREFIXES)
        .mapToObj(
            digits ->
                rule(
                    "r" + digits,
                    "+" + digits,
                    rates[(int) (digits % AMOUNTS)],
                    rates[(int) (digits * 7 % AMOUNTS)]))
        .toList();
  }

  private static Rule rule(String id, String prefix, Rate cost, Rate price) {
    Increments increments = Increments.of(30, 6);
    return new Rule(
        id, Meter.VOICE_MINUTE, null, null, null, null, prefix, increments, cost, price);
  }

  private static Tariff tariff(String version, List<Rule> rules) {
    return new Tariff(UUID.randomUUID(), version, Instant.EPOCH, null, true, rules);
  }

  private static long usedHeap() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
