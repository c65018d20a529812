package dev.ramal.simulators.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.http.SentCallback;
import dev.ramal.simulators.support.Application.Answer;
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
    api.form(
        "/Calls.json",
        "To",
        "+5511987600486",
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url("/flaky?call=c1#rc=3&rp=5xx,ct,rt"));

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
    application.answer("/slow", told -> slowly(new Answer(500, null, "")));

    // When
    api.form(
        "/Calls.json",
        "To",
        "+5511987600486",
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url("/slow#rc=5&rp=all&tt=700"));

    // Then
    await().until(() -> host.schedule().pending() == 0 && application.told("/slow").size() >= 2);
    SentCallback sent = host.twilio().callbacks().get(0);
    await().until(() -> sent.attempts().size() == 3);
    assertThat(sent.attempts()).extracting(a -> a.error()).containsExactly(null, null, "timeout");
  }

  private static Answer slowly(Answer answer) {
    try {
      Thread.sleep(250);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  @Test
  @DisplayName("SIM-40 lose a callback that is refused without a fragment")
  void shouldLoseACallbackThatIsRefusedWithoutAFragment() {
    // Given
    application.answer("/broken", told -> new Answer(500, null, ""));

    // When
    api.form(
        "/Calls.json",
        "To",
        "+5511987600486",
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url("/broken"));

    // Then
    await().until(() -> !application.told("/broken").isEmpty());
    await().until(() -> host.schedule().pending() == 0);
    assertThat(application.told("/broken")).hasSize(1);
  }
}
