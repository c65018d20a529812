package dev.ramal.simulators.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.SimulatorHost;
import dev.ramal.simulators.SimulatorOptions;
import dev.ramal.simulators.Simulators;
import dev.ramal.simulators.fixtures.Application;
import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final String NUMBER = "+551140000000";
  private static final String BUSY = "+5511987600486";

  private SimulatorHost host;
  private Application application;
  private Http api;

  @BeforeEach
  void open() {
    host = Simulators.start(SimulatorOptions.defaults().pace(Pace.instant()));
    application = new Application();
    TwilioAccount account = host.twilio().register(TwilioAccount.create(NUMBER));
    api =
        Http.basic(
            host.twilio().baseUrl() + "/2010-04-01/Accounts/" + account.sid(),
            account.sid(),
            account.authToken());
  }

  @AfterEach
  void close() {
    host.close();
    application.close();
  }

  @Test
  @DisplayName("SIM-73 answer a made-up status and do nothing")
  void shouldAnswerAMadeUpStatusAndDoNothing() {
    // Given
    host.faults().arm(RequestFault.tooMany(7).on("twilio", "POST", "/Calls"), 1);

    // When
    Http.Got first = dial();
    Http.Got second = dial();

    // Then
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.json().getInteger("code")).isEqualTo(20429);
    assertThat(first.response().headers().firstValue("Retry-After")).contains("7");
    assertThat(second.status()).isEqualTo(201);
    assertThat(host.twilio().calls()).hasSize(1);
  }

  @Test
  @DisplayName("SIM-99 ask to wait in Telnyx's own headers")
  void shouldAskToWaitInTelnyxsOwnHeaders() {
    // Given
    host.faults().arm(RequestFault.tooMany(7).on("telnyx", null, null), 1);

    // When
    Http.Got refused = Http.bearer(host.telnyx().baseUrl(), "KEY").get("/recordings");

    // Then
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text()).contains("10011");
    assertThat(refused.response().headers().map())
        .containsEntry("x-ratelimit-remaining", List.of("0"))
        .containsEntry("x-ratelimit-reset", List.of("7"))
        .containsKey("x-ratelimit-limit")
        .doesNotContainKey("retry-after");
  }

  @Test
  @DisplayName("SIM-74 place the call and never answer")
  void shouldPlaceTheCallAndNeverAnswer() {
    // Given
    host.faults().arm(RequestFault.timeoutAfterAccepting().on("twilio", "POST", "/Calls"), 1);

    // When
    assertThatThrownBy(this::dial).hasMessageContaining("timed out");

    // Then
    assertThat(host.twilio().calls()).hasSize(1);
    assertThat(host.requests().of("twilio").get(0).status()).isNull();
    assertThat(host.requests().of("twilio").get(0).fault()).isEqualTo("TIMEOUT");
  }

  @Test
  @DisplayName("SIM-75 reset the connection before or after the effect")
  void shouldResetTheConnectionBeforeOrAfterTheEffect() {
    // Given
    host.faults().arm(RequestFault.reset(), 1);
    host.faults().arm(RequestFault.resetAfterAccepting(), 1);

    // When
    assertThatThrownBy(this::dial).isInstanceOf(java.io.UncheckedIOException.class);
    int before = host.twilio().calls().size();
    assertThatThrownBy(this::dial).isInstanceOf(java.io.UncheckedIOException.class);

    // Then
    assertThat(before).isZero();
    assertThat(host.twilio().calls()).hasSize(1);
  }

  @Test
  @DisplayName("SIM-593 meet only the dial of one number, and count what met a fault")
  void shouldMeetOnlyTheDialOfOneNumber() {
    // Given
    host.faults().arm(RequestFault.status(503).holding("5511900000000"), 1);
    host.faults().arm(RequestFault.status(429).holding(BUSY.substring(1)), 1);

    // When
    int met = dial().status();
    int again = dial().status();

    // Then
    assertThat(met).isEqualTo(429);
    assertThat(again).isEqualTo(201);
    assertThat(host.faults().met()).isEqualTo(Map.of("STATUS 429", 1));
    assertThat(host.faults().armed()).hasSize(1);
  }

  @Test
  @DisplayName("SIM-690 meet the commands to one leg, whose id is escaped in the path")
  void shouldMeetTheCommandsToOneLeg() {
    // Given
    host.faults().arm(RequestFault.status(503).on("telnyx", "POST", "/calls/v3:a+b/"), 1);
    Http telnyx = Http.bearer(host.telnyx().baseUrl(), "KEY");

    // When
    int other = telnyx.post("/calls/v3%3Ac/actions/hangup", new JsonObject()).status();
    int met = telnyx.post("/calls/v3%3Aa%2Bb/actions/hangup", new JsonObject()).status();

    // Then
    assertThat(other).as("an account that nobody has").isEqualTo(401);
    assertThat(met).isEqualTo(503);
  }

  @Test
  @DisplayName("SIM-76 duplicate callbacks under the same token")
  void shouldDuplicateCallbacksUnderTheSameToken() {
    // Given
    host.faults().arm(CallbackFault.duplicate(2).on("twilio", "busy"), 1);

    // When
    dial();

    // Then
    await().until(() -> application.told("/status").size() == 3);
    assertThat(application.told("/status"))
        .extracting(told -> told.headers().get("i-twilio-idempotency-token"))
        .containsOnly(
            application.told("/status").get(0).headers().get("i-twilio-idempotency-token"));
  }

  @Test
  @DisplayName("SIM-77 drop callbacks")
  void shouldDropCallbacks() {
    // Given
    host.faults().arm(CallbackFault.drop(), 1);

    // When
    dial();

    // Then
    await().until(() -> host.callbacks().all().size() == 1);
    assertThat(host.callbacks().all().get(0).fault()).isEqualTo("DROP");
    assertThat(host.callbacks().all().get(0).attempts()).isEmpty();
    assertThat(application.told("/status")).isEmpty();
  }

  @Test
  @DisplayName("SIM-78 hold callbacks back and send all of them")
  void shouldHoldCallbacksBackAndSendAllOfThem() {
    // Given
    host.faults().arm(CallbackFault.reorder(Duration.ofMillis(200)), 3);

    // When
    api.form(
        "/Calls.json",
        "To",
        BUSY,
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url("/status"),
        "StatusCallbackEvent",
        "initiated ringing completed");

    // Then
    await().until(() -> application.told("/status").size() == 3);
    assertThat(application.told("/status"))
        .extracting(told -> told.form().get("CallStatus"))
        .containsExactlyInAnyOrder("initiated", "ringing", "busy");
    assertThat(host.callbacks().all()).extracting(sent -> sent.fault()).containsOnly("REORDER");
  }

  @Test
  @DisplayName("SIM-79 replay a call's callbacks shuffled")
  void shouldReplayACallsCallbacksShuffled() {
    // Given
    String sid = dial().json().getString("sid");
    await().until(() -> application.told("/status").size() == 1);

    // When
    var statuses = host.replay(sid, 5);

    // Then
    assertThat(statuses).containsEntry(204, 5);
    assertThat(application.told("/status")).hasSize(6);
    assertThat(List.copyOf(application.told("/status")))
        .extracting(Application.Told::body)
        .containsOnly(application.told("/status").get(0).body());
  }

  private Http.Got dial() {
    return api.form(
        "/Calls.json",
        "To",
        BUSY,
        "From",
        NUMBER,
        "Url",
        application.url("/answered"),
        "StatusCallback",
        application.url("/status?call=c1"));
  }
}
