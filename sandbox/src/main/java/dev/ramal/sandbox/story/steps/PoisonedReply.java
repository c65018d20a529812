package dev.ramal.sandbox.story.steps;

import dev.ramal.events.Carrier;
import dev.ramal.events.Channel;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.StepFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

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

  /** Until the broker has it. */
  void send(Scene scene) {
    String broker = scene.client().status().kafka().bootstrapServers();
    String poisoned = EventJson.write(event.data()).replace(quoted(FIELD), quoted(WRONG));
    ProducerRecord<String, String> record =
        new ProducerRecord<>(event.topic(), event.key(), poisoned);
    EventHeaders.of(event)
        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailure("interrupted while telling Kafka", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepFailure("Kafka does not take a record: " + e, e);
    }
  }

  private static String quoted(String name) {
    return "\"" + name + "\"";
  }
}
