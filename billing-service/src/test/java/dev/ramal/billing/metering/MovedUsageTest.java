package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Money;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.testkit.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody called us, and the carrier's first callback came after its last one. */
class MovedUsageTest {
  private static final Instant ENDED = Samples.NOVEMBER;
  private static final Instant BEGAN = ENDED.minusSeconds(37);

  @DisplayName("BILL-406 what began at another time is taken back there and booked where it was")
  @Test
  void shouldBookAUsageWhereItWas() {
    // Given
    Used heardOfAtItsEnd = at(ENDED, 0, "mobile", 37);
    Used heardOfWhole = at(BEGAN, 1, "mobile", 37);

    // When
    PostedUsage posted =
        PostedUsage.of(heardOfAtItsEnd, Facts.costed("0.02", "BRL", 1), heardOfWhole);

    // Then
    assertThat(standing(posted)).isEqualTo(Map.of(BEGAN, sum(37, "0.02", "0.21")));
    assertThat(posted.entries().get(2).explanation().get(0)).contains("estorno", "o uso foi em");
    assertThat(posted.balance().booked().occurredAt()).isEqualTo(BEGAN);
    assertThat(posted.balance().costIsReal()).isTrue();
  }

  @DisplayName(
      "BILL-406 at midnight of a month's end it is taken back from one and booked in another")
  @Test
  void shouldMoveBetweenMonths() {
    // Given
    Instant midnight = BillingMonth.of("2026-11").start();

    // When
    PostedUsage posted =
        PostedUsage.of(
            at(midnight, 0, "mobile", 37), at(midnight.minusSeconds(9), 1, "mobile", 37));

    // Then
    assertThat(posted.entries())
        .extracting(entry -> BillingMonth.at(entry.usage().occurredAt()).toString())
        .containsExactly("2026-11", "2026-11", "2026-10");
    assertThat(standing(posted)).containsOnlyKeys(midnight.minusSeconds(9));
  }

  @DisplayName("BILL-406 where a usage stands does not depend on the order of what is told of it")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldNotDependOnTheOrder(int seed) {
    // Given: begun earlier, of another class, not charged, and charged after all
    List<UsageFact> facts =
        new ArrayList<>(
            List.of(
                at(ENDED, 0, "mobile", 37),
                at(BEGAN, 1, "landline", 37),
                at(BEGAN.minusSeconds(60), 2, "landline", 0),
                at(BEGAN.minusSeconds(61), 3, "mobile", seed % 2 == 0 ? 0 : 61),
                Facts.costed("0.02", "BRL", 1),
                Facts.costed("0.03", "USD", 2)));
    Map<Instant, List<Object>> inOrder = standing(PostedUsage.of(facts));
    Collections.shuffle(facts, new Random(seed));

    // When
    PostedUsage posted = PostedUsage.of(facts);

    // Then
    assertThat(standing(posted)).isEqualTo(inOrder).containsOnlyKeys(BEGAN.minusSeconds(61));
  }

  @DisplayName(
      "BILL-448 a message of events that do not say when it was taken stays where the first of them"
          + " put it, until one does say it")
  @Test
  void shouldNotMoveAMessageToEachReportOfIt() {
    // Given: over a month's end
    Instant left = BillingMonth.of("2026-11").start().minusSeconds(1);
    Instant came = left.plusSeconds(3600);

    // When
    PostedUsage untimed =
        PostedUsage.of(sent(left, null), delivered(came, null, 1), delivered(came, null, 1));
    PostedUsage longer = PostedUsage.of(sent(left, null), delivered(came, null, 2));
    PostedUsage timed = PostedUsage.of(sent(left, null), delivered(came, left.minusSeconds(9), 1));
    PostedUsage mixed = PostedUsage.of(sent(left, left.minusSeconds(9)), delivered(came, null, 2));

    // Then
    assertThat(times(untimed)).containsExactly(left);
    assertThat(times(longer)).containsExactly(left, left);
    assertThat(times(timed)).containsExactly(left, left, left.minusSeconds(9));
    assertThat(times(mixed)).containsExactly(left.minusSeconds(9), left.minusSeconds(9));
  }

  private static List<Instant> times(PostedUsage posted) {
    return posted.entries().stream().map(entry -> entry.usage().occurredAt()).toList();
  }

  /**
   * @param accepted null from a version that did not say it
   */
  private static Used sent(Instant at, Instant accepted) {
    return MessageUsage.of(
        Tenants.AURORA,
        new MessageSent(
            "m-1",
            Channel.SMS,
            "+551130001000",
            "+5511987654321",
            Carrier.TWILIO,
            "c",
            "SM-1",
            1,
            at,
            "agent-1",
            "Ana",
            null,
            accepted,
            null));
  }

  private static Used delivered(Instant at, Instant accepted, int segments) {
    return MessageUsage.of(
        Tenants.AURORA,
        new MessageDelivered(
            "m-1",
            Channel.SMS,
            "+551130001000",
            "+5511987654321",
            Carrier.TWILIO,
            "c",
            "SM-1",
            segments,
            at,
            "agent-1",
            "Ana",
            null,
            accepted,
            null));
  }

  private static Used at(Instant when, int revision, String destinationClass, long seconds) {
    return new Used(
        Facts.KEY,
        revision,
        Samples.leadCall(destinationClass, seconds)
            .at(when)
            .until(when.plus(Duration.ofSeconds(seconds))),
        Attribution.UNKNOWN);
  }

  /** What stands at each time, without what was taken back there. */
  private static Map<Instant, List<Object>> standing(PostedUsage posted) {
    Map<Instant, List<Object>> standing = new TreeMap<>();
    for (LedgerEntry entry : posted.entries()) {
      standing.merge(
          entry.usage().occurredAt(),
          List.of(entry.quantity(), entry.cost(), entry.price()),
          (one, other) ->
              List.of(
                  (long) one.get(0) + (long) other.get(0),
                  ((Money) one.get(1)).plus((Money) other.get(1)),
                  ((Money) one.get(2)).plus((Money) other.get(2))));
    }
    standing.values().removeIf(sum -> sum.equals(sum(0, "0", "0")));
    return standing;
  }

  private static List<Object> sum(long quantity, String cost, String price) {
    return List.of(quantity, Money.brl(cost), Money.brl(price));
  }
}
