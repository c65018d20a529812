package dev.ramal.crm.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.timeline.TimelineStream.Reader;
import dev.ramal.events.TenantId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimelineStreamsTest {
  @Test
  @DisplayName(
      "CRM-211 a person and an organization follow so many timelines, and one that ends makes room")
  void shouldBoundStreams() {
    // Given
    TimelineConfig config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(TimelineConfig.class)
            .withDefaultValues(
                Map.of(
                    "ramal.crm.timeline.per-user", "2", "ramal.crm.timeline.per-organization", "3"))
            .build()
            .getConfigMapping(TimelineConfig.class);
    TimelineStreams streams =
        new TimelineStreams(config, Clock.systemUTC(), new SimpleMeterRegistry());
    TimelineStream first = stream("aurora", "ana");

    // Then
    assertThat(streams.add(first, () -> {})).isTrue();
    assertThat(streams.add(stream("aurora", "ana"), () -> {})).isTrue();
    assertThat(streams.add(stream("aurora", "ana"), () -> {})).as("a third of ana's").isFalse();
    assertThat(streams.add(stream("aurora", "bruno"), () -> {})).isTrue();
    assertThat(streams.add(stream("aurora", "carla"), () -> {})).as("a fourth").isFalse();
    assertThat(streams.add(stream("boreal", "bia"), () -> {})).isTrue();
    streams.remove(first);
    assertThat(streams.add(stream("aurora", "ana"), () -> {})).isTrue();
    assertThat(streams.count()).isEqualTo(4);
  }

  private static TimelineStream stream(String tenant, String user) {
    return new TimelineStream(
        new Reader(TenantId.of(tenant), user, "contact", Instant.MAX),
        null,
        since -> Uni.createFrom().nothing(),
        item -> null,
        Duration.ofSeconds(15),
        Clock.systemUTC(),
        Runnable::run);
  }
}
