package dev.ramal.messaging.message;

import static dev.ramal.messaging.message.Messages.T0;
import static dev.ramal.messaging.message.Messages.in;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.messaging.message.MessageFact.CarrierAccepted;
import dev.ramal.messaging.message.MessageFact.CarrierRefused;
import dev.ramal.messaging.message.MessageFact.PriceNamed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("MSG-07 when the carrier is asked")
class StatusPollScheduleTest {
  private final StatusPollSchedule plan =
      new StatusPollSchedule(
          Duration.ofMinutes(15),
          Duration.ofMinutes(1),
          Map.of(Carrier.TELNYX, Duration.ofDays(10)));

  @Test
  void shouldLeaveAnUnansweredRequestToItsJob() {
    // Given
    Message taken =
        Messages.with(Messages.sending(), new CarrierAccepted(Messages.CARRIER_ID, null, T0));
    // When
    var unanswered = plan.next(Carrier.TWILIO, T0, in(MessageState.SENDING).progress(), 0, T0);
    var silent = plan.next(Carrier.TWILIO, T0, taken.progress(), 0, T0);
    var unknown = plan.next(Carrier.TWILIO, T0, in(MessageState.SENDING_UNKNOWN).progress(), 0, T0);
    // Then
    assertThat(unanswered).isNull();
    assertThat(unknown).isNull();
    assertThat(silent).isEqualTo(T0.plus(Duration.ofMinutes(15)));
  }

  @Test
  void shouldNeverWaitLongerThanSixHours() {
    // When
    var next = plan.next(Carrier.TWILIO, T0, in(MessageState.SENT).progress(), 500, T0);
    // Then
    assertThat(next).isEqualTo(T0.plus(Duration.ofHours(6)));
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageState.class,
      names = {"DELIVERED", "READ", "UNDELIVERED", "UNCONFIRMED", "RECEIVED"})
  void shouldAskForAMissingPriceForTwoWeeks(MessageState state) {
    // When
    List<Duration> waits = waitsForPrice(state);

    // Then
    assertThat(waits)
        .startsWith(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4));
    assertThat(waits).isSorted().hasSize(23).endsWith(Duration.ofDays(1));
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofDays(13), Duration.ofDays(14));
  }

  @ParameterizedTest
  @EnumSource(
      value = MessageState.class,
      names = {"FAILED", "EXPIRED", "CANCELED"})
  void shouldAskForThePriceOfWhatNeverLeftAFewTimes(MessageState state) {
    // When
    var first = plan.next(Carrier.TWILIO, T0, in(state).progress(), 0, T0);
    var ninth = plan.next(Carrier.TWILIO, T0, in(state).progress(), 8, T0);
    // Then
    assertThat(first).isEqualTo(T0.plusSeconds(60));
    assertThat(ninth).isNull();
  }

  /** Until nobody asks any more. */
  private List<Duration> waitsForPrice(MessageState state) {
    List<Duration> waits = new ArrayList<>();
    Instant next = plan.next(Carrier.TWILIO, T0, in(state).progress(), 0, T0);
    while (next != null) {
      waits.add(Duration.between(T0, next));
      next = plan.next(Carrier.TWILIO, T0, in(state).progress(), waits.size(), T0);
    }
    return waits;
  }

  @Test
  @DisplayName("MSG-412 nobody asks for a price when its carrier does not answer any more")
  void shouldAskForNoPriceBeyondTheTimeInWhichTheCarrierAnswers() {
    // Given
    MessageProgress priceless = in(MessageState.DELIVERED).progress();
    // When
    Duration byTelnyx = lastQuestion(Carrier.TELNYX, priceless);
    Duration byTwilio = lastQuestion(Carrier.TWILIO, priceless);
    var waiting = in(MessageState.SENT).progress();
    var stillAsked = plan.next(Carrier.TELNYX, T0, waiting, 0, T0.plus(Duration.ofDays(11)));
    // Then
    assertThat(byTelnyx).isBetween(Duration.ofDays(9), Duration.ofDays(10));
    assertThat(byTwilio).isBetween(Duration.ofDays(13), Duration.ofDays(14));
    assertThat(stillAsked).as("it ends unconfirmed by that question").isNotNull();
  }

  /** After the message was taken. */
  private Duration lastQuestion(Carrier carrier, MessageProgress progress) {
    Instant last = T0;
    int polls = 0;
    Instant next = plan.next(carrier, T0, progress, polls, T0);
    while (next != null) {
      last = next;
      polls++;
      next = plan.next(carrier, T0, progress, polls, last);
    }
    return Duration.between(T0, last);
  }

  @Test
  void shouldAskNothingWhenAllIsKnown() {
    // Given
    Message priced =
        Messages.with(in(MessageState.SENT), Messages.priced(MessageStatus.DELIVERED, "0.03"));
    Message refused = Messages.with(Messages.sending(), new CarrierRefused(Messages.CAUSE, T0));
    Message received =
        Messages.with(in(MessageState.RECEIVED), new PriceNamed(Money.of("0.0075", "USD"), T0));
    // Then
    assertThat(plan.next(Carrier.TWILIO, T0, priced.progress(), 0, T0)).isNull();
    assertThat(plan.next(Carrier.TWILIO, T0, refused.progress(), 0, T0)).isNull();
    assertThat(plan.next(Carrier.TWILIO, T0, in(MessageState.ACCEPTED).progress(), 0, T0)).isNull();
    assertThat(plan.next(Carrier.TWILIO, T0, in(MessageState.DENIED).progress(), 0, T0)).isNull();
    assertThat(plan.next(Carrier.TWILIO, T0, received.progress(), 0, T0)).isNull();
  }
}
