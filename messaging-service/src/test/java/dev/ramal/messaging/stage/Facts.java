package dev.ramal.messaging.stage;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.Media;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Money;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.events.carrier.FactOrigin;
import java.time.Instant;
import java.util.List;

/** Facts as the gateway translates them. */
public final class Facts {
  private Facts() {}

  public static CarrierMessageStatus status(
      Carrier carrier, String messageId, String carrierId, MessageStatus status) {
    return status(carrier, messageId, carrierId, status, null, null);
  }

  public static CarrierMessageStatus status(
      Carrier carrier,
      String messageId,
      String carrierId,
      MessageStatus status,
      String errorCode,
      Money cost) {
    return new CarrierMessageStatus(
        messageId,
        carrierId,
        status,
        errorCode,
        null,
        cost,
        null,
        new FactOrigin(carrier, "connection", Instant.now(), Instant.now(), null, null));
  }

  public static CarrierMessageReceived received(
      Channel channel, String carrierId, String from, String to, String body, String replyTo) {
    return new CarrierMessageReceived(
        null,
        carrierId,
        from,
        to,
        channel,
        body,
        List.of(new Media("https://media.example/1", "image/jpeg", 10L, null)),
        "Cliente",
        replyTo,
        1,
        new FactOrigin(Carrier.TWILIO, "aurora-twilio", Instant.now(), Instant.now(), null, null));
  }
}
