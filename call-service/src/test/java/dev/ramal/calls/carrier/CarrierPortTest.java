package dev.ramal.calls.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.LegAction.Kind;
import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.carrier.Taken.Accepted;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.ToldCalls;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.Simulator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class CarrierPortTest {
  private static final String LEAD = "+5511987650045";
  private static final int RING_SECONDS = 30;
  private static final Instant IN_TIME = Instant.MAX;

  @Inject Carriers carriers;

  private final CallId call = CallId.of(UUID.randomUUID().toString());

  @BeforeEach
  void inStep() {
    Simulator.noFaults();
    Simulator.catchUp();
  }

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  @Test
  @DisplayName("CALL-45 a Twilio leg carries our ids and its retries in every callback address")
  void shouldDialThroughTwilioWithSignedIdsInTheAddresses() {
    // Given
    CarrierAccount account = TestAccount.twilio();

    // When
    Outcome<Taken> result = await(port(account).dial(account, dial("lead")));

    // Then
    assertThat(result).isInstanceOf(Outcome.Done.class);
    assertThat(accepted(result).carrierCallId().value()).startsWith("CA");
    String form =
        URLDecoder.decode(
            Simulator.posts("twilio", "/Calls.json", call.value()).get(0), StandardCharsets.UTF_8);
    assertThat(form)
        .contains("/voice/twilio/conn-tw/lead-answered?call=" + call + "&leg=lead#ct=2000")
        .contains("/webhooks/twilio/conn-tw/call-status?call=" + call + "&leg=lead#rc=3")
        .contains("StatusCallbackEvent=initiated")
        .contains("StatusCallbackEvent=completed")
        .doesNotContain("Record");
  }

  @Test
  @DisplayName("CALL-140 a leg is recorded by a command of its own, and never from its answer on")
  void shouldRecordALegByCommandAndListWhatCameOfIt() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // Given
      CarrierPort port = port(account);
      Accepted lead = accepted(await(port.dial(account, dial("lead"))));
      String handle = lead.carrierCallId().value();
      assertThat(listed(port, account, handle)).isEmpty();
      Simulator.advance(5);

      // When
      Outcome<Taken> begun = await(port.send(account, record(lead)));

      // Then
      assertThat(begun).isInstanceOf(Outcome.Done.class);
      Simulator.advance(60);
      List<ListedRecording> listed = listed(port, account, handle);
      assertThat(listed).hasSize(1);
      assertThat(listed.get(0).status()).isEqualTo("completed");
      assertThat(listed.get(0).channels()).isEqualTo(2);
      assertThat(accepted(begun).recordingId()).isIn(null, listed.get(0).recordingId());
    }
    String form =
        URLDecoder.decode(
            Simulator.posts("twilio", "/Recordings.json", call.value()).get(0),
            StandardCharsets.UTF_8);
    assertThat(form)
        .contains("/webhooks/twilio/conn-tw/recording-status?call=" + call + "&leg=lead#rc=3")
        .contains("RecordingChannels=dual")
        .contains("RecordingStatusCallbackEvent=absent");
  }

  @Test
  @DisplayName("CALL-45 a Twilio leg carries our ids and its retries in every callback address")
  void shouldTakeHangingUpAnEndedTwilioLegForDone() {
    // Given
    CarrierAccount account = TestAccount.twilio();
    Accepted leg = accepted(await(port(account).dial(account, dial("agent"))));
    Command hangUp = hangUp(LegName.AGENT, leg);
    await(port(account).hangUp(account, hangUp));

    // When
    Outcome<Taken> again = await(port(account).hangUp(account, hangUp));

    // Then
    assertThat(again).isInstanceOf(Outcome.Done.class);
  }

  @Test
  @DisplayName("CALL-46 a command is sent once, whatever the carrier does to it")
  void shouldSendOnceWhenTheCarrierStumbles() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      for (String kind : List.of("status", "timeout", "reset-after")) {
        // Given
        String path = account.carrier() == Carrier.TWILIO ? "/Calls.json" : "/v2/calls";
        String mine = UUID.randomUUID().toString();
        Simulator.fault(kind, account.carrier().wire(), path, 1, Map.of("status", 503));

        // When
        Outcome<Taken> result =
            await(
                port(account)
                    .dial(
                        account,
                        dial(
                            CallId.of(mine),
                            LegName.LEAD,
                            "+5511987654" + kind.length() + "46",
                            number(),
                            IN_TIME)));

        // Then
        assertThat(result).as(account.carrier() + " " + kind).isInstanceOf(Outcome.Unknown.class);
        String mention =
            account.carrier() == Carrier.TWILIO ? mine : state(CallId.of(mine), "lead");
        assertThat(Simulator.posts(account.carrier().wire(), path, mention))
            .as(account.carrier() + " " + kind)
            .hasSize(1);
        Simulator.noFaults();
      }
    }
  }

  @Test
  @DisplayName("CALL-46 a command is sent once, whatever the carrier does to it")
  void shouldTellRefusalFromThrottling() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // Given
      String path = account.carrier() == Carrier.TWILIO ? "/Calls.json" : "/v2/calls";
      Simulator.fault(
          "status",
          account.carrier().wire(),
          path,
          1,
          Map.of("status", 429, "retryAfterSeconds", 3));

      // When
      Outcome<Taken> throttled = await(port(account).dial(account, dial("lead")));
      Outcome<Taken> refused =
          await(
              port(account)
                  .dial(
                      account, dial(call, LegName.LEAD, LEAD, E164.of("+551130009999"), IN_TIME)));

      // Then
      assertThat(throttled).isInstanceOf(Outcome.Throttled.class);
      assertThat(refused).isInstanceOf(Outcome.Refused.class);
    }
  }

  @Test
  @DisplayName("CALL-47 a Telnyx leg is dialled, joined, spoken to and hung up by commands")
  void shouldCarryATelnyxCallByCommands() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    CarrierPort telnyx = port(account);

    // When
    Accepted agent = accepted(await(telnyx.dial(account, dial("agent"))));
    Accepted lead = accepted(await(telnyx.dial(account, dial("lead"))));
    Simulator.advance(5);
    Outcome<Taken> created = await(port(account).send(account, join(LegName.AGENT, agent, null)));
    Outcome<Taken> spoken =
        await(
            port(account)
                .send(
                    account,
                    command(
                        Kind.ANNOUNCE,
                        call,
                        LegName.LEAD,
                        CommandPayload.say(lead.carrierCallId(), "Olá, gravamos."),
                        IN_TIME)));
    Outcome<Taken> joined =
        await(port(account).send(account, join(LegName.LEAD, lead, conference(created))));
    Outcome<Taken> over = await(telnyx.hangUp(account, hangUp(LegName.LEAD, lead)));
    Outcome<Taken> overAgain = await(telnyx.hangUp(account, hangUp(LegName.LEAD, lead)));

    // Then
    assertThat(List.of(created, spoken, joined, over, overAgain))
        .allSatisfy(result -> assertThat(result).isInstanceOf(Outcome.Done.class));
    assertThat(conference(created)).isNotBlank();
    String dialled = Simulator.posts("telnyx", "/v2/calls", state(call, "lead")).get(0);
    assertThat(dialled)
        .contains("/webhooks/telnyx/conn-tx")
        .doesNotContain("record-from-answer")
        .contains("command_id")
        .contains("\"call.answered\":{\"retries_ms\":[")
        .contains("\"call.hangup\":{\"retries_ms\":[")
        .contains("\"call.speak.ended\":{\"retries_ms\":[")
        .contains("\"call.recording.saved\":{\"retries_ms\":[")
        .contains("\"call.cost\":{\"retries_ms\":[");
  }

  @Test
  @DisplayName("CALL-178 a lead who hangs up before the question has refused nothing")
  void shouldTakeAnEndedLegForNoRefusalOfConsent() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    CarrierPort telnyx = port(account);
    Accepted lead = accepted(await(telnyx.dial(account, dial("lead"))));
    Simulator.advance(5);
    await(telnyx.hangUp(account, hangUp(LegName.LEAD, lead)));

    for (Kind kind : List.of(Kind.ANNOUNCE, Kind.ASK)) {
      // When
      CommandPayload words = CommandPayload.say(lead.carrierCallId(), "Olá, gravamos.");
      Outcome<Taken> late =
          await(telnyx.send(account, command(kind, call, LegName.LEAD, words, IN_TIME)));

      // Then
      assertThat(late).isInstanceOf(Outcome.Refused.class);
      assertThat(((Outcome.Refused<Taken>) late).code()).isEqualTo(CarrierPort.CALL_ENDED);
    }
  }

  @Test
  @DisplayName("CALL-232 a recording that came too late was refused by nobody")
  void shouldTakeAnEndedLegForNoRefusalOfItsRecording() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // Given
      CarrierPort port = port(account);
      Accepted lead = accepted(await(port.dial(account, dial("lead"))));
      Simulator.advance(5);
      await(port.hangUp(account, hangUp(LegName.LEAD, lead)));

      // When
      Outcome<Taken> late = await(port.send(account, record(lead)));

      // Then
      assertThat(late).isInstanceOf(Outcome.Refused.class);
      assertThat(((Outcome.Refused<Taken>) late).code()).isEqualTo(CarrierPort.CALL_ENDED);
    }
  }

  @Test
  @DisplayName("CALL-46 a command is sent once, whatever the carrier does to it")
  void shouldNotSendADialThatWaitedInLineForTooLong() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // Given
      Command late = dial(call, LegName.LEAD, LEAD, number(), Instant.now().minusSeconds(1));

      // When
      Outcome<Taken> result = await(port(account).dial(account, late));

      // Then
      assertThat(result).isInstanceOf(Outcome.NotTaken.class);
    }
    assertThat(Simulator.posts("twilio", "/Calls.json", call.value())).isEmpty();
    assertThat(Simulator.posts("telnyx", "/v2/calls", state(call, "lead"))).isEmpty();
  }

  @Test
  @DisplayName("CALL-47 a Telnyx leg is dialled, joined, spoken to and hung up by commands")
  void shouldNotTakeAConferenceWithoutANameForMade() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Accepted agent = accepted(await(port(account).dial(account, dial("agent"))));
    Simulator.fault("status", "telnyx", "/conferences", 1, Map.of("status", 200));

    // When
    Outcome<Taken> nameless = await(port(account).send(account, join(LegName.AGENT, agent, null)));

    // Then
    assertThat(nameless).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  @DisplayName("CALL-48 a look-up finds the leg, proves that there is none, or says it cannot tell")
  void shouldFindALegWithoutItsHandle() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // Given
      Instant sent = Instant.now();
      Accepted leg = accepted(await(port(account).dial(account, dial("lead"))));

      // When
      Lookup found = await(port(account).lookUp(account, lookUp(null, sent)));

      // Then
      LegReport report =
          found instanceof Lookup.Candidates candidates
              ? candidates.reports().get(0)
              : ((Lookup.Found) found).report();
      assertThat(report.carrierCallId()).isEqualTo(leg.carrierCallId());
      assertThat(report.status().over()).isFalse();
    }
  }

  @Test
  @DisplayName("CALL-48 a look-up finds the leg, proves that there is none, or says it cannot tell")
  void shouldSayNotCreatedOnlyWhenItIsProven() {
    for (CarrierAccount account : List.of(TestAccount.twilio(), TestAccount.telnyx())) {
      // When
      Lookup early = await(port(account).lookUp(account, lookUp(null, Instant.now())));
      Lookup late =
          await(port(account).lookUp(account, lookUp(null, Instant.now().minusSeconds(60))));

      // Then
      assertThat(early).isInstanceOf(Lookup.CannotTell.class);
      assertThat(late).isInstanceOf(Lookup.NotCreated.class);
    }
  }

  @Test
  @DisplayName("CALL-48 a look-up finds the leg, proves that there is none, or says it cannot tell")
  void shouldTellHowAnEndedTelnyxLegWent() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Accepted leg = accepted(await(port(account).dial(account, dial("lead"))));
    Simulator.advance(5);
    await(port(account).hangUp(account, hangUp(LegName.LEAD, leg)));
    Simulator.advance(2);

    // When
    Lookup found = await(port(account).lookUp(account, lookUp(leg.carrierCallId(), Instant.now())));

    // Then
    LegReport report = ((Lookup.Found) found).report();
    assertThat(report.ending().outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(report.answeredAt()).isNotNull();
    assertThat(report.endedAt()).isNotNull();
  }

  @Test
  @DisplayName("CALL-48 a look-up finds the leg, proves that there is none, or says it cannot tell")
  void shouldTellThatALivingTelnyxLegWasAnswered() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Accepted leg = accepted(await(port(account).dial(account, dial("lead"))));
    Simulator.advance(5);

    // When
    Lookup found = await(port(account).lookUp(account, lookUp(leg.carrierCallId(), Instant.now())));

    // Then
    LegReport report = ((Lookup.Found) found).report();
    assertThat(report.status().over()).isFalse();
    assertThat(report.answeredAt()).isNotNull();
  }

  @Test
  @DisplayName("CALL-48 a look-up finds the leg, proves that there is none, or says it cannot tell")
  void shouldNotTellHowALegWentWhileTheRecordCannotBeRead() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Accepted leg = accepted(await(port(account).dial(account, dial("lead"))));
    Simulator.advance(5);
    await(port(account).hangUp(account, hangUp(LegName.LEAD, leg)));
    Simulator.advance(2);
    Simulator.fault("GET", "status", "telnyx", "/call_events", 1, Map.of("status", 503));

    // When
    Lookup unread =
        await(port(account).lookUp(account, lookUp(leg.carrierCallId(), Instant.now())));
    Lookup read = await(port(account).lookUp(account, lookUp(leg.carrierCallId(), Instant.now())));

    // Then
    assertThat(unread).isInstanceOf(Lookup.CannotTell.class);
    assertThat(((Lookup.Found) read).report().ending().outcome()).isEqualTo(CallOutcome.COMPLETED);
  }

  @Test
  @DisplayName("CALL-134 Telnyx's record is read from the dial on, and leg by leg")
  void shouldReadNoMoreOfTheRecordThanSinceTheDial() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Accepted earlier = accepted(await(port(account).dial(account, dial("lead"))));
    Simulator.advance(3);
    await(port(account).hangUp(account, hangUp(LegName.LEAD, earlier)));
    Simulator.advance(40);

    // When
    Lookup later = await(port(account).lookUp(account, lookUp(null, Simulator.now())));

    // Then
    assertThat(later).isInstanceOf(Lookup.CannotTell.class);
  }

  @Test
  @DisplayName("CALL-134 Telnyx's record is read from the dial on, and leg by leg")
  void shouldTellHowALegWentThatTelnyxHasForgotten() {
    // Given
    CarrierAccount account = TestAccount.telnyx();
    Instant dialled = Simulator.now();
    Accepted leg = accepted(await(port(account).dial(account, dial("lead"))));
    Simulator.advance(5);
    await(port(account).hangUp(account, hangUp(LegName.LEAD, leg)));
    Simulator.fault("GET", "status", "telnyx", "/v2/calls/", 1, Map.of("status", 404));

    // When
    Lookup found = await(port(account).lookUp(account, lookUp(leg.carrierCallId(), dialled)));

    // Then
    LegReport report = ((Lookup.Found) found).report();
    assertThat(report.ending().outcome()).isEqualTo(CallOutcome.COMPLETED);
    assertThat(report.answeredAt()).isNotNull();
  }

  private CarrierPort port(CarrierAccount account) {
    return carriers.of(account.carrier());
  }

  private Command dial(String leg) {
    return dial(call, LegName.find(leg), LEAD, number(), IN_TIME);
  }

  private static Command dial(CallId call, LegName leg, String to, E164 from, Instant leaveBefore) {
    return command(Kind.DIAL, call, leg, CommandPayload.dial(to, from, RING_SECONDS), leaveBefore);
  }

  private Command record(Accepted lead) {
    return command(
        Kind.RECORD,
        call,
        LegName.LEAD,
        CommandPayload.record(ToldCalls.evidence(), lead.carrierCallId()),
        IN_TIME);
  }

  private static List<ListedRecording> listed(
      CarrierPort port, CarrierAccount account, String handle) {
    return ((CarrierReply.Done<List<ListedRecording>>)
            await(port.recordings().ofLeg(account, new CarrierCallId(handle))))
        .value();
  }

  private static Accepted accepted(Outcome<Taken> result) {
    return (Accepted) ((Outcome.Done<Taken>) result).result();
  }

  private Command hangUp(LegName name, Accepted leg) {
    return command(Kind.HANG_UP, call, name, CommandPayload.leg(leg.carrierCallId()), IN_TIME);
  }

  private Command join(LegName name, Accepted leg, String conference) {
    return command(
        Kind.JOIN, call, name, CommandPayload.join(leg.carrierCallId(), conference), IN_TIME);
  }

  private static Command command(
      Kind kind, CallId call, LegName leg, CommandPayload payload, Instant leaveBefore) {
    return new Command(
        Tenants.AURORA,
        id(),
        call,
        kind,
        leg,
        null,
        null,
        payload,
        1,
        Instant.now(),
        Instant.now(),
        leaveBefore);
  }

  private Lookup.Question lookUp(CarrierCallId handle, Instant sent) {
    return new Lookup.Question(call, LegName.LEAD, handle, LEAD, number(), sent, Instant.now());
  }

  private static E164 number() {
    return E164.of(Connections.NUMBER);
  }

  private static String conference(Outcome<Taken> result) {
    return accepted(result).conferenceId();
  }

  private static String state(CallId call, String leg) {
    return java.util.Base64.getEncoder()
        .encodeToString(
            ("{\"call\":\"" + call + "\",\"leg\":\"" + leg + "\"}")
                .getBytes(StandardCharsets.UTF_8));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(15));
  }
}
