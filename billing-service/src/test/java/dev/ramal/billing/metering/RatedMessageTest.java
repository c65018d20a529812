package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class RatedMessageTest {
  @DisplayName("BILL-46 a delivered SMS is charged by segment, exactly once")
  @Test
  void shouldChargeAnSmsBySegment() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2031-04-10T15:00:00Z");

    // When
    send(sms.delivered(3), sms.delivered(3), sms.costed("0.0870", "USD"));
    BillingApi.awaitEntries(sms.messageId(), null, 2);

    // Then
    Map<String, Object> usage = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(usage.get("meter")).isEqualTo("message-segment");
    assertThat(usage.get("billedQuantity")).isEqualTo(3);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
  }

  @DisplayName("BILL-47 a WhatsApp message is one, also when only its reading is reported")
  @Test
  void shouldChargeAWhatsAppMessageOnce() {
    // Given
    MessageEvents message =
        MessageEvents.of(Tenants.BOREAL, Channel.WHATSAPP, "2031-04-11T15:00:00Z");
    Event<?> late = message.delivered(1);

    // When
    send(message.read(), message.read(), late);
    BillingApi.awaitCount("inbox where event_id = ?", 1, late.id());

    // Then
    assertThat(
            BillingApi.DATABASE.count("ledger_entries where subject_id = ?", message.messageId()))
        .isEqualTo(1);
    assertThat(amount(BillingApi.usage("fabio", message.messageId(), null).get("price")))
        .isEqualByComparingTo("0.60");
  }

  @DisplayName("BILL-48 a message that did not arrive is not charged")
  @Test
  void shouldNotChargeAFailedMessage() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2031-04-12T15:00:00Z");
    Event<?> failed = sms.failed();

    // When
    send(failed);
    BillingApi.awaitCount("inbox where event_id = ?", 1, failed.id());

    // Then
    assertThat(BillingApi.DATABASE.count("ledger_entries where subject_id = ?", sms.messageId()))
        .isZero();
  }

  @DisplayName(
      "BILL-67 an SMS of which no report tells is charged as used, and taken back if refused")
  @Test
  void shouldChargeAnSmsWithoutAReport() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2031-04-13T15:00:00Z");

    // When
    send(sms.sent(3), sms.costed("0.0870", "USD"));
    BillingApi.awaitEntries(sms.messageId(), null, 2);

    // Then
    Map<String, Object> usage = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
    send(sms.failed());
    BillingApi.awaitEntries(sms.messageId(), null, 3);
    Map<String, Object> failed = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(amount(failed.get("price"))).isZero();
    assertThat(amount(failed.get("cost"))).isEqualByComparingTo("0.5046");
  }

  @DisplayName("BILL-68 a report that comes after the carrier's price charges the message once")
  @Test
  void shouldChargeAMessageWhosePriceCameFirst() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.BOREAL, Channel.SMS, "2031-05-01T03:00:01Z");

    // When
    send(sms.costed("0.0870", "USD"), sms.sent(3), sms.delivered(3));
    BillingApi.awaitEntries(sms.messageId(), null, 2);

    // Then
    Map<String, Object> usage = BillingApi.usage("fabio", sms.messageId(), null);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
    assertThat(usage.get("month")).isEqualTo("2031-04");
  }

  private static void send(Event<?>... events) {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (Event<?> event : events) {
        topics.send(event);
      }
    }
  }
}
