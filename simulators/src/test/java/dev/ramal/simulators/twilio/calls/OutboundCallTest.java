package dev.ramal.simulators.twilio.calls;

import static java.util.Locale.ENGLISH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.simulators.fixtures.Application.Answer;
import dev.ramal.simulators.fixtures.Application.Told;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.http.Fields;
import dev.ramal.simulators.script.Outcome;
import dev.ramal.simulators.script.Script;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutboundCallTest extends TwilioStory {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", ENGLISH);

  @Test
  @DisplayName("SIM-09 report the whole life with exact times")
  void shouldReportTheWholeLifeWithExactTimes() {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");

    // When
    JsonObject created = dial(LEAD).json();

    // Then
    await().until(() -> statuses().contains("completed"));
    assertThat(created.getString("status")).isEqualTo("queued");
    assertThat(statuses()).containsExactly("initiated", "ringing", "in-progress", "completed");
    List<Told> told = application.told("/status");
    assertThat(told)
        .extracting(t -> t.form().get("SequenceNumber"))
        .containsExactly("0", "1", "2", "3");
    Fields last = told.get(3).form();
    assertThat(last.get("CallDuration")).isEqualTo("37");
    assertThat(last.get("Duration")).isEqualTo("1");
    assertThat(last.get("SipResponseCode")).isEqualTo("200");
    assertThat(Duration.between(time(told.get(2)), time(told.get(3)))).hasSeconds(37);
    assertThat(last.get("CallSid")).isEqualTo(created.getString("sid"));
    assertThat(told.get(3).url()).contains("call=c1&leg=lead");
  }

  @Test
  @DisplayName("SIM-10 sign every request over the url as requested")
  void shouldSignEveryRequestOverTheUrlAsRequested() {
    // Given
    application.twiml("/answered", "<Hangup/>");

    // When
    dial(LEAD, "FallbackUrl", application.url("/fallback"));

    // Then
    await().until(() -> statuses().contains("completed"));
    List<Told> all =
        List.of(application.told("/answered"), application.told("/status")).stream()
            .flatMap(List::stream)
            .toList();
    assertThat(all)
        .allSatisfy(
            told ->
                assertThat(told.headers().get("x-twilio-signature"))
                    .isEqualTo(
                        TwilioSignature.sign(
                            account.authToken(), told.url(), told.form().asMap())));
    assertThat(all)
        .extracting(t -> t.headers().get("i-twilio-idempotency-token"))
        .doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({
    "+5511987600486, busy, 486",
    "+5511987600480, no-answer, 487",
    "+5511987600404, failed, 404",
    "+5511987600603, busy, 603"
  })
  @DisplayName("SIM-11 end unanswered as the number says")
  void shouldEndUnansweredAsTheNumberSays(String number, String status, String sip) {
    // When
    dial(number);

    // Then
    await().until(() -> statuses().contains(status));
    Fields last = application.told("/status").get(statuses().size() - 1).form();
    assertThat(last.get("SipResponseCode")).isEqualTo(sip);
    assertThat(application.told("/answered")).isEmpty();
  }

  @Test
  @DisplayName("SIM-12 give up when it rings longer than the timeout")
  void shouldGiveUpWhenItRingsLongerThanTheTimeout() {
    // Given
    host.scripts().put(LEAD, Script.lead().ring(Duration.ofSeconds(40)));

    // When
    dial(LEAD, "Timeout", "20");

    // Then
    await().until(() -> statuses().contains("no-answer"));
  }

  @Test
  @DisplayName("SIM-13 post the price late as a negative text")
  void shouldPostThePriceLateAsANegativeText() {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");
    host.scripts().put(LEAD, Script.lead().price(Duration.ofSeconds(5), "0.0310"));

    // When
    String sid = dial(LEAD).json().getString("sid");

    // Then
    await().until(() -> host.twilio().call(sid).getString("price") != null);
    JsonObject call = api.get("/Calls/" + sid + ".json").json();
    assertThat(call.getString("price")).isEqualTo("-0.03100");
    assertThat(call.getString("price_unit")).isEqualTo("USD");
    assertThat(call.getString("duration")).isEqualTo("37");
  }

  @Test
  @DisplayName("SIM-14 tell about machines beside the call")
  void shouldTellAboutMachinesBesideTheCall() {
    // Given
    application.twiml("/answered", "<Pause length=\"60\"/>");
    host.scripts().put(LEAD, Script.lead().amd("machine"));

    // When
    dial(
        LEAD,
        "MachineDetection",
        "Enable",
        "AsyncAmd",
        "true",
        "AsyncAmdStatusCallback",
        application.url("/amd"));

    // Then
    await().until(() -> statuses().contains("completed"));
    Fields amd = application.told("/amd").get(0).form();
    assertThat(amd.names())
        .containsExactlyInAnyOrder(
            "AccountSid", "CallSid", "AnsweredBy", "MachineDetectionDuration");
    assertThat(amd.get("AnsweredBy")).isEqualTo("machine_start");
  }

  @ParameterizedTest(name = "{0} within {1} s: {2}")
  @DisplayName("SIM-14 tell about machines beside the call")
  @CsvSource({
    "machine, 30, machine_end_beep",
    "machine-silent, 30, machine_end_silence",
    "human, 30, human",
    "fax, 30, fax",
    "machine, 5, unknown"
  })
  void shouldAskWhenItKnowsWhoAnswered(String who, String patience, String answeredBy) {
    // Given
    application.twiml("/answered", "<Hangup/>");
    host.scripts().put(LEAD, Script.lead().amd(who));

    // When
    dial(LEAD, "MachineDetection", "DetectMessageEnd", "MachineDetectionTimeout", patience);

    // Then
    await().until(() -> statuses().contains("completed"));
    Fields asked = application.told("/answered").get(0).form();
    assertThat(asked.get("AnsweredBy")).isEqualTo(answeredBy);
    assertThat(asked.get("MachineDetectionDuration")).isNotBlank();
  }

  @Test
  @DisplayName("SIM-15 complete by command and refuse a second time")
  void shouldCompleteByCommandAndRefuseASecondTime() {
    // Given
    application.twiml("/answered", "<Dial><Conference>waiting</Conference></Dial>");
    host.scripts().put(LEAD, Script.lead().talk(null));
    String sid = dial(LEAD).json().getString("sid");
    await().until(() -> "in-progress".equals(host.twilio().call(sid).getString("status")));

    // When
    int first = api.form("/Calls/" + sid + ".json", "Status", "completed").status();
    JsonObject second = api.form("/Calls/" + sid + ".json", "Status", "completed").json();

    // Then
    assertThat(first).isEqualTo(200);
    assertThat(second.getInteger("code")).isEqualTo(21220);
    await().until(() -> statuses().contains("completed"));
  }

  @Test
  @DisplayName("SIM-16 use the fallback when the instructions fail")
  void shouldUseTheFallbackWhenTheInstructionsFail() {
    // Given
    application.answer("/answered", told -> new Answer(500, null, ""));
    application.twiml("/fallback", "<Say language=\"pt-BR\">Desculpe.</Say>");

    // When
    dial(LEAD, "FallbackUrl", application.url("/fallback"));

    // Then
    await().until(() -> !application.told("/fallback").isEmpty());
    Fields asked = application.told("/fallback").get(0).form();
    assertThat(asked.get("ErrorCode")).isEqualTo("11200");
    assertThat(asked.get("ErrorUrl")).isEqualTo(application.url("/answered"));
  }

  @Test
  @DisplayName("SIM-17 list calls by numbers and time")
  void shouldListCallsByNumbersAndTime() {
    // Given
    host.scripts().put(LEAD, Script.lead().outcome(Outcome.BUSY));
    String sid = dial(LEAD).json().getString("sid");
    dial("+5511911112222");

    // When
    JsonObject page =
        api.get("/Calls.json?To=%2B5511987654321&From=%2B551140000000&StartTime%3E=2026-01-01")
            .json();

    // Then
    assertThat(page.getJsonArray("calls")).hasSize(1);
    assertThat(page.getJsonArray("calls").getJsonObject(0).getString("sid")).isEqualTo(sid);
    assertThat(page.getString("next_page_uri")).isNull();
  }

  private static OffsetDateTime time(Told told) {
    return OffsetDateTime.parse(told.form().get("Timestamp"), RFC_2822);
  }
}
