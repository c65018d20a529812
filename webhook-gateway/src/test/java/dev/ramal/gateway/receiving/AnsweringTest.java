package dev.ramal.gateway.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.gateway.publishing.KafkaPublisher;
import dev.ramal.gateway.publishing.Publishers.EventPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnsweringTest {
  /** Of the publisher; nobody who is answered at once comes near it. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Test
  @DisplayName("GW-50 nothing is answered as taken before the broker has acknowledged")
  void shouldWaitForTheBroker() throws Exception {
    // Given
    AtomicReference<Consumer<Exception>> completion = new AtomicReference<>();
    EventPublisher publisher = (event, given) -> completion.set(given);
    try (PlainGateway gateway = PlainGateway.with(publisher)) {
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(() -> gateway.callStatus("aurora"));
      Awaitility.await().until(() -> completion.get() != null);
      boolean early = answer.isDone();

      // When
      completion.get().accept(null);

      // Then
      assertThat(early).isFalse();
      assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo(204);
    }
  }

  @Test
  @DisplayName("GW-51 a broker that refuses makes the carrier come again: 503 with Retry-After")
  void shouldMakeTheCarrierRepeatWhenTheBrokerRefuses() {
    // Given
    EventPublisher publisher =
        (event, completion) -> completion.accept(new IllegalStateException("no"));
    try (PlainGateway gateway = PlainGateway.with(publisher)) {

      // When
      HttpResponse<String> answer = post(gateway);

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("GATEWAY-0011").doesNotContain("IllegalState");
    }
  }

  @Test
  @DisplayName("GW-52 a broker that is away is noticed at once, and no event loop waits for it")
  void shouldNotWaitForABrokerThatIsAway() {
    // Given
    try (KafkaPublisher publisher =
            new KafkaPublisher(
                Map.of("bootstrap.servers", "localhost:1"),
                Duration.ofMillis(2),
                DEADLINE,
                List.of(Topics.CALL_FACTS));
        PlainGateway gateway = PlainGateway.with(publisher)) {
      post(gateway);
      Instant begun = Instant.now();

      // When
      int status = gateway.callStatus("aurora");

      // Then
      assertThat(status).isEqualTo(503);
      assertThat(Duration.between(begun, Instant.now())).isLessThan(DEADLINE);
      assertThat(publisher.warmUp()).isFalse();
    }
  }

  @Test
  @DisplayName("GW-53 before the connections are known every callback is put off: 503")
  void shouldPutOffUntilConnectionsAreKnown() {
    // Given
    WebhookConnections reading = PlainGateway.connections(false, id -> null);
    EventPublisher publisher = (event, completion) -> completion.accept(null);
    try (PlainGateway gateway = PlainGateway.with(reading, publisher)) {

      // When
      HttpResponse<String> answer = post(gateway);

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("GATEWAY-0010");
    }
  }

  @Test
  @DisplayName("GW-54 an organization over its rate is put off, another is not")
  void shouldPutOffOnlyTheOrganizationOverItsRate() {
    // Given
    TenantRateLimiter limiter = new TenantRateLimiter(1, 1, () -> 0);
    EventPublisher publisher = (event, completion) -> completion.accept(null);
    try (PlainGateway gateway = PlainGateway.with(publisher, limiter)) {

      // When
      List<Integer> answers =
          List.of(
              gateway.callStatus("aurora"),
              gateway.callStatus("aurora"),
              gateway.callStatus("boreal"));

      // Then
      assertThat(answers).containsExactly(204, 503, 204);
    }
  }

  @Test
  @DisplayName("GW-55 our own failure is ours: 500 without detail, so that the carrier repeats")
  void shouldAnswerOurOwnFailureWithoutDetail() {
    // Given
    EventPublisher publisher =
        (event, completion) -> {
          throw new IllegalStateException("secret detail");
        };
    try (PlainGateway gateway = PlainGateway.with(publisher)) {

      // When
      HttpResponse<String> answer = post(gateway);

      // Then
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body())
          .contains("GATEWAY-0013", "\"traceId\":\"")
          .doesNotContain("secret detail");
    }
  }

  @Test
  @DisplayName("GW-56 every answer is counted by carrier and outcome, and timed")
  void shouldCountEveryAnswer() {
    // Given
    EventPublisher publisher = (event, completion) -> completion.accept(null);
    try (PlainGateway gateway = PlainGateway.with(publisher)) {

      // When
      gateway.callStatus("aurora");
      gateway.carrier().send(gateway.carrier().request("/webhooks/nobody/x", ""));

      // Then
      assertThat(count(gateway, "twilio", "accepted")).isEqualTo(1);
      assertThat(count(gateway, "none", "no-such-callback")).isEqualTo(1);
      assertThat(
              gateway.meters.get("ramal.webhooks.answer").tag("carrier", "twilio").timer().count())
          .isEqualTo(1);
    }
  }

  @Test
  @DisplayName("GW-57 what is malformed is kept before it is refused: 503 when it cannot be kept")
  void shouldMakeTheCarrierRepeatWhatCouldNotBeKept() {
    // Given
    EventPublisher publisher =
        (event, completion) -> completion.accept(new IllegalStateException("no"));
    try (PlainGateway gateway = PlainGateway.with(publisher)) {

      // When
      HttpResponse<String> answer =
          gateway
              .carrier()
              .twilio(
                  "/webhooks/twilio/aurora/call-status",
                  Map.of("AccountSid", "AC1", "CallStatus", "ringing"),
                  PlainGateway.TOKEN);

      // Then
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("GATEWAY-0011");
    }
  }

  @Test
  @DisplayName("GW-69 over the rate and when we break, whoever is on the line hears an apology")
  void shouldApologizeWhenOverRateOrBroken() {
    // Given
    TenantRateLimiter limiter = new TenantRateLimiter(1, 2, () -> 0);
    EventPublisher publisher = (event, completion) -> completion.accept(null);
    try (PlainGateway gateway = PlainGateway.with(publisher, limiter)) {

      // When
      HttpResponse<String> within = gateway.voice("aurora", "agent-answered");
      HttpResponse<String> broken = gateway.voice("aurora", "break");
      HttpResponse<String> over = gateway.voice("aurora", "agent-answered");

      // Then
      assertThat(within.body()).isEqualTo(PlainGateway.DECIDED);
      for (HttpResponse<String> answer : List.of(broken, over)) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(answer.body()).contains("Desculpe").doesNotContain("secret");
      }
      assertThat(count(gateway, "twilio", "fallback")).isEqualTo(2);
    }
  }

  @Test
  void shouldFillTheBucketAgainWithTime() {
    // Given
    long[] now = {Long.MAX_VALUE - 100};
    TenantRateLimiter limiter = new TenantRateLimiter(2, 1, () -> now[0]);
    TenantId tenant = TenantId.of("aurora");
    List<Boolean> before =
        List.of(limiter.take(tenant), limiter.take(tenant), limiter.take(tenant));

    // When
    now[0] += 500_000_000L;
    List<Boolean> after = List.of(limiter.take(tenant), limiter.take(tenant));

    // Then
    assertThat(before).containsExactly(true, true, false);
    assertThat(after).containsExactly(true, false);
  }

  private static double count(PlainGateway gateway, String carrier, String outcome) {
    return gateway
        .meters
        .get("ramal.webhooks")
        .tag("carrier", carrier)
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private static HttpResponse<String> post(PlainGateway gateway) {
    return gateway
        .carrier()
        .twilio(
            "/webhooks/twilio/aurora/call-status?call=k1&leg=lead",
            Map.of("AccountSid", "AC1", "CallSid", "CA1", "CallStatus", "ringing"),
            PlainGateway.TOKEN);
  }
}
