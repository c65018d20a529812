package dev.ramal.bench.messages;

import dev.ramal.bench.load.Organizations;
import dev.ramal.events.Carrier;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import java.time.Instant;

/** What Twilio reports of messages that we sent, two receipts each, as the gateway writes them. */
final class Receipts {
  static final int PER_MESSAGE = 2;

  private static final MessageStatus[] STATUSES = {MessageStatus.SENT, MessageStatus.DELIVERED};

  private final long series;
  private final Instant began = Instant.now().minusSeconds(60);

  Receipts(long series) {
    this.series = series;
  }

  Event<?> event(int message, int step) {
    String id = SentMessages.id(series, message);
    String sid = SentMessages.carrierId(series, message);
    TenantId tenant = Organizations.of(message);
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            Organizations.connectionOf(message),
            began.plusSeconds(5L * step),
            Instant.now(),
            null,
            new RawCallback("application/x-www-form-urlencoded", body(sid, step, message)));
    CarrierMessageStatus fact =
        new CarrierMessageStatus(id, sid, STATUSES[step], null, null, null, null, origin);
    return new Event<>(
        "twilio:bench-%s:%d".formatted(sid, step),
        "/webhook-gateway",
        id,
        fact.occurredAt(),
        tenant,
        null,
        Topics.MESSAGE_FACTS,
        tenant.value() + ":" + id,
        fact);
  }

  private static String body(String sid, int step, int message) {
    return "SmsSid=%s&SmsStatus=%s&MessageStatus=%s&To=%%2B%s&MessageSid=%s&AccountSid=%s&From=%%2B%s&ApiVersion=2010-04-01"
        .formatted(
            sid,
            STATUSES[step].wire(),
            STATUSES[step].wire(),
            Organizations.otherSide(message).substring(1),
            sid,
            "AC00000000000000000000000000000001",
            Organizations.numberOf(message).substring(1));
  }
}
