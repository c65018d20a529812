package dev.ramal.simulators.twilio.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Application.Answer;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.http.SentCallback;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryTest extends TwilioStory {
  @Test
  @DisplayName("SIM-39 retry as the fragment asks and never send it")
  void shouldRetryAsTheFragmentAsksAndNeverSendIt() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    application.answer(
        "/flaky", told -> new Answer(asked.incrementAndGet() < 3 ? 503 : 204, null, ""));

    // When
    call("/flaky?call=c1#rc=3&rp=5xx,ct,rt");

    // Then
    await().until(() -> application.told("/flaky").size() == 3);
    assertThat(application.told("/flaky"))
        .extracting(told -> told.headers().get("i-twilio-idempotency-token"))
        .containsOnly(
            application.told("/flaky").get(0).headers().get("i-twilio-idempotency-token"));
    assertThat(application.told("/flaky")).noneMatch(told -> told.url().contains("rc=3"));
    SentCallback sent = host.twilio().callbacks().get(0);
    await().until(() -> sent.attempts().size() == 3);
    assertThat(sent.attempts()).extracting(a -> a.status()).containsExactly(503, 503, 204);
  }

  @Test
  @DisplayName("SIM-98 give all attempts together the total time")
  void shouldGiveAllAttemptsTogetherTheTotalTime() {
    // Given
    AtomicInteger asked = new AtomicInteger();
    CompletableFuture<Answer> never = new CompletableFuture<>();
    application.answer(
        "/slow", told -> asked.incrementAndGet() == 1 ? new Answer(500, null, "") : never.join());

    // When
    call("/slow#rc=5&rp=all&tt=1500");

    // Then
    await().until(() -> asked.get() == 2);
    SentCallback sent = host.twilio().callbacks().get(0);
    await().until(() -> sent.attempts().size() == 2 && host.schedule().pending() == 0);
    never.complete(new Answer(500, null, ""));
    assertThat(sent.attempts()).extracting(a -> a.error()).containsExactly(null, "timeout");
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("SIM-40 lose a callback that is refused without a fragment")
  void shouldLoseACallbackThatIsRefusedWithoutAFragment() {
    // Given
    application.answer("/broken", told -> new Answer(500, null, ""));

    // When
    call("/broken");

    // Then
    await().until(() -> !application.told("/broken").isEmpty());
    await().until(() -> host.schedule().pending() == 0);
    assertThat(application.told("/broken")).hasSize(1);
  }

  private void call(String statusCallback) {
    api.form(
        "/Calls.json",
        "To",
        "+5511987600486",
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url(statusCallback));
  }
}
