package dev.ramal.messaging.deadletters;

import static dev.ramal.messaging.deadletters.DeadLetterFixture.TOPIC;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.body;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.post;
import static dev.ramal.messaging.deadletters.DeadLetterFixture.ringing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.ApiUser;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class WaitingLettersTest {
  @Inject CountWaitingLetters counting;
  @Inject MeterRegistry meters;

  private final DeadLetterFixture letters = new DeadLetterFixture();

  @Test
  @DisplayName("MSG-520 a metric tells how many dead letters wait, until they are sent again")
  void shouldTellHowManyWait() {
    // Given
    ApiUser operator = ApiUser.as("nina");
    double before = waiting();
    String call = UUID.randomUUID().toString();
    letters.dead(Tenants.AURORA, call, 1, ringing(call, "occurredAt", 1));
    letters.dead(Tenants.BOREAL, call, 2, ringing(call, "occurredAt", 2));
    letters.die("nina", null);
    double dead = waiting();
    String fingerprint = letters.cluster("nina", null).path("fingerprint").asText();

    // When
    post(operator, "redrives", body("topic", TOPIC, "fingerprint", fingerprint, "quota", 2))
        .then()
        .statusCode(201);

    // Then
    assertThat(dead).isEqualTo(before + 2);
    assertThat(waiting()).isEqualTo(before);
  }

  private double waiting() {
    counting.count().await().atMost(Duration.ofSeconds(10));
    Gauge gauge = meters.find("ramal.dead.letters.waiting").tag("topic", TOPIC).gauge();
    return gauge == null ? 0 : gauge.value();
  }
}
