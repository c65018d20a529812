package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.carrier.RecordingPort.ListedRecording;
import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.RecordedTalk;
import dev.ramal.calls.lifecycle.RecordingQuestions;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class FindRecordingsTest {
  private static final Postgres CALLS = Postgres.database("calls");

  @Inject FindRecordings find;
  @Inject SqlTransactions transactions;
  @Inject MeterRegistry meters;

  private final CallApi bruno = CallApi.as("bruno");

  @BeforeEach
  void connect() {
    Connections.telnyx("carla");
    Connections.twilio("bia");
    Simulator.noFaults();
    Simulator.catchUp();
  }

  private double lost() {
    return meters.counter("ramal.recordings.lost", "reason", "lost").count();
  }

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  @ParameterizedTest
  @CsvSource({"telnyx, bruno, aurora", "twilio, bia, boreal"})
  @DisplayName("CALL-149 a recording whose callback was lost is found at the carrier and fetched")
  void shouldFindARecordingThatNobodyToldOf(Carrier carrier, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = recorded(carrier, probe, user, tenant);

      // When
      CallEnded ended = probe.await(CallEnded.class, id);

      // Then
      assertThat(ended.recordingExpected()).isTrue();
      RecordingReady ready = probe.await(RecordingReady.class, id);
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.seconds()).isPositive();
      assertThat(ready.channels()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"telnyx, bruno, aurora", "twilio, bia, boreal"})
  @DisplayName("CALL-233 a recording that was listed and is told of later, even unnamed, is one")
  void shouldTakeWhatIsToldLateForWhatWasListed(Carrier carrier, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = recorded(carrier, probe, user, tenant);
      probe.await(RecordingReady.class, id);
      Instant began = startOf(id);
      ListedRecording other = new ListedRecording("other", "completed", 5, 2, began);

      // When
      tellOfIt(probe, tenant, carrier, named(carrier, "late-" + id, id), id, began);
      tellOfIt(probe, tenant, carrier, "another-" + id, id, began.plusSeconds(60));
      await().until(() -> recordings(id) == 2);
      transactions
          .inTenant(
              tenant,
              session -> find.weigh(session, job(tenant, id), new Outcome.Done<>(List.of(other))))
          .await()
          .atMost(Duration.ofSeconds(10));

      // Then
      assertThat(recordings(id)).as("the listed one and the one that began later").isEqualTo(2);
    }
  }

  /**
   * The one carrier may not name a recording, whose event then stands in; the other always does.
   */
  private static String named(Carrier carrier, String event, String call) {
    return carrier.equals(Carrier.TELNYX)
        ? event
        : CALLS
            .value(
                "select data::jsonb ->> 'recordingId' from call_facts where call_id = ?"
                    + " and kind = 'RecordingBegun'",
                call)
            .toString();
  }

  private static long recordings(String call) {
    return CALLS.count("recordings where call_id = ?", call);
  }

  private static Instant startOf(String call) {
    return ((Timestamp) CALLS.value("select started_at from recordings where call_id = ?", call))
        .toInstant();
  }

  @ParameterizedTest
  @CsvSource({"telnyx, /recordings, bruno, aurora", "twilio, /Recordings.json, bia, boreal"})
  @DisplayName("CALL-150 when the carrier has no recording of a recorded call, a person is told")
  void shouldTellAPersonThatNoneCame(Carrier carrier, String list, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      CallApi person = CallApi.as(user);
      Simulator.fault("GET", "status", carrier.wire(), list, 100, Map.of("status", 404));
      double lostBefore = lost();
      String id = recorded(carrier, probe, user, tenant);

      // When
      askUntilTheLastTime(id);

      // Then
      AlertRaised alert =
          probe
              .await("an alert", r -> r.is(AlertRaised.class) && r.json().contains(id))
              .data(AlertRaised.class);
      assertThat(alert.title()).isEqualTo("Gravação não chegou");
      assertThat(alert.subject()).as("all that did not come are one thing").isNull();
      await()
          .until(
              () ->
                  probe.all(tenant, CallEnded.class).stream()
                      .filter(record -> id.equals(record.subject()))
                      .map(record -> record.data(CallEnded.class))
                      .anyMatch(end -> "lost".equals(end.noRecording())));
      assertThat(person.<String>recording(id, "why")).isEqualTo("lost");
      assertThat(lost()).isEqualTo(lostBefore + 1);
      Simulator.noFaults();
      tellOfIt(probe, tenant, carrier, named(carrier, "late-" + id, id), id, Instant.now());
      await().until(() -> "begun".equals(person.recording(id, "state")));
    }
  }

  /** The carrier is asked as often as it may be, without the pauses in between. */
  private static void askUntilTheLastTime(String call) {
    String questions = "jobs where queue = 'missing-recordings' and subject = ?";
    await().until(() -> CALLS.count(questions, call) == 1);
    await()
        .until(
            () -> {
              CALLS.execute(
                  "update jobs set due_at = now() where state = 'WAITING'"
                      + " and queue = 'missing-recordings' and subject = ?",
                  call);
              return CALLS.count(questions, call) == 0;
            });
  }

  @ParameterizedTest
  @CsvSource({"telnyx, bruno, aurora", "twilio, bia, boreal"})
  @DisplayName("CALL-149 a recording whose callback was lost is found at the carrier and fetched")
  void shouldNotCallLostWhatCameDuringTheLastQuestion(
      Carrier carrier, String user, TenantId tenant) {
    // Given
    CallApi person = CallApi.as(user);
    Map<String, String> click = Map.of("to", "+5511987650149", "carrier", carrier.wire());
    String silent = person.dials(click);
    String told = person.dials(click);
    CALLS.execute(
        "insert into recordings (tenant, id, call_id, carrier, connection_id, state,"
            + " carrier_recording_id, recorded_at, created_at) values"
            + " (?, ?, ?, ?, 'none', 'PENDING', ?, now(), now())",
        tenant.value(),
        "r" + told,
        told,
        carrier.name(),
        "RE" + told);

    // When
    for (String id : List.of(silent, told)) {
      transactions
          .inTenant(tenant, sql -> find.refused(sql, job(tenant, id), "exhausted", "none"))
          .await()
          .atMost(Duration.ofSeconds(10));
    }

    // Then
    assertThat(missing(silent)).isEqualTo(1);
    assertThat(missing(told)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"telnyx, bruno, aurora", "twilio, bia, boreal"})
  @DisplayName("CALL-179 a last question that was interrupted is asked again, as the last")
  void shouldAskAgainWhatWasInterrupted(Carrier carrier, String user, TenantId tenant) {
    // Given
    String id = CallApi.as(user).dials(Map.of("to", "+5511987650149", "carrier", carrier.wire()));

    // When
    Outcome<?> outcome = find.ask(job(tenant, id)).await().atMost(Duration.ofSeconds(10));

    // Then
    assertThat(outcome).isEqualTo(new Outcome.Done<>(List.of()));
  }

  private static long missing(String call) {
    return CALLS.count("call_facts where call_id = ? and kind = 'RecordingMissing'", call);
  }

  private static Job job(TenantId tenant, String call) {
    Instant now = Instant.now();
    return new Job(
        1,
        "j" + call,
        tenant,
        RecordingQuestions.QUEUE,
        "FIND",
        call,
        "",
        "{}",
        JobState.ASKING,
        1,
        0,
        0,
        now,
        now,
        now,
        null,
        now.plusSeconds(60));
  }

  /** The carrier's own word, hours late. */
  private static void tellOfIt(
      TopicProbe probe,
      TenantId tenant,
      Carrier carrier,
      String recording,
      String id,
      Instant began) {
    String event = carrier.equals(Carrier.TELNYX) ? recording : "told-" + recording;
    String connection = CALLS.value("select connection_id from calls where id = ?", id).toString();
    String lead =
        CALLS
            .value(
                "select carrier_call_id from call_facts where call_id = ?"
                    + " and kind = 'RecordingBegun'",
                id)
            .toString();
    String session =
        (String)
            CALLS.value(
                "select data::jsonb ->> 'sessionId' from call_facts where call_id = ? and kind ="
                    + " 'Accepted' and lower(leg) = 'lead'",
                id);
    probe.send(
        new Event<>(
            event,
            "/webhook-gateway",
            id,
            Instant.now(),
            tenant,
            null,
            Topics.CALL_FACTS,
            tenant + ":" + id,
            new CarrierCallRecording(
                new LegIds(id, LegName.LEAD, new CarrierCallId(lead), session),
                recording,
                "completed",
                30,
                2,
                null,
                began,
                "call",
                new FactOrigin(
                    carrier,
                    new ConnectionId(connection),
                    Instant.now(),
                    Instant.now(),
                    null,
                    null))));
  }

  /** Told, recorded and over; the carrier's word of the recording went nowhere. */
  private static String recorded(Carrier carrier, TopicProbe probe, String user, TenantId tenant) {
    RecordedTalk talk = RecordedTalk.at(carrier, probe, CallApi.as(user), tenant, "+5511987650149");
    Simulator.advance(90);
    talk.over();
    Integer talked = carrier.equals(Carrier.TWILIO) ? 90 : null;
    talk.phones()
        .ended("lead", talk.lead(), 98, CallOutcome.COMPLETED, talked, "callee")
        .ended("agent", talk.agent(), 98, CallOutcome.COMPLETED, talked, null);
    return talk.id();
  }
}
