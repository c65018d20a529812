package dev.ramal.gateway.carriers.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallDigits;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.CarrierCallTranscript;
import dev.ramal.events.carrier.CarrierConferenceParticipant;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.events.carrier.CarrierMessageStatus;
import dev.ramal.gateway.carriers.CallbackOutcome;
import dev.ramal.gateway.carriers.Callbacks;
import dev.ramal.gateway.carriers.Expected;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import dev.ramal.gateway.fixtures.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioTranslationTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T13:00:00Z");

  @TestFactory
  @DisplayName("GW-10 every Twilio example request becomes exactly the expected fact")
  Stream<DynamicTest> shouldTranslateEveryExampleExactly() {
    JsonNode expectations = Contracts.json("expected/twilio.json");
    return Contracts.list(Contracts.json("twilio/webhook-fixtures.json").path("fixtures")).stream()
        .map(
            fixture ->
                DynamicTest.dynamicTest(
                    fixture.path("name").asText(),
                    () -> {
                      // Given
                      String name = fixture.path("name").asText();

                      // When
                      JsonNode told = Expected.write(translate(name, fixture));

                      // Then
                      assertThat(told.toPrettyString())
                          .isEqualTo(expectations.path(name).toPrettyString());
                    }));
  }

  @Test
  @DisplayName("GW-11 our call and leg come back from the signed address and key the fact")
  void shouldTakeCallAndLegFromTheSignedAddress() {
    // Given
    String query = "call=0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b&leg=lead";

    // When
    Translation.Fact fact =
        (Translation.Fact) translate("call-status", query, "CallSid=CA1&CallStatus=in-progress");

    // Then
    CarrierCallAnswered answered = (CarrierCallAnswered) fact.fact();
    assertThat(answered.callId()).isEqualTo("0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
    assertThat(answered.ids().leg()).isEqualTo(LegName.LEAD);
    assertThat(fact.aggregateId()).isEqualTo(answered.callId());
  }

  @ParameterizedTest
  @DisplayName("GW-90 a conference's news belong to the participant they name, not to the address")
  @CsvSource({"&ParticipantLabel=lead, lead", "&ParticipantLabel=agent, agent", "'',"})
  void shouldBookAParticipantOnTheLegItNames(String label, LegName leg) {
    // Given
    String query = "call=0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b&leg=agent";
    String form = "CallSid=CAlead&ConferenceSid=CF1&StatusCallbackEvent=participant-join" + label;

    // When
    Translation.Fact fact = (Translation.Fact) translate("conference-status", query, form);

    // Then
    CarrierConferenceParticipant joined = (CarrierConferenceParticipant) fact.fact();
    assertThat(joined.ids().leg()).isEqualTo(leg);
    assertThat(joined.carrierCallId().value()).isEqualTo("CAlead");
    assertThat(joined.callId()).isEqualTo("0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b");
  }

  @Test
  @DisplayName("GW-19 characters that no store holds are left out of what a carrier says")
  void shouldLeaveOutWhatNoStoreHolds() {
    // Given
    String body =
        "MessageSid=SM1&From=%2B5511987654321&To=%2B551130001000&NumMedia=0"
            + "&Body=Oi%00tudo+bem&ProfileName=Ana%00";

    // When
    Translation.Fact fact = (Translation.Fact) translate("incoming-message", "", body);

    // Then
    CarrierMessageReceived received = (CarrierMessageReceived) fact.fact();
    assertThat(received.body()).isEqualTo("Oitudo bem");
    assertThat(received.contactName()).isEqualTo("Ana");
    assertThat(Expected.write(fact).toString()).doesNotContain("\\u0000");
  }

  @Test
  void shouldTellThatARecordingWasWrittenDown() {
    // Given
    String body =
        "{\"account_sid\":\"AC1\",\"transcript_sid\":\"GT1\",\"customer_key\":null,"
            + "\"event_type\":\"voice_intelligence_transcript_available\"}";

    // When
    Translation.Fact fact = (Translation.Fact) transcript("AC1", body);
    Translation.Fact again = (Translation.Fact) transcript("AC1", body);

    // Then
    CarrierCallTranscript told = (CarrierCallTranscript) fact.fact();
    assertThat(told.transcriptId()).isEqualTo("GT1");
    assertThat(fact.aggregateId()).isEqualTo("GT1");
    assertThat(again.id()).isEqualTo(fact.id());
    assertThat(transcript("AC1", body.replace("available", "guessed")))
        .isInstanceOf(Translation.Unknown.class);
    assertThatThrownBy(() -> transcript("AC2", body)).isInstanceOf(RejectedCallback.class);
    assertThatThrownBy(() -> transcript("AC1", "[]")).isInstanceOf(RejectedCallback.class);
  }

  private static Translation transcript(String account, String body) {
    return TranscriptCallbacks.translate(
        Callbacks.json(
            Carrier.TWILIO, "c-1", account, body.getBytes(StandardCharsets.UTF_8), RECEIVED));
  }

  @Test
  @DisplayName("GW-112 a caller who waits is told of again, as the same fact")
  void shouldTellAgainOfWhoeverWaits() {
    // Given
    String form = "CallSid=CA1&Direction=inbound&From=%2B5531987650001&To=%2B551140000001";

    // When
    Translation.Fact first =
        TwilioTranslations.aside("inbound", "", form + "&CallStatus=ringing", RECEIVED);
    Translation.Fact again =
        TwilioTranslations.aside(
            "lead-waiting", "call=k1&leg=lead", form + "&CallStatus=in-progress", RECEIVED);

    // Then
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.aggregateId()).isEqualTo(first.aggregateId());
    assertThat(again.fact())
        .usingRecursiveComparison()
        .ignoringFields("origin")
        .isEqualTo(first.fact());
  }

  @Test
  void shouldNotTakeForAnIdWhatCannotBeOne() {
    // Given
    String query = "call=a%3Ab%20c&leg=" + "x".repeat(65);

    // When
    Translation.Fact fact =
        (Translation.Fact) translate("call-status", query, "CallSid=CA1&CallStatus=ringing");

    // Then
    assertThat(fact.aggregateId()).isEqualTo("CA1");
  }

  @Test
  void shouldKeyMessageNewsByOurMessage() {
    // Given
    String query = "message=m-1";

    // When
    Translation.Fact fact =
        (Translation.Fact) translate("message-status", query, "MessageSid=SM1&MessageStatus=sent");

    // Then
    assertThat(fact.aggregateId()).isEqualTo("m-1");
    assertThat(((CarrierMessageStatus) fact.fact()).messageId()).isEqualTo("m-1");
  }

  @Test
  @DisplayName("GW-12 a repeated callback has the same id; another fact or connection has another")
  void shouldGiveTheSameIdToTheSameFactOnly() {
    // Given
    String body = "CallSid=CA1&CallStatus=ringing&SequenceNumber=1";

    // When
    String first = id("c1", "call-status", body);
    String again = id("c1", "call-status", body + "&New=field");
    String later = id("c1", "call-status", "CallSid=CA1&CallStatus=ringing&SequenceNumber=2");
    String elsewhere = id("c2", "call-status", body);

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(later).isNotEqualTo(first);
    assertThat(elsewhere).isNotEqualTo(first);
  }

  @ParameterizedTest
  @DisplayName("GW-13 a genuine callback with a value not known yet is kept, not refused")
  @CsvSource({
    "call-status, CallSid=CA1&CallStatus=teleported",
    "leg-status, CallSid=CA1&DialCallStatus=teleported",
    "amd-status, CallSid=CA1&AnsweredBy=parrot",
    "recording-status, CallSid=CA1&RecordingSid=RE1&RecordingStatus=melted",
    "conference-status, CallSid=CA1&ConferenceSid=CF1&StatusCallbackEvent=participant-dance",
    "queue-status, CallSid=CA1&QueueResult=evaporated",
    "message-status, MessageSid=SM1&MessageStatus=eaten",
    "incoming-message, MessageSid=SM1&From=messenger%3A1&To=messenger%3A2"
  })
  void shouldKeepWhatItDoesNotKnow(String kind, String body) {
    // Given
    String registered = kind;

    // When
    Translation translation = translate(registered, "", body);

    // Then
    assertThat(translation).isInstanceOf(Translation.Unknown.class);
  }

  @ParameterizedTest
  @DisplayName("GW-14 a genuine callback without what the carrier always sends is malformed")
  @CsvSource({
    "call-status, CallStatus=ringing, CallSid",
    "call-status, CallSid=CA1, CallStatus",
    "amd-status, CallSid=CA1, AnsweredBy",
    "recording-status, CallSid=CA1&RecordingStatus=completed, RecordingSid",
    "conference-status, CallSid=CA1&StatusCallbackEvent=participant-join, ConferenceSid",
    "conference-status, ConferenceSid=CF1&StatusCallbackEvent=participant-join, CallSid",
    "queue-status, CallSid=CA1, QueuePosition",
    "message-status, MessageSid=SM1, MessageStatus",
    "incoming-message, MessageSid=SM1&From=1, To"
  })
  void shouldNameTheMissingField(String kind, String body, String field) {
    // Given
    String registered = kind;

    // When Then
    assertThatThrownBy(() -> translate(registered, "", body))
        .isInstanceOfSatisfying(
            RejectedCallback.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @DisplayName(
      "GW-118 seconds of a call that cannot be read are kept and refused, never taken for none")
  @ValueSource(strings = {"-5", "abc", "1e3", "4294967296", "12.5"})
  void shouldNotTakeUnreadableSecondsForNone(String seconds) {
    // Given
    String form = "CallSid=CA1&CallStatus=completed&CallDuration=" + seconds;

    // When Then
    assertThatThrownBy(() -> translate("call-status", "", form))
        .isInstanceOfSatisfying(
            RejectedCallback.class,
            e -> {
              assertThat(e.outcome()).isEqualTo(CallbackOutcome.MALFORMED);
              assertThat(e.field()).isEqualTo("CallDuration");
              assertThat(e).hasMessageContaining("whole number").hasMessageNotContaining(seconds);
            });
  }

  @ParameterizedTest
  @DisplayName(
      "GW-118 seconds of a call that cannot be read are kept and refused, never taken for none")
  @CsvSource({"0, 0", "2147483647, 2147483647", "'',"})
  void shouldReadSecondsAndTheirAbsence(String said, Integer seconds) {
    // Given
    String form = "CallSid=CA1&CallStatus=completed&CallDuration=" + said;

    // When
    Translation.Fact fact = (Translation.Fact) translate("call-status", "", form);

    // Then
    assertThat(((CarrierCallEnded) fact.fact()).talkSeconds()).isEqualTo(seconds);
  }

  @Test
  void shouldNameThePurposeOfKeysByTheStep() {
    // Given
    String form = "CallSid=CA1&Digits=1";

    // When
    Translation.Fact fact = TwilioTranslations.aside("menu", "call=k1", form, RECEIVED);

    // Then
    assertThat(((CarrierCallDigits) fact.fact()).purpose()).isEqualTo("menu");
  }

  @ParameterizedTest
  @CsvSource({
    "RecordVerb, voicemail",
    "StartCallRecordingAPI, call",
    "DialVerb, call",
    "StartConferenceRecordingAPI, conference",
    "Trunking, trunk"
  })
  @DisplayName("GW-96 a voicemail is told from the recording of a conversation")
  void shouldSayWhatWasRecorded(String told, String source) {
    // Given
    String body = "CallSid=CA1&RecordingSid=RE1&RecordingStatus=completed&RecordingSource=" + told;

    // When
    Translation.Fact fact = (Translation.Fact) translate("recording-status", "", body);

    // Then
    assertThat(((CarrierCallRecording) fact.fact()).source()).isEqualTo(source);
  }

  private static String id(String connection, String kind, String body) {
    return ((Translation.Fact) TwilioTranslations.callback(kind, connection, "", body, RECEIVED))
        .id();
  }

  private static Translation translate(String kind, String query, String body) {
    return TwilioTranslations.callback(kind, "c1", query, body, RECEIVED);
  }

  private static Translation translate(String name, JsonNode fixture) {
    String url = fixture.path("url").asText();
    String body = fixture.path("body").asText();
    int query = url.indexOf('?');
    String ours = query < 0 ? "" : url.substring(query + 1);
    String kind = kind(name);
    return kind == null
        ? TwilioTranslations.aside("step", ours, body, RECEIVED)
        : translate(kind, ours, body);
  }

  /** Null for what asks for instructions. */
  private static String kind(String name) {
    String family =
        name.substring(
            0,
            name.indexOf('.', name.indexOf('.') + 1) < 0
                ? name.length()
                : name.indexOf('.', name.indexOf('.') + 1));
    return switch (family) {
      case "voice.status" -> "call-status";
      case "voice.number_status", "voice.dial_action" -> "leg-status";
      case "voice.amd_async" -> "amd-status";
      case "voice.recording" -> "recording-status";
      case "voice.conference" -> "conference-status";
      case "voice.enqueue_wait", "voice.enqueue_action", "voice.dial_queue_url" -> "queue-status";
      case "message.incoming" -> "incoming-message";
      case "message.status" -> "message-status";
      default -> null;
    };
  }

  /** Writes the expectations anew, to be read by a person before they are kept. */
  public static void main(String[] args) {
    ObjectNode all = EventJson.mapper().createObjectNode();
    Contracts.list(Contracts.json("twilio/webhook-fixtures.json").path("fixtures"))
        .forEach(
            fixture -> {
              String name = fixture.path("name").asText();
              all.set(name, Expected.write(translate(name, fixture)));
            });
    System.out.println(all.toPrettyString());
  }
}
