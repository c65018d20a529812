package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallCostChangeTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final MeteredCall CALL = new MeteredCall(AURORA, "call-1");
  private static final UsageKey AGENT =
      new UsageKey(AURORA, UsageKey.CALL, "call-1", "agent", Meter.VOICE_MINUTE);
  private static final UsageKey TRANSCRIPT =
      new UsageKey(AURORA, UsageKey.RECORDING, "call-1/r-1", null, Meter.TRANSCRIPTION_MINUTE);
  private static final UsageKey MESSAGE =
      new UsageKey(AURORA, UsageKey.MESSAGE, "call-1", null, Meter.MESSAGE_SEGMENT);

  @Property(tries = 300)
  @Label("BILL-332 what sets add to a call's cost comes to what its usages come to, in any order")
  void shouldAddUpToWhatTheUsagesComeTo(
      @ForAll @Size(min = 1, max = 14) List<@IntRange(min = 0, max = 8) Integer> which,
      @ForAll Random random) {
    // Given
    List<UsageFact> facts = which.stream().map(CallCostChangeTest::fact).toList();
    Map<UsageKey, UsageRecord> stored = new HashMap<>();
    SummedCall sum = nothing();

    // When
    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + random.nextInt(4));
      UsageSet set = set(stored);
      facts.subList(from, to).forEach(fact -> set.apply(List.of(fact), "event"));
      sum = added(sum, CallCostChange.of(set));
      set.changed().forEach(stored::put);
      from = to;
    }

    // Then
    List<UsageRecord> ofCall =
        stored.entrySet().stream()
            .filter(usage -> MeteredCall.of(usage.getKey()).isPresent())
            .map(Map.Entry::getValue)
            .toList();
    assertThat(sum.cost()).isEqualTo(total(ofCall, true));
    assertThat(sum.price()).isEqualTo(total(ofCall, false));
    assertThat(sum.lines())
        .isEqualTo((int) ofCall.stream().filter(usage -> !usage.balance().isEmpty()).count());
    assertThat(sum.openLines())
        .isEqualTo((int) ofCall.stream().filter(CallCostChangeTest::isOpen).count());
    assertThat(sum.estimatedLines()).isBetween(0, 2);
    assertThat(sum.corrections()).isNotNegative();
  }

  @DisplayName(
      "BILL-333 a call is estimated until each leg's price is real, and amended after that")
  @Test
  void shouldSayHowMuchIsKnown() {
    // Given
    Map<UsageKey, UsageRecord> stored = new HashMap<>();
    SummedCall sum = nothing();

    // When
    SummedCall ended = added(sum, apply(stored, fact(1), fact(3), fact(6)));
    SummedCall oneReal = added(ended, apply(stored, fact(4)));
    SummedCall real = added(oneReal, apply(stored, fact(7)));
    List<CallCostChange> again = apply(stored, fact(1), fact(3), fact(4), fact(6), fact(7));
    SummedCall amended = added(real, apply(stored, fact(2)));
    List<CallCostChange> message = apply(stored, fact(8));
    SummedCall open = added(amended, apply(stored, satellite()));

    // Then
    assertThat(ended.state()).isEqualTo(CallCostState.ESTIMATED);
    assertThat(ended.lines()).isEqualTo(3);
    assertThat(ended.estimatedLines()).isEqualTo(2);
    assertThat(oneReal.state()).isEqualTo(CallCostState.ESTIMATED);
    assertThat(real.state()).isEqualTo(CallCostState.REAL);
    assertThat(again).isEmpty();
    assertThat(amended.state()).isEqualTo(CallCostState.AMENDED);
    assertThat(amended.price()).isNotEqualTo(real.price());
    assertThat(message).as("a message is no call's").isEmpty();
    assertThat(open.openLines()).as("taken back, and waits for a tariff").isOne();
    assertThat(List.of(ended, oneReal, real, amended, open))
        .extracting(SummedCall::version)
        .containsExactly(1, 2, 3, 4, 5);
  }

  private static List<CallCostChange> apply(Map<UsageKey, UsageRecord> stored, UsageFact... facts) {
    UsageSet set = set(stored);
    for (UsageFact fact : facts) {
      set.apply(List.of(fact), "event");
    }
    List<CallCostChange> changes = CallCostChange.of(set);
    set.changed().forEach(stored::put);
    return changes;
  }

  private static SummedCall nothing() {
    return new SummedCall(CALL, 0, Money.zero("BRL"), Money.zero("BRL"), 0, 0, 0, 0);
  }

  /** As the store adds. */
  private static SummedCall added(SummedCall sum, List<CallCostChange> changes) {
    Optional<CallCostChange> found = changes.stream().findFirst();
    assertThat(changes).hasSizeLessThanOrEqualTo(1);
    return found
        .map(
            change ->
                new SummedCall(
                    change.call(),
                    sum.version() + 1,
                    sum.cost().plus(change.cost()),
                    sum.price().plus(change.price()),
                    sum.lines() + change.lines(),
                    sum.estimatedLines() + change.estimatedLines(),
                    sum.openLines() + change.openLines(),
                    sum.corrections() + change.corrections()))
        .orElse(sum);
  }

  private static Money total(List<UsageRecord> usages, boolean cost) {
    return usages.stream()
        .map(usage -> cost ? usage.balance().cost() : usage.balance().price())
        .reduce(Money.zero("BRL"), Money::plus);
  }

  private static boolean isOpen(UsageRecord usage) {
    return usage instanceof UsageRecord.Unrateable || usage.openCost() != null;
  }

  private static UsageFact fact(int which) {
    return switch (which) {
      case 0 -> satellite(0);
      case 1 -> Facts.used(1, "mobile", 37);
      case 2 -> Facts.used(2, "landline", 61);
      case 3 -> new Used(AGENT, 0, Samples.leadCall("softphone", 46), Attribution.UNKNOWN);
      case 4 -> Facts.costed("0.013", "USD", 1);
      case 5 -> Facts.costed("0.02", "XYZ", 2);
      case 6 -> transcript();
      case 7 ->
          new Costed(AGENT, Money.of("0.004", "USD"), Samples.NOVEMBER.plus(Duration.ofMinutes(3)));
      default -> message();
    };
  }

  private static Used satellite() {
    return satellite(3);
  }

  private static Used satellite(int revision) {
    return Facts.used(revision, "satellite", 37);
  }

  private static Used transcript() {
    return new Used(
        TRANSCRIPT,
        0,
        new Usage(
            Meter.TRANSCRIPTION_MINUTE,
            null,
            Carrier.TWILIO,
            null,
            null,
            null,
            90,
            Samples.NOVEMBER),
        Attribution.UNKNOWN);
  }

  private static Used message() {
    return new Used(
        MESSAGE,
        0,
        new Usage(
            Meter.MESSAGE_SEGMENT,
            null,
            Carrier.TWILIO,
            Direction.OUTBOUND,
            DestinationClass.SMS_NATIONAL,
            "+5511987654321",
            1,
            Samples.NOVEMBER),
        Attribution.UNKNOWN);
  }

  private static UsageSet set(Map<UsageKey, UsageRecord> stored) {
    return new UsageSet(stored, Map.of(AURORA, Samples.seededRates()), Samples.NOVEMBER);
  }
}
