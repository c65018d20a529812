package dev.ramal.kit.globaltable;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.ramal.events.Topics;
import dev.ramal.kit.app.Greetings;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.testkit.TopicProbe;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

@KitTest
class GlobalTableTest {
  @Inject Greetings greetings;
  @Inject KafkaSettings kafka;

  @Test
  void shouldFollowTheTopicAndForgetWithATombstone() {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      probe.send(Topics.CONNECTIONS, "aurora:1", Map.of(), "hello");
      probe.send(Topics.CONNECTIONS, "boreal:1", Map.of(), "goodbye");
      await().until(() -> greetings.get("boreal:1").isPresent());

      // When
      probe.send(Topics.CONNECTIONS, "aurora:1", Map.of(), "hello again");
      probe.send(Topics.CONNECTIONS, "boreal:1", Map.of(), null);

      // Then
      await().until(() -> greetings.get("boreal:1").isEmpty());
      await().until(() -> greetings.get("aurora:1").orElse("").equals("hello again"));
    }
  }

  @Test
  void shouldKeepTheLastGoodValueWhenARecordCannotBeDecoded() {
    try (TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      // Given
      probe.send(Topics.CONNECTIONS, "aurora:2", Map.of(), "good");

      // When
      probe.send(Topics.CONNECTIONS, "aurora:2", Map.of(), " ");
      probe.send(Topics.CONNECTIONS, "aurora:2-after", Map.of(), "next");

      // Then
      await().until(() -> greetings.get("aurora:2-after").isPresent());
      assertThat(greetings.get("aurora:2")).contains("good");
    }
  }

  @Test
  void shouldForgetWhatWasWithdrawnWhileItCouldNotRead() throws Exception {
    // Given
    String topic = "withdrawn-" + System.nanoTime();
    try (Admin admin = Admin.create(kafka.copy());
        TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      probe.send(topic, "kept", Map.of(), "hello");
      probe.send(topic, "withdrawn", Map.of(), "hello");
      Followed table = followed(topic, Duration.ofSeconds(1));
      await().until(() -> table.get("withdrawn").isPresent());

      // When
      probe.send(topic, "kept", Map.of(), "hello again");
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
          .all()
          .get();

      // Then
      await().until(() -> table.get("withdrawn").isEmpty());
      assertThat(table.get("kept")).contains("hello again");
      table.stop(null);
    }
  }

  @Test
  void shouldKeepTheLastGoodValueWhenTheTopicIsReadAnew() throws Exception {
    // Given
    String topic = "spoilt-" + System.nanoTime();
    try (Admin admin = Admin.create(kafka.copy());
        TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      probe.send(topic, "spoilt", Map.of(), "good");
      probe.send(topic, "readBefore", Map.of(), "hello");
      probe.send(topic, "spoilt", Map.of(), " ");
      Followed table = followed(topic, Duration.ofSeconds(1));
      await().until(() -> table.get("readBefore").isPresent());

      // When
      admin
          .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
          .all()
          .get();

      // Then
      await().until(() -> table.get("readBefore").isEmpty());
      assertThat(table.get("spoilt")).contains("good");
      table.stop(null);
    }
  }

  @Test
  void shouldReadPartitionsThatComeLater() throws Exception {
    // Given
    String topic = "grown-" + System.nanoTime();
    try (Admin admin = Admin.create(kafka.copy());
        TopicProbe probe = TopicProbe.on(Topics.CONNECTIONS)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      Followed table = followed(topic, Duration.ofHours(1));
      await().until(table::isCaughtUp);

      // When
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(8))).all().get();

      // Then
      await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () -> {
                for (int i = 0; i < 16; i++) {
                  probe.send(topic, "key-" + i, Map.of(), "hello");
                }
                return table.all().size() == 16;
              });
      table.stop(null);
    }
  }

  private Followed followed(String topic, Duration readAnew) {
    Followed table = new Followed(topic, readAnew);
    table.kafka = kafka;
    table.start(null);
    return table;
  }

  @Vetoed
  private static final class Followed extends GlobalTable<String> {
    private final Duration readAnew;

    Followed(String topic, Duration readAnew) {
      super(topic);
      this.readAnew = readAnew;
    }

    @Override
    protected String decode(ConsumerRecord<String, String> record) {
      if (record.value().isBlank()) {
        throw new IllegalArgumentException("no greeting");
      }
      return record.value();
    }

    @Override
    protected Duration readAnew() {
      return readAnew;
    }
  }

  @Test
  void shouldBeReadyOnceCaughtUp() {
    await().until(greetings::isCaughtUp);

    // The other checks of the application may need a moment longer.
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body("checks.name", hasItem("compacted topics")));
  }
}
