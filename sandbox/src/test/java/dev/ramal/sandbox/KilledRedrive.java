package dev.ramal.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ReconnectRequired;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.state.SandboxFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * Letters of two organizations are sent again by a service that is killed while it does so. They
 * are of a type that nobody acts upon, so that only their records are counted.
 *
 * @param before how many of them had left when it was killed
 * @param ids of those that came, each as often and in the order in which it came
 * @param disorder keys whose letters did not come in the order of their source, repetitions left
 *     out
 * @param answer to the same request, when it was asked once more after the restart
 */
record KilledRedrive(int before, List<String> ids, List<String> disorder, Api.Answer answer) {
  static final int LETTERS = 12_000;

  /** The relay publishes so many at once, and may not have heard of them. */
  static final int MOST_REPEATED = 1_000;

  private static final int KEYS = 120;
  private static final String PATH = "/api/ops/dead-letters";
  private static final String TOPIC = Topics.deadLetter(Topics.CRM, "call-service");
  private static final List<String> ORGANIZATIONS = List.of("aurora", "boreal");

  static KilledRedrive play(SandboxClient client, Runnable kill, Runnable restart) {
    String broker = client.status().kafka().bootstrapServers();
    // Letters only: digits are left out of what letters have in common.
    String run = UUID.randomUUID().toString().replaceAll("[0-9-]", "") + "xyz";
    Api operator = client.as("nina");
    Map<String, Object> order = die(broker, run, operator);
    List<ConsumerRecord<String, String>> seen = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = fromTheEnd(broker)) {
      Api once = operator.with("Idempotency-Key", run);
      CompletableFuture<Void> asked =
          CompletableFuture.runAsync(() -> once.post(PATH + "/redrives", order));
      Awaitility.await("the first record leaves")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(() -> read(consumer, run, seen) > 0);
      kill.run();
      asked.handle((nothing, failure) -> failure).join();
      toTheEnd(consumer, run, seen);
      int before = seen.size();
      restart.run();
      Api.Answer answer = once.post(PATH + "/redrives", order);
      String report = PATH + "/redrives/" + answer.json().path("id").asText();
      Awaitility.await("all have left")
          .atMost(Duration.ofSeconds(60))
          .until(() -> operator.get(report).json().path("state").asText().equals("published"));
      toTheEnd(consumer, run, seen);
      return new KilledRedrive(
          before, seen.stream().map(KilledRedrive::id).toList(), disorder(seen), answer);
    }
  }

  /**
   * Writes them and waits until all are known to wait.
   *
   * @return the order to send them again
   */
  private static Map<String, Object> die(String broker, String run, Api operator) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", broker, "linger.ms", 5),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < LETTERS; i++) {
        producer.send(letter(run, i));
      }
      producer.flush();
    }
    String fingerprint =
        Awaitility.await("the index has them")
            .atMost(Duration.ofSeconds(60))
            .until(() -> fingerprint(operator, run), known -> !known.isEmpty());
    return Map.of("topic", TOPIC, "fingerprint", fingerprint, "quota", LETTERS);
  }

  private static ProducerRecord<String, String> letter(String run, int number) {
    String organization = ORGANIZATIONS.get(number % KEYS % ORGANIZATIONS.size());
    Event<ReconnectRequired> event =
        new Event<>(
            run + "-" + number,
            "/crm-sync-service",
            run,
            Instant.now(),
            TenantId.of(organization),
            null,
            Topics.CRM,
            organization + ":" + run + "-" + number % KEYS,
            new ReconnectRequired("a test", Instant.now()));
    Map<String, String> headers = new LinkedHashMap<>(EventHeaders.of(event));
    headers.put("ramal-failure-kind", "Malformed");
    headers.put("ramal-failure-code", run);
    headers.put("ramal-source-topic", Topics.CRM);
    headers.put("ramal-source-partition", "0");
    headers.put("ramal-source-offset", "" + number);
    ProducerRecord<String, String> record =
        new ProducerRecord<>(TOPIC, event.key(), EventJson.write(event.data()));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** Empty until all of them wait. */
  private static String fingerprint(Api operator, String run) {
    Api.Answer answer = operator.get(PATH + "/clusters?topic=" + TOPIC);
    JsonNode clusters = answer.status() == 200 ? answer.json().path("items") : answer.json();
    return StreamSupport.stream(clusters.spliterator(), false)
        .filter(cluster -> cluster.path("cause").asText().startsWith(run))
        .filter(cluster -> cluster.path("waiting").asInt() == LETTERS)
        .map(cluster -> cluster.path("fingerprint").asText())
        .findFirst()
        .orElse("");
  }

  private static KafkaConsumer<String, String> fromTheEnd(String broker) {
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CRM).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  /** How many are seen by now. */
  private static int read(
      KafkaConsumer<String, String> consumer,
      String run,
      List<ConsumerRecord<String, String>> seen) {
    consumer
        .poll(Duration.ofMillis(20))
        .forEach(
            record -> {
              if (id(record).startsWith(run)) {
                seen.add(record);
              }
            });
    return seen.size();
  }

  private static void toTheEnd(
      KafkaConsumer<String, String> consumer,
      String run,
      List<ConsumerRecord<String, String>> seen) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      read(consumer, run, seen);
    }
  }

  private static List<String> disorder(List<ConsumerRecord<String, String>> seen) {
    Map<String, Integer> last = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (ConsumerRecord<String, String> record : seen) {
      int number = Integer.parseInt(id(record).substring(id(record).lastIndexOf('-') + 1));
      int before = last.getOrDefault(record.key(), -1);
      if (number > before) {
        last.put(record.key(), number);
        if (before >= 0 && number != before + KEYS) {
          wrong.add(record.key() + ": " + number + " behind " + before);
        }
      }
    }
    return wrong;
  }

  private static String id(ConsumerRecord<String, String> record) {
    Header id = record.headers().lastHeader(EventHeaders.ID);
    if (id == null) {
      throw new SandboxFailure("a record without an id on " + record.topic());
    }
    return new String(id.value(), StandardCharsets.UTF_8);
  }
}
