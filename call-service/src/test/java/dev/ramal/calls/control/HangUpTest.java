package dev.ramal.calls.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class HangUpTest {
  private final Postgres calls = Postgres.database("calls");

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-20 hanging up ends both legs; an ended call is success")
  void shouldEndBothLegsAndSucceedOnAnEndedCall(
      Carrier carrier, String user, String admin, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.at(carrier, admin);
      CallApi person = CallApi.as(user);
      Talking talk = Talking.at(carrier, probe, person, tenant, "+5511987650020");
      String id = talk.id();

      // When
      person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
      person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(hangUps(carrier, talk.agent())).isEqualTo(1);
                assertThat(hangUps(carrier, talk.lead())).isEqualTo(1);
              });
      assertThat(talk.isUp(talk.agent())).isFalse();
      assertThat(talk.isUp(talk.lead())).isFalse();
      boolean counts = carrier.equals(Carrier.TWILIO);
      talk.phones()
          .ended("lead", talk.lead(), 20, CallOutcome.COMPLETED, counts ? 12 : null, null)
          .ended("agent", talk.agent(), 20, CallOutcome.COMPLETED, counts ? 18 : null, null);
      assertThat(probe.await(CallEnded.class, id).hungUpBy()).isEqualTo(ReleasingParty.AGENT);
      person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
      assertThat(hangUps(carrier, talk.agent())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-29 a busy lead ends the agent's leg too")
  void shouldHangUpTheAgentWhenTheLeadIsBusy(
      Carrier carrier, String user, String admin, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.at(carrier, admin);
      CallApi person = CallApi.as(user);
      String id = person.dials(Map.of("to", "+5511987650029", "carrier", carrier.wire()));
      Phones phones = new Phones(probe, tenant, carrier, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      if (carrier.equals(Carrier.TELNYX)) {
        Simulator.advance(5);
      }
      phones.answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");

      // When
      phones.initiated("lead", lead, 3).ended("lead", lead, 9, CallOutcome.BUSY, null, null);

      // Then
      await().untilAsserted(() -> assertThat(hangUps(carrier, agent)).isEqualTo(1));
      Integer counted = carrier.equals(Carrier.TWILIO) ? 8 : null;
      phones.ended("agent", agent, 10, CallOutcome.COMPLETED, counted, null);
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.BUSY);
      assertThat(ended.talkSeconds()).isZero();
    }
  }

  /** How often the carrier was told to end a leg. */
  private static int hangUps(Carrier carrier, String leg) {
    return carrier.equals(Carrier.TWILIO)
        ? Simulator.posts("twilio", "/Calls/" + leg, "Status").size()
        : LeadUp.commands("hangup", leg).size();
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla", "telnyx, breno, bia"})
  @DisplayName("CALL-83 a leg that outlives its hang-up is hung up again")
  void shouldHangUpAgainWhatTheCarrierRefusedToEnd(Carrier carrier, String user, String admin) {
    // Given
    Connections.at(carrier, admin);
    CallApi person = CallApi.as(user);
    String id = person.dials(Map.of("to", "+5511987650063", "carrier", carrier.wire()));
    String agent = person.awaitLeg(id, "agent");
    Simulator.fault("status", carrier.wire(), "alls/" + agent, 1, Map.of("status", 400));
    person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
    await().until(() -> "REFUSED".equals(hangUp(id)));

    // When
    person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);
    Object soon = hangUp(id);
    Object first = hangUpId(id);
    calls.execute(
        "update jobs set finished_at = finished_at - interval '1 minute' where subject = ?", id);
    person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

    // Then
    await().until(() -> "DONE".equals(hangUp(id)));
    assertThat(soon).isEqualTo("REFUSED");
    assertThat(hangUpId(id)).as("a carrier ignores an id it has seen").isNotEqualTo(first);
    assertThat(hangUps(carrier, agent)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla", "telnyx, breno, bia"})
  @DisplayName("CALL-211 a call that was hung up ends, although nobody tells")
  void shouldAskWhetherWhatWasHungUpIsOver(Carrier carrier, String user, String admin) {
    // Given
    Connections.at(carrier, admin);
    Simulator.catchUp();
    CallApi person = CallApi.as(user);
    String id = person.dials(Map.of("to", "+5511987650211", "carrier", carrier.wire()));
    person.awaitLeg(id, "agent");

    // When
    person.request().post("/api/calls/" + id + "/hangup").then().statusCode(200);

    // Then
    String questions = "jobs where queue = 'stale-calls' and subject = ?";
    await().until(() -> calls.count(questions + " and due_at > now()", id) == 1);
    assertThat(person.status(id)).isEqualTo("dialing");
    calls.execute("update jobs set due_at = now() where queue = 'stale-calls' and subject = ?", id);
    person.awaitStatus(id, "canceled");
    await().until(() -> calls.count(questions, id) == 0);
  }

  private Object hangUpId(String call) {
    return lastHangUp("id", call);
  }

  private Object hangUp(String call) {
    return lastHangUp("state", call);
  }

  private Object lastHangUp(String column, String call) {
    return calls.value(
        "select "
            + column
            + " from jobs where subject = ? and kind = 'HANG_UP' order by seq desc limit 1",
        call);
  }

  @ParameterizedTest
  @CsvSource({
    "twilio, carla, ana, gil, vera, bruno, bia, aurora",
    "telnyx, carla, ana, gil, vera, bruno, bia, aurora",
    "twilio, bia, bia, breno, gil, bia, bruno, boreal",
    "telnyx, bia, bia, breno, gil, bia, bruno, boreal"
  })
  @DisplayName("CALL-33 a colleague of sales may not hang up my call, a manager may")
  void shouldLetOnlyMeAndManagersHangUp(
      Carrier carrier,
      String admin,
      String agent,
      String colleague,
      String viewer,
      String manager,
      String stranger,
      String organization) {
    // Given
    Connections.at(carrier, admin);
    String id =
        CallApi.as(agent, organization)
            .dials(Map.of("to", "+5511987650020", "carrier", carrier.wire()));

    // When
    int byColleague = hangsUp(CallApi.as(colleague, organization), id);
    int byViewer = hangsUp(CallApi.as(viewer, organization), id);
    int byStranger = hangsUp(CallApi.as(stranger), id);
    long asked = calls.count("call_facts where kind = 'HangupAsked' and call_id = ?", id);
    int byManager = hangsUp(CallApi.as(manager, organization), id);

    // Then
    assertThat(byColleague).isEqualTo(404);
    assertThat(byViewer).isEqualTo(403);
    assertThat(byStranger).as("who manages another organization").isEqualTo(404);
    assertThat(asked).isZero();
    assertThat(byManager).isEqualTo(200);
  }

  private static int hangsUp(CallApi person, String call) {
    return person.request().post("/api/calls/" + call + "/hangup").statusCode();
  }
}
