package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.EntryKind;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MessageCostTest {
  private static final TenantId AURORA = TenantId.of("aurora");
  private static final UsageKey MESSAGE =
      new UsageKey(AURORA, UsageKey.MESSAGE, "message-1", null, Meter.MESSAGE_SEGMENT);

  private final Map<UsageKey, UsageRecord> stored = new HashMap<>();
  private final Map<UsageKey, Integer> versions = new HashMap<>();

  /** Of the message's entries in the ledger. */
  private final List<EntryKind> kinds = new ArrayList<>();

  @Property(tries = 300)
  @Label(
      "BILL-482 what is told of a message under the highest version is what its usage comes to, in"
          + " any sets and any order")
  void shouldTellWhatTheUsageComesTo(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 8) Integer> which,
      @ForAll Random random) {
    // Given
    List<UsageFact> facts = which.stream().map(MessageCostTest::fact).toList();
    List<MessageCost> told = new ArrayList<>();
    stored.clear();
    versions.clear();
    kinds.clear();

    // When
    for (int from = 0; from < facts.size(); ) {
      int to = Math.min(facts.size(), from + 1 + random.nextInt(3));
      told.addAll(apply(facts.subList(from, to)));
      from = to;
    }

    // Then
    UsageRecord usage = stored.getOrDefault(MESSAGE, UsageRecord.UNKNOWN);
    boolean open = usage instanceof UsageRecord.Unrateable || usage.openCost() != null;
    assertThat(told).extracting(MessageCost::version).doesNotHaveDuplicates();
    Collections.shuffle(told, random);
    told.stream()
        .max(Comparator.comparingInt(MessageCost::version))
        .ifPresentOrElse(
            last ->
                assertThat(last)
                    .extracting(
                        MessageCost::cost,
                        MessageCost::price,
                        MessageCost::open,
                        MessageCost::state)
                    .containsExactly(
                        usage.balance().cost(), usage.balance().price(), open, byEntries(open)),
            () -> assertThat(usage.balance().isEmpty() && !open).isTrue());
  }

  /** As the ledger's entries say it: one of each kind is no correction. */
  private CallCostState byEntries(boolean open) {
    boolean corrected =
        kinds.contains(EntryKind.CORRECTION) || kinds.stream().distinct().count() < kinds.size();
    if (corrected) {
      return CallCostState.AMENDED;
    }
    boolean estimated = !kinds.isEmpty() && !kinds.contains(EntryKind.REAL_COST);
    return open || estimated ? CallCostState.ESTIMATED : CallCostState.REAL;
  }

  @Test
  @DisplayName(
      "BILL-485 a carrier's price that is corrected is amended, also of a message that nobody is"
          + " charged for")
  void shouldAmendThePriceThatStandsAlone() {
    // When
    List<MessageCost> failed =
        apply(List.of(sms(MessageUsage.FAILED, 0), costed("0.0079", "USD", 1)));
    List<MessageCost> corrected = apply(List.of(costed("0.0081", "USD", 3)));
    List<MessageCost> arrived = apply(List.of(sms(MessageUsage.FAILED + 1, 1)));

    // Then
    assertThat(failed).extracting(MessageCost::state).containsExactly(CallCostState.REAL);
    assertThat(corrected).extracting(MessageCost::state).containsExactly(CallCostState.AMENDED);
    assertThat(arrived).extracting(MessageCost::state).containsExactly(CallCostState.AMENDED);
  }

  @Test
  @DisplayName(
      "BILL-483 a message is estimated until its carrier's price is real, and amended after that;"
          + " of what nobody charges nothing is told")
  void shouldSayHowMuchIsKnown() {
    // When
    List<MessageCost> costedAlone = apply(List.of(costed("0.0079", "USD")));
    List<MessageCost> sent = apply(List.of(sms(MessageUsage.SENT, 1)));
    List<MessageCost> again =
        apply(List.of(sms(MessageUsage.SENT, 1), sms(MessageUsage.ARRIVED, 1)));
    List<MessageCost> failed = apply(List.of(sms(MessageUsage.ARRIVED + 1, 0)));
    UsageKey whatsApp = new UsageKey(AURORA, UsageKey.MESSAGE, "w", null, Meter.MESSAGE_SEGMENT);
    List<MessageCost> onItsWay = apply(List.of(used(whatsApp, MessageUsage.SENT, "whatsapp", 0)));
    List<MessageCost> arrived = apply(List.of(used(whatsApp, MessageUsage.ARRIVED, "whatsapp", 1)));
    UsageKey nowhere = new UsageKey(AURORA, UsageKey.MESSAGE, "n", null, Meter.MESSAGE_SEGMENT);
    List<MessageCost> open =
        apply(List.of(used(nowhere, MessageUsage.SENT, "unknown-whatsapp", 1)));
    List<MessageCost> refused =
        apply(List.of(used(nowhere, MessageUsage.FAILED, "unknown-whatsapp", 0)));

    // Then
    assertThat(costedAlone).isEmpty();
    assertThat(sent)
        .extracting(MessageCost::version, MessageCost::state, MessageCost::open)
        .containsExactly(tuple(2, CallCostState.REAL, false));
    assertThat(again).isEmpty();
    assertThat(failed).extracting(MessageCost::state).containsExactly(CallCostState.AMENDED);
    assertThat(failed.get(0).price()).isEqualTo(Money.zero("BRL"));
    assertThat(onItsWay).isEmpty();
    assertThat(arrived)
        .extracting(MessageCost::version, MessageCost::state)
        .containsExactly(tuple(2, CallCostState.ESTIMATED));
    assertThat(open)
        .extracting(MessageCost::version, MessageCost::state, MessageCost::open)
        .containsExactly(tuple(1, CallCostState.ESTIMATED, true));
    assertThat(refused)
        .extracting(MessageCost::version, MessageCost::open)
        .containsExactly(tuple(2, false));
  }

  private List<MessageCost> apply(List<UsageFact> facts) {
    UsageSet set =
        new UsageSet(
            new LockedUsages(Map.copyOf(stored), Map.copyOf(versions)),
            Map.of(AURORA, Samples.seededRates()),
            Samples.NOVEMBER);
    facts.forEach(fact -> set.apply(List.of(fact), "event"));
    List<MessageCost> told = MessageCost.of(set);
    set.changed().forEach(stored::put);
    set.entries().stream()
        .filter(entry -> entry.key().equals(MESSAGE))
        .forEach(entry -> kinds.add(entry.kind()));
    set.changed().keySet().forEach(key -> versions.put(key, set.version(key)));
    return told;
  }

  private static UsageFact fact(int which) {
    return switch (which) {
      case 0 -> sms(MessageUsage.SENT, 1);
      case 1 -> used(MESSAGE, MessageUsage.SENT, "unknown-whatsapp", 1);
      case 2 -> sms(MessageUsage.ARRIVED, 2);
      case 3 -> sms(MessageUsage.FAILED, 0);
      case 4 -> costed("0.0079", "USD");
      case 5 -> costed("0.02", "XYZ");
      case 6 -> used(MESSAGE, MessageUsage.ARRIVED, "unknown-whatsapp", 1);
      case 7 -> costed("0.0081", "USD", 3);
      default -> Facts.used(1, "mobile", 37);
    };
  }

  private static Used sms(int revision, long segments) {
    return used(MESSAGE, revision, DestinationClass.SMS_NATIONAL.word(), segments);
  }

  private static Used used(UsageKey key, int revision, String destinationClass, long quantity) {
    return new Used(
        key,
        revision,
        new Usage(
            Meter.MESSAGE_SEGMENT,
            null,
            Carrier.TWILIO,
            Direction.OUTBOUND,
            new DestinationClass(destinationClass),
            "+5511987654321",
            quantity,
            Samples.NOVEMBER),
        Attribution.UNKNOWN);
  }

  private static Costed costed(String amount, String currency) {
    return costed(amount, currency, currency.equals("USD") ? 1 : 2);
  }

  /**
   * @param minutes after which the carrier named it
   */
  private static Costed costed(String amount, String currency, int minutes) {
    Instant at = Samples.NOVEMBER.plus(Duration.ofMinutes(minutes));
    return new Costed(MESSAGE, Money.of(amount, currency), at);
  }
}
