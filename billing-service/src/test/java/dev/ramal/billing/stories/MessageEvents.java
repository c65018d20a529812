package dev.ramal.billing.stories;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageCosted;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageFailed;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.kit.ids.UuidV7;
import java.time.Instant;

/** Events of one message as messaging-service publishes them. */
public record MessageEvents(TenantId tenant, String messageId, Channel channel, Instant at) {
  private static final String TO = "+5521987654321";

  public static MessageEvents of(TenantId tenant, Channel channel, String at) {
    return new MessageEvents(tenant, UuidV7.next().toString(), channel, Instant.parse(at));
  }

  public Event<MessageSent> sent(int segments) {
    return event(
        new MessageSent(
            messageId,
            channel,
            "+551130001000",
            TO,
            Carrier.TWILIO,
            "c",
            "SM1",
            segments,
            at.minusSeconds(2)));
  }

  public Event<MessageDelivered> delivered(int segments) {
    return event(
        new MessageDelivered(
            messageId, channel, "+551130001000", TO, Carrier.TWILIO, "c", "SM1", segments, at));
  }

  public Event<MessageRead> read() {
    return event(new MessageRead(messageId, channel, TO, at.plusSeconds(5)));
  }

  public Event<MessageFailed> failed() {
    return event(
        new MessageFailed(
            messageId, channel, TO, Carrier.TWILIO, MessageStatus.UNDELIVERED, "30003", "x", at));
  }

  public Event<MessageCosted> costed(String amount, String currency) {
    return event(
        new MessageCosted(
            messageId, Carrier.TWILIO, "SM1", Money.of(amount, currency), at.plusSeconds(9)));
  }

  private <T extends Record> Event<T> event(T data) {
    return new Event<>(
        UuidV7.next().toString(),
        "/messaging-service",
        messageId,
        at,
        tenant,
        null,
        Topics.MESSAGES,
        tenant + ":" + messageId,
        data);
  }
}
