package dev.ramal.billing.metering;

import static dev.ramal.billing.fixtures.BillingApi.amount;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.MessageEvents;
import dev.ramal.events.Channel;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.WhatsAppCategory;
import dev.ramal.events.billing.UsageUnrateable;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class RatedMessageTest {
  private static final String UNRATEABLE = "/api/billing/unrateable?limit=200";

  @DisplayName("BILL-46 a delivered SMS is charged by segment, exactly once")
  @Test
  void shouldChargeAnSmsBySegment() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2031-04-10T15:00:00Z");
    MessageEvents other = sms.inAnother(Tenants.BOREAL);

    // When
    send(sms.delivered(3), sms.delivered(3), sms.costed("0.0870", "USD"), other.delivered(1));
    BillingApi.awaitEntries(sms.messageId(), null, 3);

    // Then
    Map<String, Object> usage = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(usage.get("meter")).isEqualTo("message-segment");
    assertThat(usage.get("billedQuantity")).isEqualTo(3);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
    Map<String, Object> ofOther = BillingApi.usage("fabio", sms.messageId(), null);
    assertThat(ofOther).containsEntry("billedQuantity", 1).containsEntry("costIsReal", false);
    assertThat(amount(ofOther.get("price"))).isEqualByComparingTo("0.30");
  }

  @DisplayName("BILL-47 a WhatsApp message is one, also when only its reading is reported")
  @Test
  void shouldChargeAWhatsAppMessageOnce() {
    // Given
    MessageEvents message =
        MessageEvents.of(Tenants.BOREAL, Channel.WHATSAPP, "2031-04-11T15:00:00Z");
    Event<?> late = message.delivered(1);
    Event<?> onItsWay = message.inAnother(Tenants.AURORA).sent(1);

    // When
    send(message.read(), message.read(), onItsWay, late);
    BillingApi.awaitCount("inbox where event_id = ?", 1, late.id());
    BillingApi.awaitCount("inbox where event_id = ?", 1, onItsWay.id());

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

    // When: another organization's of the same id has arrived
    send(failed, sms.inAnother(Tenants.BOREAL).delivered(1));
    BillingApi.awaitCount("inbox where event_id = ?", 1, failed.id());
    BillingApi.awaitEntries(sms.messageId(), null, 1);

    // Then
    assertThat(
            BillingApi.DATABASE.count(
                "ledger_entries where subject_id = ? and tenant = 'aurora'", sms.messageId()))
        .isZero();
    assertThat(amount(BillingApi.usage("fabio", sms.messageId(), null).get("price")))
        .isEqualByComparingTo("0.30");
  }

  @DisplayName(
      "BILL-67 an SMS of which no report tells is charged as used, and taken back if refused")
  @Test
  void shouldChargeAnSmsWithoutAReport() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, "2031-04-13T15:00:00Z");

    // When
    send(sms.sent(3), sms.costed("0.0870", "USD"), sms.inAnother(Tenants.BOREAL).sent(3));
    BillingApi.awaitEntries(sms.messageId(), null, 3);

    // Then
    Map<String, Object> usage = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
    send(sms.failed());
    BillingApi.awaitEntries(sms.messageId(), null, 4);
    Map<String, Object> failed = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(amount(failed.get("price"))).isZero();
    assertThat(amount(failed.get("cost"))).isEqualByComparingTo("0.5046");
    assertThat(amount(BillingApi.usage("fabio", sms.messageId(), null).get("price")))
        .as("another organization's of the same id")
        .isEqualByComparingTo("0.90");
  }

  @DisplayName("BILL-68 a report that comes after the carrier's price charges the message once")
  @Test
  void shouldChargeAMessageWhosePriceCameFirst() {
    // Given
    MessageEvents sms = MessageEvents.of(Tenants.BOREAL, Channel.SMS, "2031-05-01T03:00:01Z");

    // When
    send(
        sms.costed("0.0870", "USD"),
        sms.inAnother(Tenants.AURORA).sent(1),
        sms.sent(3),
        sms.delivered(3));
    BillingApi.awaitEntries(sms.messageId(), null, 3);

    // Then
    Map<String, Object> usage = BillingApi.usage("fabio", sms.messageId(), null);
    assertThat(amount(usage.get("price"))).isEqualByComparingTo("0.90");
    assertThat(amount(usage.get("cost"))).isEqualByComparingTo("0.5046");
    assertThat(usage.get("month")).isEqualTo("2031-04");
    Map<String, Object> ofOther = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(ofOther).containsEntry("costIsReal", false).containsEntry("quantity", 1);
    assertThat(amount(ofOther.get("price"))).isEqualByComparingTo("0.30");
  }

  @DisplayName(
      "BILL-336 a tariff prices WhatsApp by category; one that nobody knows waits for a tariff")
  @Test
  void shouldPriceWhatsAppByCategory() {
    // Given
    String at = "2038-03-11T15:00:00Z";
    MessageEvents marketing = MessageEvents.of(Tenants.BOREAL, WhatsAppCategory.MARKETING, at);
    MessageEvents utility = MessageEvents.of(Tenants.BOREAL, WhatsAppCategory.UTILITY, at);
    MessageEvents service = MessageEvents.of(Tenants.BOREAL, WhatsAppCategory.SERVICE, at);
    MessageEvents code = MessageEvents.of(Tenants.BOREAL, WhatsAppCategory.AUTHENTICATION, at);
    MessageEvents unknown = MessageEvents.of(Tenants.BOREAL, WhatsAppCategory.UNKNOWN, at);
    MessageEvents other = MessageEvents.of(Tenants.AURORA, WhatsAppCategory.MARKETING, at);
    publish(
        "categorias",
        "2038-03-01T03:00:00Z",
        byCategory("marketing", "whatsapp-marketing", "0.40", "0.75"),
        byCategory("utilidade", "whatsapp-utility", "0.05", "0.20"),
        byCategory("atendimento", "whatsapp-service", "0", "0"));

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (MessageEvents one : List.of(marketing, utility, service, code, unknown, other)) {
        topics.send(one.sent(1));
        topics.send(one.read());
        topics.send(one.delivered(1));
      }
      assertThat(
              topics
                  .await(
                      "UsageUnrateable",
                      r -> r.is(UsageUnrateable.class) && r.json().contains(unknown.messageId()))
                  .data(UsageUnrateable.class)
                  .destinationClass())
          .isEqualTo(DestinationClass.UNKNOWN_WHATSAPP);
    }
    for (MessageEvents one : List.of(marketing, utility, service, code, other)) {
      BillingApi.awaitEntries(one.messageId(), null, 1);
    }

    // Then
    assertThat(priced("fabio", marketing)).isEqualTo("whatsapp-marketing 0.400000 0.750000");
    assertThat(priced("fabio", utility)).isEqualTo("whatsapp-utility 0.050000 0.200000");
    assertThat(priced("fabio", service)).isEqualTo("whatsapp-service 0.000000 0.000000");
    assertThat(priced("fabio", code)).isEqualTo("whatsapp-authentication 0.300000 0.600000");
    assertThat(priced("davi", other)).isEqualTo("whatsapp-marketing 0.300000 0.600000");
    assertThat(
            BillingApi.DATABASE.count("ledger_entries where subject_id = ?", unknown.messageId()))
        .as("never for nothing")
        .isZero();
    assertThat(BillingApi.get("bia", UNRATEABLE).getList("items.subjectId"))
        .contains(unknown.messageId());
    publish(
        "desconhecidas",
        "2038-03-02T03:00:00Z",
        byCategory("desconhecida", "unknown-whatsapp", "0.40", "0.90"));
    BillingApi.post("bia", "/api/billing/unrateable/rerate", "").then().statusCode(200);
    BillingApi.awaitEntries(unknown.messageId(), null, 1);
    assertThat(priced("fabio", unknown)).isEqualTo("unknown-whatsapp 0.400000 0.900000");
  }

  @DisplayName(
      "BILL-373 received messages are charged by inbound rules only, wait for no tariff, and are no"
          + " double")
  @Test
  void shouldChargeWhatIsReceived() {
    // Given
    String at = "2039-03-11T15:00:00Z";
    MessageEvents sms = MessageEvents.of(Tenants.AURORA, Channel.SMS, at);
    MessageEvents code = MessageEvents.of(Tenants.AURORA, Channel.SMS, at);
    MessageEvents whatsApp = MessageEvents.of(Tenants.BOREAL, Channel.WHATSAPP, at);
    MessageEvents priced = MessageEvents.of(Tenants.BOREAL, Channel.SMS, at);
    Map<String, Object> sold = new HashMap<>(byCategory("in", "sms-national", "0.05", "0.10"));
    sold.put("direction", "inbound");
    publish(
        "recebidas",
        "2039-03-01T03:00:00Z",
        "2039-04-01T03:00:00Z",
        sold,
        byCategory("out", "sms-national", "0.20", "0.40"),
        byCategory("whatsapp", "whatsapp", "0.20", "0.40"));

    // When
    send(
        sms.costed("0.02", "USD"),
        sms.received("+5521987654321", 3),
        sms.received("+5521987654321", 3),
        code.received("27182", 2),
        whatsApp.received("+351912345678", 7),
        priced.received("+5521987654321", 2));
    BillingApi.awaitEntries(sms.messageId(), null, 2);
    for (MessageEvents one : List.of(code, whatsApp, priced)) {
      BillingApi.awaitEntries(one.messageId(), null, 1);
    }

    // Then
    Map<String, Object> received = BillingApi.usage("davi", sms.messageId(), null);
    assertThat(received)
        .containsEntry("direction", "inbound")
        .containsEntry("party", "+5521987654321")
        .containsEntry("billedQuantity", 3);
    assertThat(priced("davi", sms)).isEqualTo("sms-national 0.116000 0.000000");
    assertThat(priced("davi", code)).isEqualTo("sms-national 0.087000 0.000000");
    assertThat(priced("fabio", whatsApp)).isEqualTo("whatsapp-PT 0.029000 0.000000");
    assertThat(priced("fabio", priced)).isEqualTo("sms-national 0.100000 0.200000");
    assertThat(
            BillingApi.DATABASE.count(
                "metered_uses where status = 'UNRATEABLE'"
                    + " and state #>> '{usage,direction}' = 'inbound' and meter ="
                    + " 'message-segment'"))
        .as("nothing that is received waits for a tariff")
        .isZero();
    assertThat(
            BillingApi.DATABASE.count(
                "metered_uses where estimated and subject_id in (?, ?, ?)",
                code.messageId(),
                whatsApp.messageId(),
                priced.messageId()))
        .as("until the carrier names what it cost")
        .isEqualTo(3);
    assertThat(
            BillingApi.get("davi", "/api/billing/usage?subjectId=" + priced.messageId())
                .getList("items"))
        .as("another organization's")
        .isEmpty();
  }

  private static String priced(String user, MessageEvents message) {
    Map<String, Object> usage = BillingApi.usage(user, message.messageId(), null);
    return usage.get("destinationClass")
        + " "
        + amount(usage.get("cost"))
        + " "
        + amount(usage.get("price"));
  }

  @SafeVarargs
  private static void publish(String version, String from, Map<String, Object>... rules) {
    publish(version, from, "2038-04-01T03:00:00Z", rules);
  }

  @SafeVarargs
  private static void publish(
      String version, String from, String to, Map<String, Object>... rules) {
    Map<String, Object> tariff =
        Map.of(
            "version",
            version + "-" + UUID.randomUUID(),
            "validFrom",
            from,
            "validTo",
            to,
            "source",
            "acordo de teste",
            "rules",
            List.of(rules));
    BillingApi.publish(Tenants.BOREAL, tariff).then().statusCode(201);
  }

  private static Map<String, Object> byCategory(
      String id, String destinationClass, String cost, String price) {
    return Map.of(
        "id",
        id,
        "meter",
        "message-segment",
        "destinationClass",
        destinationClass,
        "cost",
        Map.of("perUnit", cost),
        "price",
        Map.of("perUnit", price));
  }

  private static void send(Event<?>... events) {
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      for (Event<?> event : events) {
        topics.send(event);
      }
    }
  }
}
