package dev.ramal.messaging.lineage;

import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Topics;
import dev.ramal.kit.foreground.Foreground;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.reach.Reach;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class IndexHopsTest {
  private static final int OF_A_PART = 20;

  @Inject Foreground foreground;
  @Inject KafkaSettings kafka;
  @Inject SqlTransactions transactions;
  @Inject HopRepository hops;
  @Inject HandleHashes hashes;
  @Inject LineageConfig config;
  @Inject ServiceConfig service;

  private final String call = UUID.randomUUID().toString();

  @Test
  @DisplayName(
      "MSG-538 while another replica comes and goes each event is indexed, and none of them twice")
  void shouldLoseNothingWhileReplicasComeAndGo() {
    // Given
    IndexHops other =
        new IndexHops(
            kafka,
            transactions,
            hops,
            hashes,
            config,
            service,
            Clock.systemUTC(),
            foreground,
            new SimpleMeterRegistry());

    // When
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      happen(probe, 0);
      other.start(null);
      happen(probe, 1);
      awaitIndexed(2 * OF_A_PART);
      happen(probe, 2);
      other.stop(null);
      happen(probe, 3);
    }
    List<Hop> found = awaitIndexed(4 * OF_A_PART);

    // Then
    assertThat(found).extracting(Hop::eventId).doesNotHaveDuplicates();
    assertThat(found)
        .extracting(hop -> hop.partition() + ":" + hop.offset())
        .doesNotHaveDuplicates();
    assertThat(found.stream().map(Hop::partition).distinct()).hasSizeGreaterThan(1);
  }

  /** Events of one call that lie on many partitions. */
  private void happen(TopicProbe probe, int part) {
    for (int n = 0; n < OF_A_PART; n++) {
      String event = call + "-" + part + "-" + n;
      Map<String, String> headers =
          LineageEvents.headers("dev.ramal.calls.CallRinging", event, null);
      headers.put("ce_time", Instant.now().toString());
      probe.send(Topics.CALLS, "aurora:" + event, headers, "{\"callId\":\"" + call + "\"}");
    }
  }

  private List<Hop> awaitIndexed(int count) {
    return patiently()
        .until(
            () ->
                transactions
                    .inTenant(
                        Tenants.AURORA,
                        sql ->
                            hops.find(
                                sql,
                                new Reach(Tenants.AURORA),
                                List.of(hashes.ofId(call)),
                                500,
                                500))
                    .await()
                    .indefinitely(),
            found -> found.size() >= count);
  }
}
