package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.MessageCostChanged;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class MessageCostsToldTest {
  @Test
  @DisplayName(
      "BILL-484 what a message costs is told whole with each change, once, under a version that"
          + " grows; two organizations")
  void shouldTellWhatAMessageCosts() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2033-08-12T15:00:00Z");
    MessageEvents other = sms.inAnother(Tenants.BOREAL);
    Event<?> sent = sms.sent(3);
    Event<?> costed = sms.costed("0.0870", "USD");
    Event<?> failed = sms.failed();

    // When
    List<ReceivedRecord> told;
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(sent);
      topics.send(sent);
      topics.send(sms.sent(3));
      BillingApi.awaitEntries(sms.messageId(), null, 1);
      topics.send(other.delivered(1));
      topics.send(costed);
      topics.send(sms.costed("0.0870", "USD"));
      BillingApi.awaitEntries(sms.messageId(), null, 3);
      topics.send(failed);
      topics.await(
          "that it is taken back",
          one ->
              isAbout(one, sms)
                  && one.data(MessageCostChanged.class).price().amount().signum() == 0);
      topics.await("another organization's", one -> isAbout(one, other));
      told = topics.all(Tenants.AURORA, MessageCostChanged.class);
    }

    // Then
    List<ReceivedRecord> ofSms = told.stream().filter(one -> isAbout(one, sms)).toList();
    assertThat(ofSms)
        .extracting(one -> one.data(MessageCostChanged.class))
        .extracting(
            MessageCostChanged::version,
            MessageCostChanged::state,
            cost -> cost.price().amount().toPlainString(),
            MessageCostChanged::open)
        .containsExactly(
            tuple(1, CallCostState.ESTIMATED, "0.900000", false),
            tuple(2, CallCostState.REAL, "0.900000", false),
            tuple(3, CallCostState.AMENDED, "0.000000", false));
    assertThat(ofSms.get(2).data(MessageCostChanged.class).cost().amount())
        .isEqualByComparingTo("0.5046");
    assertThat(ofSms).extracting(ReceivedRecord::key).containsOnly("aurora:" + sms.messageId());
    assertThat(ofSms)
        .extracting(ReceivedRecord::causation)
        .containsExactly(sent.id(), costed.id(), failed.id());
  }

  private static boolean isAbout(ReceivedRecord told, MessageEvents message) {
    return told.is(MessageCostChanged.class)
        && told.tenant().equals(message.tenant())
        && message.messageId().equals(told.subject());
  }
}
