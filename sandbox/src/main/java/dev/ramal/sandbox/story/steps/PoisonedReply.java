package dev.ramal.sandbox.story.steps;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.story.Scene;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody wrote, as a gateway tells it that calls a field otherwise than everybody else.
 *
 * @param event as it should have been told
 * @param text that nobody else wrote
 */
record PoisonedReply(Event<CarrierMessageReceived> event, String text) {
  /** What is called otherwise, and how. */
  static final String FIELD = "carrierMessageId";

  static final String WRONG = "messageSid";
  private static final String WRITER = "+5511912345670";
  private static final Money COST = new Money(new BigDecimal("0.0075"), "USD");

  /** Somebody writes to the first number of the organization. */
  static PoisonedReply to(Scene scene, Cast cast) {
    ConnectionStatus account = cast.account(scene);
    String id = UUID.randomUUID().toString();
    String text = "Podemos falar amanhã? (" + id.substring(0, 8) + ")";
    Instant now = Instant.now();
    CarrierMessageReceived reply =
        new CarrierMessageReceived(
            null,
            "SM" + id.replace("-", ""),
            WRITER,
            account.numbers().get(0),
            Channel.SMS,
            text,
            List.of(),
            null,
            null,
            null,
            null,
            1,
            null,
            COST,
            new FactOrigin(
                Carrier.of(cast.carrier()),
                new ConnectionId(account.id()),
                now,
                now,
                null,
                new FactOrigin.RawCallback("application/x-www-form-urlencoded", "Body=" + id)));
    String organization = cast.organization();
    return new PoisonedReply(
        new Event<>(
            id,
            "/webhook-gateway",
            WRITER,
            now,
            TenantId.of(organization),
            null,
            Topics.MESSAGE_FACTS,
            organization + ":" + WRITER,
            reply),
        text);
  }

  String id() {
    return event.id();
  }

  String contact() {
    return WRITER;
  }

  /** What the carrier sent, as the record keeps it. */
  String callback() {
    return event.data().origin().raw().body();
  }

  void send(Scene scene) {
    KafkaWriter.write(
        scene, event, EventJson.write(event.data()).replace(quoted(FIELD), quoted(WRONG)));
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }
}
