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
import java.util.List;
import java.util.stream.IntStream;

/** What Twilio reports of messages that we sent, two receipts each, as the gateway writes them. */
final class Receipts {
  static final int PER_MESSAGE = 2;

  private static final MessageStatus[] STATUSES = {MessageStatus.SENT, MessageStatus.DELIVERED};

  private final long series;
  private final Instant began = Instant.now().minusSeconds(60);

  Receipts(long series) {
    this.series = series;
  }

  /** Both of a message that the first organization has sent just now. */
  static List<Event<?>> ofAurora(String id, String sid) {
    Instant now = Instant.now();
    return IntStream.range(0, PER_MESSAGE)
        .<Event<?>>mapToObj(step -> event(0, id, sid, step, now.plusMillis(step)))
        .toList();
  }

  Event<?> event(int message, int step) {
    return event(
        message,
        SentMessages.id(series, message),
        SentMessages.carrierId(series, message),
        step,
        began.plusSeconds(5L * step));
  }

  private static Event<?> event(int subject, String id, String sid, int step, Instant at) {
    TenantId tenant = Organizations.of(subject);
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            Organizations.connectionOf(subject),
            at,
            Instant.now(),
            null,
            new RawCallback("application/x-www-form-urlencoded", body(sid, step, subject)));
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

  private static String body(String sid, int step, int subject) {
    return "SmsSid=%s&SmsStatus=%s&MessageStatus=%s&To=%%2B%s&MessageSid=%s&AccountSid=%s&From=%%2B%s&ApiVersion=2010-04-01"
        .formatted(
            sid,
            STATUSES[step].wire(),
            STATUSES[step].wire(),
            Organizations.otherSide(subject).substring(1),
            sid,
            "AC00000000000000000000000000000001",
            Organizations.numberOf(subject).substring(1));
  }
}
