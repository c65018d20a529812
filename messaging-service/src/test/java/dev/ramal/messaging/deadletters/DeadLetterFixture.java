package dev.ramal.messaging.deadletters;

import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Letters that died at a service which does not run here, of a failure that no other test has. */
final class DeadLetterFixture {
  static final String TOPIC = Topics.deadLetter(Topics.CALL_FACTS, "call-service");
  static final String PATH = "/api/ops/dead-letters";
  static final String RINGING = "dev.ramal.carrier.call.ringing";

  /** Letters only: digits are left out of what letters have in common. */
  final String code = UUID.randomUUID().toString().replaceAll("[0-9-]", "").toLowerCase() + "xyz";

  private final List<ProducerRecord<String, String>> letters = new ArrayList<>();

  /** A fact of a call; complete but for a field that this test breaks. */
  static String ringing(String call, String timeField, int sequence) {
    return """
    {"callId":"%s","leg":"lead","carrierCallId":"CA%s","carrier":"twilio","connectionId":"k",\
    "%s":"2026-11-03T14:05:33Z","receivedAt":"2026-11-03T14:05:33Z","sequence":%d,\
    "raw":{"contentType":"application/x-www-form-urlencoded","body":"CallSid=CA%s"}}\
    """
        .formatted(call, call, timeField, sequence, call);
  }

  /** To be sent with the others; answers the id of the event. */
  String dead(TenantId tenant, String call, long sourceOffset, String body) {
    return dead(tenant, call, sourceOffset, Instant.now(), body);
  }

  /** The same of what happened at some time. */
  String dead(TenantId tenant, String call, long sourceOffset, Instant time, String body) {
    String id = UUID.randomUUID().toString();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_id", id);
    headers.put("ce_type", RINGING);
    headers.put("ce_tenant", tenant.value());
    headers.put("ce_source", "/webhook-gateway");
    headers.put("ce_time", time.toString());
    headers.put("traceparent", "00-" + id);
    headers.putAll(failure(sourceOffset));
    add(tenant.value() + ":" + call, headers, body);
    return id;
  }

  /** What was sent again dies once more, of the same, at the place to which it was sent. */
  void deadAgain(ReceivedRecord sent, long sourceOffset) {
    Map<String, String> headers = new LinkedHashMap<>(sent.headers());
    headers.putAll(failure(sourceOffset));
    add(sent.key(), headers, sent.json());
  }

  private Map<String, String> failure(long sourceOffset) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ramal-failure-kind", "Malformed");
    headers.put("ramal-failure-code", code);
    headers.put("ramal-failure-detail", RINGING + ": $.occurredAt: is missing");
    headers.put("ramal-failure-version", "7");
    headers.put("ramal-attempt", "1");
    headers.put("ramal-source-topic", Topics.CALL_FACTS);
    headers.put("ramal-source-partition", "1");
    headers.put("ramal-source-offset", "" + sourceOffset);
    return headers;
  }

  private void add(String key, Map<String, String> headers, String body) {
    ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, key, body);
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    letters.add(record);
  }

  /** Writes them in this order and waits until the index has them all. */
  void die(String user, String organization) {
    create();
    long expected = waiting(user, organization) + letters.size();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers", SharedServers.get().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<?>> taken = new ArrayList<>();
      letters.forEach(letter -> taken.add(producer.send(letter)));
      for (Future<?> each : taken) {
        each.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Kafka did not take the letters", e);
    }
    letters.clear();
    patiently().until(() -> waiting(user, organization) == expected);
  }

  /** The one that lies furthest behind. */
  static String last(JsonNode samples) {
    return StreamSupport.stream(samples.path("items").spliterator(), false)
        .map(sample -> sample.path("id").asText())
        .max(Comparator.comparingLong(DeadLetterFixture::offset))
        .orElseThrow();
  }

  private static long offset(String letter) {
    return Long.parseLong(letter.substring(letter.lastIndexOf(':') + 1));
  }

  /** Kafka forgets what lies before this letter. */
  static void forgetBefore(String letter) {
    long offset = offset(letter);
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", SharedServers.get().bootstrapServers()))) {
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static void create() {
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of("bootstrap.servers", SharedServers.get().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new AssertionError(e);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many of this test's letters somebody sees waiting. */
  long waiting(String user, String organization) {
    return cluster(user, organization).path("waiting").asLong();
  }

  /** This test's cluster; missing where nothing of it waits. */
  JsonNode cluster(String user, String organization) {
    Response answer =
        ApiUser.as(user, organization).request().get(PATH + "/clusters?topic=" + TOPIC);
    if (answer.statusCode() == 404) {
      return MissingNode.getInstance();
    }
    JsonNode clusters = ApiUser.json(answer, 200).path("items");
    return StreamSupport.stream(clusters.spliterator(), false)
        .filter(cluster -> cluster.path("cause").asText().startsWith(code + ":"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  static Response post(ApiUser user, String what, Map<String, ?> body) {
    return user.post(PATH + "/" + what, body, null);
  }

  /** A body of a request: names and values in turn. */
  static Map<String, Object> body(Object... namesAndValues) {
    Map<String, Object> body = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      body.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return body;
  }

  static List<Map<String, Object>> moved(String from, String to) {
    return List.of(body("op", "move", "from", from, "path", to));
  }
}
