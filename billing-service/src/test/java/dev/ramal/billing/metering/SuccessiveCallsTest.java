package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Increments;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rate;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SuccessiveCallsTest {
  private static final TenantId TENANT = Facts.KEY.tenant();
  private static final Increments RETAIL = Increments.of(30, 6);
  private static final RateUsage RATES =
      new RateUsage(
          Samples.book(
              Samples.tariff(
                  "r11",
                  Instant.EPOCH,
                  new Rule(
                      "celular",
                      Meter.VOICE_MINUTE,
                      "lead",
                      null,
                      null,
                      new DestinationClass("mobile"),
                      null,
                      RETAIL,
                      Rate.brl("0.12"),
                      Rate.brl("0.30"),
                      Increments.of(60, 60),
                      120))),
          Samples.EXCHANGE);

  @DisplayName(
      "BILL-151 calls with one number within 120 s are charged as one, costs as the carrier's")
  @Test
  void shouldChargeSuccessiveCallsAsOne() {
    // Given
    Used first = call("a", 0, 10);
    Used second = call("b", 130, 10);
    Used third = call("c", 260, 20);

    // When
    Map<UsageKey, UsageRecord> posted = post(List.of(first, second, third));

    // Then
    assertThat(billed(posted, first)).isEqualTo(30);
    assertThat(billed(posted, second)).isZero();
    assertThat(billed(posted, third)).isEqualTo(12);
    assertThat(price(posted)).isEqualTo(Money.brl("0.21"));
    assertThat(posted.get(second.key()).balance().cost()).isEqualTo(Money.brl("0.12"));
    assertThat(posted.get(second.key())).isInstanceOf(UsageRecord.Rated.class);
  }

  @DisplayName("BILL-152 later, to another, or the other way: a call of its own")
  @Test
  void shouldJoinNoOthers() {
    // Given
    Used first = call("a", 0, 10);
    Used tooLate = call("b", 131, 10);
    Used other = used("c", TENANT, "+5511912345678", 20, 10);
    Used stranger = used("d", TenantId.of("boreal"), "+5511987654321", 30, 10);

    // When
    Map<UsageKey, UsageRecord> posted = post(List.of(first, tooLate, other, stranger));

    // Then
    assertThat(List.of(first, tooLate, other, stranger))
        .allSatisfy(call -> assertThat(billed(posted, call)).isEqualTo(30));
  }

  @Property(tries = 200)
  @Label("BILL-153 successive calls come to the same in whatever order and sets they become known")
  void shouldNotDependOnTheOrder(
      @ForAll @Size(min = 2, max = 6) List<@LongRange(min = 0, max = 90) Long> seconds,
      @ForAll Random random) {
    // Given
    List<Used> calls = new ArrayList<>();
    long at = 0;
    long talked = 0;
    for (int i = 0; i < seconds.size(); i++) {
      calls.add(call("call-" + i, at, seconds.get(i)));
      at += seconds.get(i) + random.nextInt(120);
      talked += seconds.get(i);
    }
    List<Used> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, random);

    // When
    Map<UsageKey, UsageRecord> inOrder = post(calls);
    Map<UsageKey, UsageRecord> anyOrder = post(shuffled);

    // Then
    for (Used call : calls) {
      assertThat(anyOrder.get(call.key()).balance().price())
          .isEqualTo(inOrder.get(call.key()).balance().price());
      assertThat(billed(anyOrder, call)).isEqualTo(billed(inOrder, call));
    }
    if (seconds.stream().noneMatch(s -> s == 0)) {
      assertThat(calls.stream().mapToLong(call -> billed(anyOrder, call)).sum())
          .isEqualTo(RETAIL.billed(talked));
    }
  }

  @DisplayName("BILL-154 a call that turns out not to have been answered joins nothing")
  @Test
  void shouldPartWhatWasJoinedByACallThatWasNone() {
    // Given
    Used first = call("a", 0, 10);
    Used between = call("b", 100, 10);
    Used last = call("c", 220, 10);
    Used none = new Used(between.key(), 1, between.usage().counting(0), Attribution.UNKNOWN);

    // When
    Map<UsageKey, UsageRecord> posted = post(List.of(first, between, last, none));

    // Then
    assertThat(billed(posted, first)).isEqualTo(30);
    assertThat(billed(posted, between)).isZero();
    assertThat(billed(posted, last)).isEqualTo(30);
  }

  @DisplayName("BILL-158 calls that no tariff covered are joined when they are rated at last")
  @Test
  void shouldJoinWhatIsRatedLater() {
    // Given
    RateUsage none =
        new RateUsage(
            Samples.book(
                Samples.tariff(
                    "sms", Instant.EPOCH, Samples.rule("s", Meter.MESSAGE_SEGMENT, null))),
            Samples.EXCHANGE);
    Used first = call("a", 0, 10);
    Used second = call("b", 130, 10);
    UsageSet unrateable = new UsageSet(Map.of(), Map.of(TENANT, none), Samples.NOVEMBER);
    unrateable.apply(List.of(first, second), "event");
    UsageSet later =
        new UsageSet(Map.copyOf(unrateable.changed()), Map.of(TENANT, RATES), Samples.NOVEMBER);

    // When
    later.rerate(second.key(), EntryOrigin.rerated("command"));
    later.rerate(first.key(), EntryOrigin.rerated("command"));

    // Then
    assertThat(billed(later.changed(), first)).isEqualTo(30);
    assertThat(billed(later.changed(), second)).isZero();
    assertThat(later.changed().get(second.key())).isInstanceOf(UsageRecord.Rated.class);
  }

  /** One set each, so that every call meets the others as they are stored. */
  private static Map<UsageKey, UsageRecord> post(List<Used> calls) {
    Map<UsageKey, UsageRecord> known = new HashMap<>();
    for (Used call : calls) {
      UsageSet set =
          new UsageSet(
              Map.copyOf(known),
              Map.of(TENANT, RATES, TenantId.of("boreal"), RATES),
              Samples.NOVEMBER);
      set.apply(List.of(call), "event");
      known.putAll(set.changed());
      assertThat(set.entries()).extracting(LedgerEntry::id).doesNotHaveDuplicates();
    }
    return known;
  }

  private static Used call(String id, long begins, long seconds) {
    return used(id, TENANT, "+5511987654321", begins, seconds);
  }

  private static Used used(String id, TenantId tenant, String party, long begins, long seconds) {
    Usage sample = Samples.leadCall("mobile", seconds);
    Usage usage =
        new Usage(
            sample.meter(),
            sample.leg(),
            sample.carrier(),
            sample.direction(),
            sample.destinationClass(),
            party,
            seconds,
            Samples.NOVEMBER.plusSeconds(begins));
    return new Used(
        new UsageKey(tenant, UsageKey.CALL, id, "lead", Meter.VOICE_MINUTE),
        0,
        usage.until(usage.occurredAt().plusSeconds(seconds)),
        Attribution.UNKNOWN);
  }

  private static long billed(Map<UsageKey, UsageRecord> posted, Used call) {
    return posted.get(call.key()).balance().billedQuantity();
  }

  private static Money price(Map<UsageKey, UsageRecord> posted) {
    return posted.values().stream()
        .map(record -> record.balance().price())
        .reduce(Money.zero("BRL"), Money::plus);
  }
}
