package dev.ramal.billing.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.ledger.StandingUsages;
import dev.ramal.billing.metering.PostedMonth;
import dev.ramal.billing.metering.UnchargedUsesRepository.Uncharged;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.billing.rating.TariffBook;
import dev.ramal.billing.rating.Usage;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RerateMonthTest {
  private static final Tariff REFERENCE = Samples.seeded("referencia-2024.1");
  private static final BillingMonth NOVEMBER = BillingMonth.of("2026-11");
  private static final Terms TERMS = new Terms(NOVEMBER, null, null);
  private static final List<String> CLASSES =
      List.of("mobile", "landline", "mobile-sp-rj", "international-US", "satellite");

  /** Other increments, a grace, dollars, calls that follow each other joined; for mobiles only. */
  private static final Tariff OTHER =
      new Tariff(
          UUID.nameUUIDFromBytes("other".getBytes(StandardCharsets.UTF_8)),
          "other",
          Instant.parse("2030-01-01T03:00:00Z"),
          null,
          false,
          List.of(
              rule("celular", "mobile", new Increments(30, 6, 3), 120),
              rule("satelite", "satellite", new Increments(60, 60, 0), 0)));

  /** The same, and rules by prefix, carrier, direction and leg, and for messages. */
  private static final Tariff MANY =
      new Tariff(
          UUID.nameUUIDFromBytes("many".getBytes(StandardCharsets.UTF_8)),
          "many",
          Instant.parse("2030-01-01T03:00:00Z"),
          null,
          false,
          List.of(
              rule("celular", "mobile", new Increments(30, 6, 3), 120),
              rule("satelite", "satellite", new Increments(60, 60, 0), 0),
              asked("rio", null, null, null, "landline", "+5521", new Increments(1, 1, 0)),
              asked("telnyx", "lead", Carrier.TELNYX, null, "international", null, null),
              asked("recebidas", null, null, Direction.INBOUND, "landline", null, null),
              new Rule(
                  "sms",
                  Meter.MESSAGE_SEGMENT,
                  null,
                  null,
                  null,
                  new DestinationClass("sms-national"),
                  null,
                  null,
                  Rate.usd("0.009"),
                  Rate.brl("0.071"))));

  private static final RateUsage NOW =
      new RateUsage(new TariffBook(List.of(), List.of(REFERENCE)), Samples.EXCHANGE);
  private static final RateUsage WITH_OTHER =
      new RateUsage(
          new TariffBook(List.of(OTHER.atAnyTime()), List.of(REFERENCE)), Samples.EXCHANGE);

  private static final RateUsage WITH_MANY =
      new RateUsage(
          new TariffBook(List.of(MANY.atAnyTime()), List.of(REFERENCE)), Samples.EXCHANGE);

  @DisplayName("BILL-280 a month rated again by a tariff is what it would have been by it")
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldEqualTheSlowReference(long seed) {
    // Given
    List<Call> calls = calls(seed, 300);
    PostedMonth asItWas = new PostedMonth(NOW);
    PostedMonth asItWouldBe = new PostedMonth(WITH_OTHER);
    calls.forEach(call -> call.post(asItWas));
    calls.forEach(
        call -> {
          if (WITH_OTHER.isCoveredBy(call.usage(), OTHER.id())) {
            call.postAtLast(asItWouldBe);
          } else {
            call.post(asItWouldBe);
          }
        });
    Terms plan = new Terms(NOVEMBER, SeededPlans.of("essencial"), null);

    // When
    Statement after = rerated(asItWas, WITH_OTHER, new Change(OTHER.id(), null), TERMS, plan);

    // Then
    assertThat(after.lines())
        .containsExactlyInAnyOrderElementsOf(statement(asItWouldBe, plan).lines());
    assertThat(after).isNotEqualTo(statement(asItWas, plan));
  }

  @DisplayName(
      "BILL-424 so is a month of thousands of uses of all kinds, whose plan changes within it")
  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void shouldEqualTheSlowReferenceOfALargerMonth(long seed) {
    // Given
    List<Call> uses = uses(seed, 3_000);
    PostedMonth asItWas = new PostedMonth(NOW);
    PostedMonth asItWouldBe = new PostedMonth(WITH_MANY);
    uses.forEach(use -> use.post(asItWas));
    uses.forEach(
        use -> {
          if (WITH_MANY.isCoveredBy(use.usage(), MANY.id())) {
            use.postAtLast(asItWouldBe);
          } else {
            use.post(asItWouldBe);
          }
        });
    Terms plans =
        new Terms(
            PlanMonth.of(
                NOVEMBER,
                List.of(
                    new PlanFrom(NOVEMBER.firstDay(), SeededPlans.of("profissional")),
                    new PlanFrom(LocalDate.of(2026, 11, 12), null),
                    new PlanFrom(LocalDate.of(2026, 11, 20), SeededPlans.of("essencial")))),
            null,
            Conditions.NONE);

    // When
    Statement after = rerated(asItWas, WITH_MANY, new Change(MANY.id(), null), TERMS, plans);

    // Then
    assertThat(after.lines())
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(statement(asItWouldBe, plans).lines());
    assertThat(after.total()).isEqualTo(statement(asItWouldBe, plans).total());
    assertThat(after).isNotEqualTo(statement(asItWas, plans));
  }

  @DisplayName("BILL-280 what a change does not speak of comes to what it came to")
  @Test
  void shouldLeaveTheRest() {
    // Given
    PostedMonth month = new PostedMonth(NOW);
    calls(9, 300).forEach(call -> call.post(month));
    Terms plan = new Terms(NOVEMBER, SeededPlans.of("profissional"), null);

    // When
    Statement same = rerated(month, NOW, new Change(null, null), TERMS, TERMS);
    Statement underPlan = rerated(month, NOW, new Change(null, null), TERMS, plan);

    // Then
    assertThat(same).isEqualTo(statement(month, TERMS));
    assertThat(underPlan).isEqualTo(statement(month, plan));
  }

  @DisplayName("BILL-284 another carrier costs what its tariff says, whatever the first has named")
  @Test
  void shouldCostWhatTheOtherCarrierAsks() {
    // Given
    RateUsage rates =
        new RateUsage(
            new TariffBook(List.of(), List.of(Samples.seeded("referencia-2026.1"))),
            Samples.EXCHANGE);
    Instant december = Instant.parse("2026-12-10T15:00:00Z");
    PostedMonth month = new PostedMonth(rates);
    Usage call = Samples.leadCall("mobile", 61).at(december);
    month.used("c-1", 0, call);
    month.costed("c-1", call, Money.of("0.9", "USD"));
    month.used("c-2", 0, Samples.leadCall("mobile", 0).at(december.plusSeconds(60)));
    Terms terms = new Terms(BillingMonth.of("2026-12"), null, null);

    // When
    Statement same = rerated(month, rates, new Change(null, Carrier.TWILIO), terms, terms);
    Statement other = rerated(month, rates, new Change(null, Carrier.TELNYX), terms, terms);

    // Then
    assertThat(same.lines().get(0).exactCost()).isEqualTo(Money.brl("4.95"));
    assertThat(other.lines().get(0).exactCost()).isEqualTo(Money.brl("0.07625"));
    assertThat(other.lines().get(0).exactPrice()).isEqualTo(same.lines().get(0).exactPrice());
    assertThat(other.lines()).hasSize(1);
  }

  /** Calls in and out, legs of agents and messages, over the whole month and many numbers. */
  private static List<Call> uses(long seed, int count) {
    Random random = new Random(seed);
    List<Call> uses = new ArrayList<>();
    Instant at = NOVEMBER.start();
    for (int i = 0; i < count; i++) {
      at = at.plusSeconds(1 + random.nextInt(random.nextInt(3) == 0 ? 2_800 : 150));
      Usage usage = random.nextInt(5) == 0 ? message(random, at) : call(random, at);
      boolean isCall = usage.meter() == Meter.VOICE_MINUTE;
      Usage earlier = random.nextInt(6) == 0 ? usage.counting(random.nextInt(100)) : null;
      Money cost =
          random.nextInt(3) == 0 ? Money.of("0.0" + (1 + random.nextInt(99)), "USD") : null;
      uses.add(new Call("use-" + i, usage, isCall ? earlier : null, cost));
    }
    return uses;
  }

  private static Usage call(Random random, Instant at) {
    int number = random.nextInt(40);
    List<String> classes =
        List.of(
            "mobile",
            "landline",
            "mobile-sp-rj",
            "international-US",
            "international-PT",
            "satellite",
            "toll-free");
    long seconds = random.nextInt(5) == 0 ? random.nextInt(4) : random.nextInt(900);
    return new Usage(
            Meter.VOICE_MINUTE,
            random.nextInt(4) == 0 ? "agent" : "lead",
            random.nextBoolean() ? Carrier.TWILIO : Carrier.TELNYX,
            random.nextInt(5) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
            new DestinationClass(classes.get(number % classes.size())),
            "+55%d98765%04d".formatted(List.of(11, 21, 31, 47).get(number % 4), number),
            seconds,
            at)
        .until(at.plusSeconds(seconds + 5));
  }

  private static Usage message(Random random, Instant at) {
    return new Usage(
        Meter.MESSAGE_SEGMENT,
        null,
        random.nextBoolean() ? Carrier.TWILIO : Carrier.TELNYX,
        Direction.OUTBOUND,
        new DestinationClass(
            List.of("sms-national", "whatsapp-marketing", "whatsapp-utility")
                .get(random.nextInt(3))),
        "+5511987654321",
        1 + random.nextInt(4),
        at);
  }

  private static Statement rerated(
      PostedMonth month, RateUsage rates, Change change, Terms before, Terms after) {
    StatementCalculator old = new StatementCalculator(before);
    StatementCalculator anew = new StatementCalculator(after);
    RerateMonth rerate = new RerateMonth(rates, change, old, anew);
    Deque<Uncharged> waiting = new ArrayDeque<>(month.uncharged());
    StandingUsages usages =
        new StandingUsages(standing -> SimulateMonth.add(rerate, standing, waiting));
    month.entries().forEach(usages::add);
    usages.end();
    waiting.forEach(rerate::add);
    assertThat(old.statement()).isEqualTo(statement(month, before));
    return anew.statement();
  }

  /** Entry by entry, as an export does. */
  private static Statement statement(PostedMonth month, Terms terms) {
    StatementCalculator calculator = new StatementCalculator(terms);
    month.entries().forEach(rated -> calculator.add(rated.entry()));
    return calculator.statement();
  }

  /** Calls to few numbers, some one behind the other, some corrected, some of known cost. */
  private static List<Call> calls(long seed, int count) {
    Random random = new Random(seed);
    List<Call> calls = new ArrayList<>();
    Instant at = Samples.NOVEMBER;
    for (int i = 0; i < count; i++) {
      at = at.plusSeconds(1 + random.nextInt(200));
      long seconds = random.nextInt(5) == 0 ? random.nextInt(4) : random.nextInt(400);
      int number = random.nextInt(6);
      Usage usage =
          new Usage(
                  Meter.VOICE_MINUTE,
                  random.nextInt(8) == 0 ? "agent" : "lead",
                  random.nextBoolean() ? Carrier.TWILIO : Carrier.TELNYX,
                  Direction.OUTBOUND,
                  new DestinationClass(CLASSES.get(number % CLASSES.size())),
                  "+551198765432" + number,
                  seconds,
                  at)
              .until(at.plusSeconds(seconds + 5));
      calls.add(
          new Call(
              "call-" + i,
              usage,
              random.nextInt(6) == 0 ? usage.counting(random.nextInt(100)) : null,
              random.nextInt(3) == 0 ? Money.of("0.0" + (1 + random.nextInt(9)), "USD") : null));
    }
    return calls;
  }

  /**
   * @param earlier what was reported before; null when nothing else was
   * @param cost that the carrier named; null when it did not
   */
  private record Call(String id, Usage usage, Usage earlier, Money cost) {
    void post(PostedMonth month) {
      if (earlier != null) {
        month.used(id, 0, earlier);
      }
      postAtLast(month);
    }

    /** What is known in the end. */
    void postAtLast(PostedMonth month) {
      if (cost != null) {
        month.costed(id, usage, cost);
      }
      month.used(id, 1, usage);
    }
  }

  private static Rule rule(String id, String of, Increments increments, int joinWithin) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        null,
        null,
        null,
        new DestinationClass(of),
        null,
        increments,
        Rate.usd("0.021"),
        Rate.brl("0.37"),
        Increments.of(60, 60),
        joinWithin);
  }

  private static Rule asked(
      String id,
      String leg,
      Carrier carrier,
      Direction direction,
      String of,
      String prefix,
      Increments increments) {
    return new Rule(
        id,
        Meter.VOICE_MINUTE,
        leg,
        carrier,
        direction,
        new DestinationClass(of),
        prefix,
        increments,
        Rate.usd("0.031"),
        Rate.brl("0.53"));
  }
}
