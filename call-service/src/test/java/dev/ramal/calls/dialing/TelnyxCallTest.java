package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Consent;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.AnnouncementSpoken;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.ConsentGiven;
import dev.ramal.events.calls.ConsentRefused;
import dev.ramal.events.calls.RecordingStarted;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class TelnyxCallTest {
  private static final Map<String, Object> RECORDED =
      Map.of("to", "+5511987650123", "carrier", "telnyx", "record", true);

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora, +5511987650011", "bia, bia, boreal, +5511987650811"})
  @DisplayName("CALL-11 Telnyx: conference, disclaimer and join are commanded in their order")
  void shouldBringAgentAndLeadIntoOneConference(
      String admin, String user, TenantId tenant, String to) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx(admin);
      CallApi person = CallApi.as(user);

      // When
      String id = person.dials(Map.of("to", to, "carrier", "telnyx", "record", true));
      Phones phones = new Phones(probe, tenant, Carrier.TELNYX, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");
      Simulator.advance(5);
      phones.initiated("lead", lead, 3).answered("lead", lead, 8);

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(Simulator.posts("telnyx", "/conferences", agent)).hasSize(1);
                assertThat(LeadUp.commands("speak", lead)).isNotEmpty();
              });
      assertThat(Simulator.posts("telnyx", "/actions/join", lead)).isEmpty();
      assertThat(LeadUp.commands("record_start", lead)).isEmpty();
      assertThat(person.<String>recording(id, "state")).isEqualTo("telling");
      phones.spoken(lead, 14, "completed");
      await()
          .untilAsserted(
              () -> {
                assertThat(LeadUp.commands("record_start", lead)).hasSize(1);
                assertThat(Simulator.posts("telnyx", "/actions/join", lead)).hasSize(1);
              });
      AnnouncementSpoken evidence = probe.await(AnnouncementSpoken.class, id);
      assertThat(evidence.text()).contains("gravada");
      assertThat(evidence.language()).isEqualTo("pt-BR");
      assertThat(evidence.leg()).isEqualTo(LegName.LEAD);
      assertThat(evidence.proof()).isEqualTo("telnyx:" + lead + ":spoken");
      assertThat(evidence.carrierCallId().value()).isEqualTo(lead);
      assertThat(probe.await(RecordingStarted.class, id).consent()).isEqualTo(Consent.ANNOUNCEMENT);
      assertThat(person.<String>recording(id, "state")).isEqualTo("begun");
      assertThat(person.<String>recording(id, "announcement.text")).isEqualTo(evidence.text());
      assertThat(person.<String>recording(id, "announcement.proof")).isEqualTo(evidence.proof());
      List<String> posts = Simulator.posts("telnyx");
      int leadDialled = first(posts, "/calls ", to);
      int conference = first(posts, "/conferences ", agent);
      int spoken = first(posts, "/actions/speak", lead, "gravada");
      int recorded = first(posts, "/actions/record_start", lead);
      int joined = first(posts, "/actions/join", lead);
      assertThat(List.of(leadDialled, spoken, recorded)).isSorted();
      assertThat(List.of(spoken, joined)).isSorted();
      assertThat(conference).isLessThan(joined);
      phones
          .ended("lead", lead, 45, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", agent, 45, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.talkSeconds()).isEqualTo(37);
      assertThat(ended.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
      assertThat(ended.carrier()).isEqualTo(Carrier.TELNYX);
      assertThat(ended.recordingExpected()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-143 a lead who was not told joins unrecorded, or is let go; never recorded")
  void shouldNotRecordWhomTheCarrierDidNotTell(String admin, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx(admin);
      CallApi person = CallApi.as(user);
      String joined = person.dials(RECORDED);
      CallApi.as(admin).settings(Map.of("connectUnrecorded", false));
      String letGo = person.dials(RECORDED);

      // When
      String unheard = LeadUp.atTelnyx(probe, tenant, person, joined).spokenLead("interrupted");
      String dropped = LeadUp.atTelnyx(probe, tenant, person, letGo).spokenLead("failed");

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(Simulator.posts("telnyx", "/actions/join", unheard)).hasSize(1);
                assertThat(LeadUp.commands("hangup", dropped)).isNotEmpty();
              });
      assertThat(Simulator.posts("telnyx", "/actions/join", dropped)).isEmpty();
      assertThat(LeadUp.commands("record_start", unheard)).isEmpty();
      assertThat(LeadUp.commands("record_start", dropped)).isEmpty();
      assertThat(person.<String>recording(joined, "why")).isEqualTo("untold");
    } finally {
      CallApi.as(admin).settings(Map.of("connectUnrecorded", true));
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-144 where consent is a key, who does not press it is not recorded; Telnyx")
  void shouldRecordWhoPressedTheKeyAndNobodyElse(String admin, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx(admin);
      CallApi person = CallApi.as(user);
      CallApi.as(admin).settings(Map.of("consent", "key"));
      String yes = person.dials(RECORDED);
      String no = person.dials(RECORDED);
      LeadUp agrees = LeadUp.atTelnyx(probe, tenant, person, yes);
      LeadUp silent = LeadUp.atTelnyx(probe, tenant, person, no);

      // When
      String agreeing = agrees.spokenLead("completed");
      String refusing = silent.spokenLead("completed");
      await()
          .untilAsserted(
              () -> {
                assertThat(gathers(agreeing)).hasSize(1);
                assertThat(gathers(refusing)).hasSize(1);
              });
      assertThat(LeadUp.commands("record_start", agreeing)).isEmpty();
      agrees.phones().keyed(agreeing, 20, "1");
      silent.phones().keyed(refusing, 25, "");

      // Then
      ConsentGiven given = probe.await(ConsentGiven.class, yes);
      assertThat(given.proof()).isEqualTo("telnyx:" + agreeing + ":keyed");
      assertThat(probe.await(RecordingStarted.class, yes).consent()).isEqualTo(Consent.KEY);
      assertThat(probe.await(ConsentRefused.class, no).key()).isEmpty();
      await()
          .untilAsserted(
              () -> assertThat(Simulator.posts("telnyx", "/actions/join", refusing)).hasSize(1));
      assertThat(LeadUp.commands("record_start", refusing)).isEmpty();
      assertThat(person.<String>recording(yes, "key.key")).isEqualTo("1");
      assertThat(person.<String>recording(no, "why")).isEqualTo("no-key");
    } finally {
      CallApi.as(admin).settings(Map.of("consent", "announcement"));
    }
  }

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-151 a call whose carrier never says that the lead was told goes on unrecorded")
  void shouldJoinUnrecordedWhenTheWordIsLost(String admin, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx(admin);
      CallApi person = CallApi.as(user);
      String id = person.dials(RECORDED);
      String lead = LeadUp.atTelnyx(probe, tenant, person, id).lead();
      String waiting = "queue = 'consent-deadlines' and subject = ?";
      Postgres calls = Postgres.database("calls");
      await().until(() -> calls.count("jobs where " + waiting, id) == 1);

      // When
      calls.execute("update jobs set due_at = now() where " + waiting, id);

      // Then
      await()
          .untilAsserted(
              () -> assertThat(Simulator.posts("telnyx", "/actions/join", lead)).hasSize(1));
      assertThat(LeadUp.commands("record_start", lead)).isEmpty();
      assertThat(person.<String>recording(id, "state")).isEqualTo("withheld");
      assertThat(person.<String>recording(id, "why")).isEqualTo("untold");
    }
  }

  private static List<String> gathers(String lead) {
    return LeadUp.commands("gather_using_speak", lead);
  }

  @ParameterizedTest
  @CsvSource({"carla, ana, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-84 a conference whose name was lost is learned from who joined it")
  void shouldJoinTheLeadWhenTheAnswerAboutTheConferenceWasLost(
      String admin, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx(admin);
      CallApi person = CallApi.as(user);
      Simulator.fault("status", "telnyx", "/conferences", 50, Map.of("status", 200));
      String id =
          person.dials(Map.of("to", "+5511987650064", "carrier", "telnyx", "record", false));
      Phones phones = new Phones(probe, tenant, Carrier.TELNYX, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");
      phones.initiated("lead", lead, 3).answered("lead", lead, 8);
      await().until(() -> !Simulator.posts("telnyx", "/conferences", agent).isEmpty());

      // When
      phones.joined("agent", agent, 9, "conference-64");

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("telnyx", "/conference-64/actions/join", lead))
                      .isNotEmpty());
      await().until(() -> "DONE".equals(agentsJoin(id)));
      assertThat(person.status(id)).isEqualTo("in-progress");
    } finally {
      Simulator.noFaults();
    }
  }

  private static Object agentsJoin(String id) {
    return Postgres.database("calls")
        .value(
            "select state from jobs where subject = ? and kind = 'JOIN'"
                + " and payload ->> 'leg' = 'agent'",
            id);
  }

  private static int first(List<String> posts, String... mentioning) {
    for (int i = 0; i < posts.size(); i++) {
      if (Arrays.stream(mentioning).allMatch(posts.get(i)::contains)) {
        return i;
      }
    }
    throw new AssertionError("no POST mentions " + List.of(mentioning) + " in " + posts);
  }
}
