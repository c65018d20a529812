package dev.ramal.messaging.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.messaging.janitor.JanitorConfig;
import dev.ramal.messaging.lifecycle.StatusPollConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-07 when the carrier is asked about a submission")
class SubmissionQueueTest {
  private final JobQueue queue = queue();

  @Test
  void shouldAskSoonWhenTheOutcomeIsUnknown() {
    // When
    Duration first = queue.questions().after(1);
    Duration third = queue.questions().after(3);
    // Then
    assertThat(first).isEqualTo(Duration.ofSeconds(5));
    assertThat(third).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void shouldNeverWaitLongerThanSixHoursAndAskForTwelve() {
    // When
    Duration last = queue.questions().after(500);
    // Then
    assertThat(last).isEqualTo(Duration.ofHours(6));
    assertThat(queue.giveUpAsking()).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void shouldAskAboutARequestThatIsNotAnsweredWithinAMinute() {
    // When
    Duration lease = queue.lease();
    // Then
    assertThat(lease).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void shouldDoubleTheWaitOfAttemptsUpToTenMinutes() {
    // When
    Duration second = queue.backoff().after(2);
    // Then
    assertThat(second).isEqualTo(Duration.ofSeconds(4));
    assertThat(queue.backoff().after(30)).isEqualTo(Duration.ofMinutes(10));
    assertThat(queue.attempts()).isEqualTo(10);
  }

  @Test
  void shouldLeaveHalfOfThePlacesToTheOtherOrganizations() {
    // When
    int share = queue.share();
    // Then
    assertThat(queue.concurrency()).isEqualTo(48);
    assertThat(share).isEqualTo(24);
  }

  private static JobQueue queue() {
    var config =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(SendingConfig.class)
            .withMapping(StatusPollConfig.class)
            .withMapping(JanitorConfig.class)
            .build();
    return new SubmissionQueue(
            config.getConfigMapping(SendingConfig.class),
            config.getConfigMapping(StatusPollConfig.class),
            config.getConfigMapping(JanitorConfig.class))
        .queue();
  }
}
