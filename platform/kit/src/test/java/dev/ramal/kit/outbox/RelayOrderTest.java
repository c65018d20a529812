package dev.ramal.kit.outbox;

import static dev.ramal.kit.outbox.RelayFixture.LIMIT;
import static dev.ramal.kit.outbox.RelayFixture.awaitAllSent;
import static dev.ramal.kit.outbox.RelayFixture.unsent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a broker that refuses, in its own ways. */
@KitTest
class RelayOrderTest {
  /** Takes records of less than 200 kB. */
  private static final String NARROW = "narrow.test.v1";

  private static final String MISSING = "missing.test.v1";

  @Inject RelayFixture fixture;

  private Admin admin;

  @BeforeEach
  void open() throws Exception {
    fixture.begin();
    admin = Admin.create(fixture.kafka.copy());
    Set<String> there = admin.listTopics().names().get();
    admin
        .deleteTopics(there.stream().filter(Set.of(NARROW, MISSING)::contains).toList())
        .all()
        .get();
  }

  @AfterEach
  void close() {
    fixture.end();
    admin.close();
  }

  @Test
  void shouldLetNothingOvertakeARowThatTheBrokerRefusesAndHoldNobodyElseBack() throws Exception {
    // Given
    create(NARROW, Map.of("max.message.bytes", "200000"));
    List<Event<RecordingErased>> batch = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      for (int key = 0; key < 30; key++) {
        boolean refused = key % 10 == 0 && i == 3;
        batch.add(fixture.event(Tenants.AURORA, NARROW, "k" + key, text(refused ? 300_000 : 50)));
      }
    }
    try (TopicProbe probe = TopicProbe.on(NARROW)) {
      // When
      fixture.relay();
      fixture.append(batch);
      await().atMost(LIMIT).until(() -> unsent() == 9);
      fixture.append(Tenants.AURORA, "k10", 1);
      await().pollDelay(Duration.ofSeconds(2)).until(() -> unsent() == 10);

      // Then
      assertThat(fixture.firstSeenByKey(probe))
          .hasSize(30)
          .allSatisfy(
              (key, ids) ->
                  assertThat(ids)
                      .as(key)
                      .isEqualTo(
                          fixture.appended().get(key).subList(0, key.endsWith("0") ? 3 : 6)));
      widen(NARROW);
      awaitAllSent();
      fixture.appended().get("aurora:k10").remove(6);
      assertThat(fixture.firstSeenByKey(probe)).isEqualTo(fixture.appended());
    }
  }

  @Test
  void shouldGoOnWithOtherTopicsWhileOneIsMissing() throws Exception {
    // Given
    List<Event<RecordingErased>> stuck = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      stuck.add(fixture.event(Tenants.AURORA, MISSING, "k" + i % 20, "" + i));
    }
    fixture.relay();
    fixture.append(stuck);
    fixture.append(Tenants.AURORA, "begin", 1);
    await().atMost(LIMIT).until(() -> unsent() == stuck.size());

    // When
    long before = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      fixture.append(Tenants.AURORA, "other", 20, 2);
      await().atMost(LIMIT).until(() -> unsent() == stuck.size());
    }

    // Then: whoever waited for the missing one would wait for its timeout, 3 s, each time
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    create(MISSING, Map.of());
    try (TopicProbe probe = TopicProbe.fromBeginning(MISSING)) {
      awaitAllSent();
      assertThat(fixture.firstSeenByKey(probe))
          .hasSize(20)
          .allSatisfy((key, ids) -> assertThat(ids).isEqualTo(fixture.appended().get(key)));
    }
  }

  @Test
  void shouldSendTheEventsOfOneKeyTogether() throws Exception {
    // Given
    fixture.append(Tenants.AURORA, "busy", 2_000);
    try (TopicProbe probe = TopicProbe.on(Topics.BILLING)) {
      // When
      fixture.relay();
      awaitAllSent();

      // Then
      assertThat(eventsPerRequest()).isGreaterThan(10);
      assertThat(fixture.firstSeenByKey(probe)).isEqualTo(fixture.appended());
    }
  }

  private static double eventsPerRequest() throws Exception {
    return (double)
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(
                new ObjectName("kafka.producer:type=producer-metrics,client-id=kit-outbox"),
                "records-per-request-avg");
  }

  private void create(String topic, Map<String, String> settings) throws Exception {
    admin
        .createTopics(
            List.of(new NewTopic(topic, Optional.of(2), Optional.empty()).configs(settings)))
        .all()
        .get();
  }

  private void widen(String topic) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", "1000000"),
                        AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }

  /** Does not become smaller by compression. */
  private static String text(int length) {
    return new Random(7)
        .ints('0', 'z')
        .filter(Character::isLetterOrDigit)
        .limit(length)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
