package dev.ramal.gateway.carriers.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallCost;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallSpoken;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.gateway.carriers.Expected;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.fixtures.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelnyxTranslationTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-02T14:10:00Z");
  private static final JsonNode EXPECTATIONS = Contracts.json("expected/telnyx.json");

  @TestFactory
  @DisplayName("GW-15 every Telnyx sample becomes exactly the expected fact")
  Stream<DynamicTest> shouldTranslateEverySampleExactly() {
    return EXPECTATIONS.properties().stream()
        .map(
            expected ->
                DynamicTest.dynamicTest(
                    expected.getKey(),
                    () -> {
                      // Given
                      byte[] body = Contracts.bytes("telnyx/webhook-samples/" + expected.getKey());

                      // When
                      JsonNode told = Expected.write(translate(expected.getKey(), body));

                      // Then
                      assertThat(told.toPrettyString())
                          .isEqualTo(expected.getValue().toPrettyString());
                    }));
  }

  @Test
  @DisplayName("GW-16 our call and leg come back from the client state and key the fact")
  void shouldTakeCallAndLegFromTheClientState() {
    // Given
    String state = base64("{\"call\":\"k-1\",\"leg\":\"lead\"}");

    // When
    Translation.Fact fact =
        (Translation.Fact)
            translate(
                event(
                    "call.answered",
                    "\"call_control_id\":\"v3:x\",\"client_state\":\"" + state + "\""));

    // Then
    CarrierCallAnswered answered = (CarrierCallAnswered) fact.fact();
    assertThat(answered.callId()).isEqualTo("k-1");
    assertThat(answered.ids().leg()).isEqualTo(LegName.LEAD);
    assertThat(fact.aggregateId()).isEqualTo("k-1");
  }

  @Test
  @DisplayName(
      "GW-118 seconds of a call that cannot be read are kept and refused, never taken for none")
  void shouldNotTakeUnreadableSecondsForNone() {
    // Given
    String form = "CallSid=v3:x&CallStatus=completed&CallDuration=-5";

    // When Then
    assertThatThrownBy(
            () -> TelnyxTranslations.texml(form.getBytes(StandardCharsets.UTF_8), RECEIVED))
        .isInstanceOfSatisfying(
            RejectedCallback.class, e -> assertThat(e.field()).isEqualTo("CallDuration"));
  }

  @Test
  @DisplayName("GW-19 characters that no store holds are left out of what a carrier says")
  void shouldLeaveOutWhatNoStoreHolds() {
    // Given
    byte[] event =
        event(
            "message.received",
            "\"id\":\"m-1\",\"from\":{\"phone_number\":\"+5511987654321\"},\"to\":[{\"phone_number\":\"+551130002000\"}],\"text\":\"Oi\\u0000"
                + " tu\\ud83ddo bem\",\"type\":\"SMS\"");

    // When
    Translation.Fact fact = (Translation.Fact) translate(event);

    // Then
    assertThat(((CarrierMessageReceived) fact.fact()).body()).isEqualTo("Oi tudo bem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "bm90IGpzb24=", "W10=", "bnVsbA==", "eyJjYWxsIjo1fQ=="})
  void shouldTakeForeignClientStateForNobodys(String state) {
    // Given
    String payload = "\"call_control_id\":\"v3:x\",\"client_state\":\"" + state + "\"";

    // When
    Translation.Fact fact = (Translation.Fact) translate(event("call.answered", payload));

    // Then
    assertThat(((CarrierCallAnswered) fact.fact()).callId()).isNull();
    assertThat(fact.aggregateId()).isEqualTo("v3:x");
  }

  @Test
  @DisplayName("GW-17 our message comes back in the address that the signed body repeats")
  void shouldTakeOurMessageFromTheAddressInTheBody() {
    // Given
    String payload =
        "\"id\":\"t-1\",\"webhook_url\":\"https://gw.example.com/webhooks/telnyx/c?message=m-1\","
            + "\"to\":[{\"status\":\"sent\"}]";

    // When
    Translation.Fact fact = (Translation.Fact) translate(event("message.sent", payload));

    // Then
    assertThat(((CarrierMessageStatus) fact.fact()).messageId()).isEqualTo("m-1");
    assertThat(fact.aggregateId()).isEqualTo("m-1");
  }

  @ParameterizedTest
  @CsvSource({
    "completed, completed",
    "call_hangup, interrupted",
    "cancelled_amd, failed",
    "unheard-of, failed"
  })
  @DisplayName("GW-95 how a text that we named was said, and what was pressed, is told")
  void shouldTellHowATextWasSaidThatWeNamed(String status, String result) {
    // When
    Translation.Fact fact =
        (Translation.Fact)
            translate(event("call.speak.ended", named("disclaimer", "status", status)));

    // Then
    CarrierCallSpoken spoken = (CarrierCallSpoken) fact.fact();
    assertThat(spoken.textId()).isEqualTo("disclaimer");
    assertThat(spoken.result()).isEqualTo(result);
    assertThat(spoken.callId()).isEqualTo("k-1");
    assertThat(fact.id()).isEqualTo("e-1");
  }

  @Test
  @DisplayName("GW-95 how a text that we named was said, and what was pressed, is told")
  void shouldTellThatNothingWasPressedWhereWeAsked() {
    // When
    Translation.Fact fact =
        (Translation.Fact) translate(event("call.gather.ended", named("consent", "digits", "")));

    // Then
    CarrierCallDigits digits = (CarrierCallDigits) fact.fact();
    assertThat(digits.purpose()).isEqualTo("consent");
    assertThat(digits.digits()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("GW-95 how a text that we named was said, and what was pressed, is told")
  @ValueSource(strings = {"call_hangup", "cancelled"})
  void shouldTakeNoHangUpForAnAnswer(String status) {
    assertThat(translate(event("call.gather.ended", named("consent", "status", status))))
        .isInstanceOf(Translation.Ignored.class);
  }

  private static String named(String purpose, String field, String value) {
    String state = "{\"call\":\"k-1\",\"leg\":\"lead\",\"purpose\":\"" + purpose + "\"}";
    return "\"call_control_id\":\"v3:x\",\"client_state\":\"%s\",\"%s\":\"%s\""
        .formatted(base64(state), field, value);
  }

  @ParameterizedTest
  @DisplayName("GW-91 a cost is read whatever it lacks: no parts, zero, small letters")
  @CsvSource({
    "'[]', 0.0000, ",
    "'[{\"cost\":\"0.0120\",\"currency\":\"usd\"}]', 0.0120, USD",
    "'[{\"cost\":\"0.0120\",\"currency\":\"US dollars\"}]', 0.0120, ",
    "'[{\"cost\":\"0.0120\"},{\"cost\":\"0\",\"currency\":\"BRL\"}]', 0.0120, BRL"
  })
  void shouldReadACost(String parts, String total, String currency) {
    // Given
    String payload =
        "\"call_control_id\":\"v3:x\",\"status\":\"success\",\"total_cost\":\"%s\",\"cost_parts\":%s"
            .formatted(total, parts);

    // When
    Translation.Fact fact = (Translation.Fact) translate(event("call.cost", payload));

    // Then
    CarrierCallCost cost = (CarrierCallCost) fact.fact();
    assertThat(cost.amount()).isEqualByComparingTo(total);
    assertThat(cost.currency()).isEqualTo(currency);
  }

  @Test
  void shouldCorrelateARecordingByItsLegWhenNothingElseIsGiven() {
    // Given
    String payload = "\"call_leg_id\":\"leg-1\",\"call_session_id\":\"s-1\"";

    // When
    Translation.Fact fact = (Translation.Fact) translate(event("call.recording.saved", payload));

    // Then
    assertThat(fact.aggregateId()).isEqualTo("s-1");
  }

  @Test
  void shouldTellOfATranscriptWithoutWhatWasSaid() {
    // Given
    String payload =
        "\"call_control_id\":\"v3:x\",\"recording_id\":\"r-1\",\"recording_transcription_id\":"
            + "\"t-1\",\"status\":\"completed\",\"transcription_text\":\"my card is 4111\"";

    // When
    Translation.Fact fact =
        (Translation.Fact) translate(event("call.recording.transcription.saved", payload));

    // Then
    CarrierCallTranscript told = (CarrierCallTranscript) fact.fact();
    assertThat(fact.id()).isEqualTo("e-1");
    assertThat(told.recordingId()).isEqualTo("r-1");
    assertThat(told.transcriptId()).isEqualTo("t-1");
    assertThat(told.origin().raw().body()).contains("v3:x").doesNotContain("4111");
    assertThat(translate(event("call.recording.transcription.saved", "")))
        .isInstanceOf(Translation.Ignored.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"call.levitated", "fax.sent", "whatsapp.message.seen"})
  void shouldKeepWhatItDoesNotKnow(String type) {
    // Given
    byte[] body = event(type, "");

    // When
    Translation translation = translate(body);

    // Then
    assertThat(translation).isInstanceOf(Translation.Unknown.class);
  }

  @Test
  @DisplayName("GW-18 the flat version 1 envelope is kept and blamed on the application's setting")
  void shouldTellThatTheApplicationIsMisconfigured() {
    // Given
    byte[] body = Contracts.bytes("telnyx/webhook-samples/legacy-v1-call_hangup.json");

    // When
    Translation translation = translate(body);

    // Then
    assertThat(translation)
        .isInstanceOfSatisfying(
            Translation.Unknown.class, unknown -> assertThat(unknown.misconfigured()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{\"data\":{\"event_type\":\"x\"}}"})
  void shouldRefuseWhatIsNoEvent(String body) {
    // Given
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    // When Then
    assertThatThrownBy(() -> translate(bytes)).isInstanceOf(RejectedCallback.class);
  }

  private static byte[] event(String type, String payload) {
    return ("{\"data\":{\"event_type\":\"%s\",\"id\":\"e-1\",\"payload\":{%s}}}")
        .formatted(type, payload)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Translation translate(byte[] body) {
    return TelnyxTranslations.event(body, RECEIVED);
  }

  private static Translation translate(String name, byte[] body) {
    return name.endsWith(".form") ? TelnyxTranslations.texml(body, RECEIVED) : translate(body);
  }

  /** Writes the expectations anew, to be read by a person before they are kept. */
  public static void main(String[] names) {
    ObjectNode all = EventJson.mapper().createObjectNode();
    for (String name : names) {
      all.set(
          name, Expected.write(translate(name, Contracts.bytes("telnyx/webhook-samples/" + name))));
    }
    System.out.println(all.toPrettyString());
  }
}
