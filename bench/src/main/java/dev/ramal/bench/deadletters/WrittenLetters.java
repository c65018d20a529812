package dev.ramal.bench.deadletters;

import dev.ramal.bench.load.Organizations;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Facts of calls that died because a field is called otherwise, of ten organizations, as
 * call-service leaves them on its dead letter topic. Of what failed alike there is no more than a
 * redrive takes.
 */
final class WrittenLetters {
  static final String TOPIC = Topics.deadLetter(Topics.CALL_FACTS, "call-service");

  /** What is called otherwise, and how. */
  static final String FIELD = "occurredAt";

  static final String WRONG = "at";
  private static final int CLUSTERS = 25;
  private static final int KEYS = 50_000;

  private static final String CALLBACK =
      "AccountSid=AC00112233445566778899aabbccddeeff&ApiVersion=2010-04-01&CallStatus=ringing"
          + "&CallbackSource=call-progress-events&Called=%%2B5511987654321&CalledCountry=BR"
          + "&Caller=%%2B551140000000&Direction=outbound-api&From=%%2B551140000000&SequenceNumber=1"
          + "&Timestamp=Sat%%2C+21+Nov+2026+12%%3A00%%3A00+%%2B0000&To=%%2B5511987654321"
          + "&CallSid=CA%032x";

  private WrittenLetters() {}

  /** Until the broker has them all. */
  static void write(String bootstrapServers, int letters) {
    create(bootstrapServers);
    AtomicReference<Exception> failed = new AtomicReference<>();
    try (KafkaProducer<String, String> producer = producer(bootstrapServers)) {
      for (int i = 0; i < letters; i++) {
        producer.send(
            letter(i),
            (sent, failure) -> {
              if (failure != null) {
                failed.compareAndSet(null, failure);
              }
            });
      }
      producer.flush();
    }
    if (failed.get() != null) {
      throw new ServerFailure("Kafka did not take a letter: " + failed.get(), failed.get());
    }
  }

  private static void create(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    } catch (ExecutionException e) {
      throw new ServerFailure("Kafka does not make " + TOPIC + ": " + e, e);
    }
  }

  private static ProducerRecord<String, String> letter(int number) {
    Event<CarrierCallRinging> event = event(number);
    String body = EventJson.write(event.data()).replace("\"" + FIELD + "\"", "\"" + WRONG + "\"");
    Map<String, String> headers = new LinkedHashMap<>(EventHeaders.of(event));
    headers.put("ramal-failure-kind", "Malformed");
    headers.put("ramal-failure-code", "schema");
    headers.put("ramal-failure-detail", event.type() + ": $." + FIELD + ": is missing");
    headers.put("ramal-failure-version", "1." + number % CLUSTERS);
    headers.put("ramal-attempt", "1");
    headers.put("ramal-source-topic", Topics.CALL_FACTS);
    headers.put("ramal-source-partition", "0");
    headers.put("ramal-source-offset", "" + number);
    ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, event.key(), body);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static Event<CarrierCallRinging> event(int number) {
    String call = "01990000-0000-7000-8000-%012d".formatted(number % KEYS);
    Instant now = Instant.now();
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            Organizations.connectionOf(number),
            now,
            now,
            number,
            new FactOrigin.RawCallback(
                "application/x-www-form-urlencoded", CALLBACK.formatted(number)));
    CarrierCallRinging ringing =
        new CarrierCallRinging(
            new LegIds(call, LegName.LEAD, new CarrierCallId("CA%032x".formatted(number)), null),
            new Parties(
                null,
                Direction.OUTBOUND,
                Organizations.numberOf(number),
                Organizations.otherSide(number)),
            origin);
    return new Event<>(
        "bench-letter-" + number,
        "/webhook-gateway",
        call,
        now,
        Organizations.of(number),
        null,
        Topics.CALL_FACTS,
        Organizations.of(number).value() + ":" + call,
        ringing);
  }

  private static KafkaProducer<String, String> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BATCH_SIZE_CONFIG,
            64 * 1024),
        new StringSerializer(),
        new StringSerializer());
  }
}
