package dev.ramal.simulators.telnyx.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Application.Answer;
import dev.ramal.simulators.fixtures.Application.Told;
import dev.ramal.simulators.fixtures.TelnyxStory;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carriers wait between attempts in real time; the tests wait beside each other. */
@Execution(ExecutionMode.CONCURRENT)
class TelnyxRetryTest extends TelnyxStory {
  @Test
  @DisplayName("SIM-60 retry with the same event id and a growing attempt")
  void shouldRetryWithTheSameEventIdAndAGrowingAttempt() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    application.answer(
        "/events", told -> new Answer(asked.incrementAndGet() < 3 ? 503 : 200, null, ""));

    // When
    dial(request("+5511987600486"));

    // Then
    await().until(() -> events().contains("call.hangup"));
    List<Told> initiated = application.events("/events", "call.initiated");
    assertThat(initiated)
        .extracting(told -> told.json().getJsonObject("meta").getInteger("attempt"))
        .containsExactly(1, 2, 3);
    assertThat(initiated)
        .extracting(told -> told.json().getJsonObject("data").getString("id"))
        .containsOnly(initiated.get(0).json().getJsonObject("data").getString("id"));
  }

  @Test
  @DisplayName("SIM-61 not retry a refusal")
  void shouldNotRetryARefusal() {
    // Given
    application.answer("/events", told -> new Answer(403, null, ""));

    // When
    dial(request("+5511987600486"));

    // Then
    await().until(() -> events().contains("call.hangup"));
    assertThat(events()).containsExactly("call.initiated", "call.hangup");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 403, 503})
  @DisplayName("SIM-97 try the event of a message three times whatever the refusal")
  void shouldTryTheEventOfAMessageThreeTimesWhateverTheRefusal(int status) {
    // Given
    application.answer("/events", told -> new Answer(status, null, ""));

    // When
    api.post(
        "/messages",
        new JsonObject()
            .put("from", NUMBER)
            .put("to", LEAD)
            .put("text", "Oi")
            .put("webhook_url", application.url("/events")));

    // Then
    await().until(() -> events().contains("message.finalized"));
    await()
        .untilAsserted(
            () ->
                assertThat(host.telnyx().callbacks())
                    .extracting(sent -> sent.attempts().size())
                    .containsExactly(3, 3));
    assertThat(events()).hasSize(6);
  }

  @Test
  @DisplayName("SIM-105 turn to the failover address when the first does not take it")
  void shouldTurnToTheFailoverAddressWhenTheFirstDoesNotTakeIt() {
    // Given
    application.answer("/events", told -> new Answer(503, null, ""));

    // When
    api.post(
        "/messages",
        new JsonObject()
            .put("from", NUMBER)
            .put("to", LEAD)
            .put("text", "Oi")
            .put("webhook_url", application.url("/events"))
            .put("webhook_failover_url", application.url("/spare")));

    // Then
    await().until(() -> application.told("/spare").size() == 2);
    Told spare = application.told("/spare").get(0);
    Told first = application.told("/events").get(0);
    assertThat(spare.json().getJsonObject("data")).isEqualTo(first.json().getJsonObject("data"));
    assertThat(spare.json().getJsonObject("meta").getString("delivered_to")).endsWith("/spare");
    assertThat(events()).hasSize(6);
  }
}
