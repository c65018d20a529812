package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Facts of an organization that has begun to flood, or has ceased to, come on either topic. */
@CallsTest
class TwoTopicsTest {
  private static final Postgres DATABASE = Postgres.database("calls");
  private static final Instant START = Instant.parse("2026-11-03T14:00:00Z");
  private static final Parties CALLS_US =
      new Parties(null, Direction.INBOUND, "+5531987650721", "+551130001000");
  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  @Test
  @DisplayName("CALL-721 a call's facts come on either topic, in any order, and count once")
  void shouldCountEachFactOnceOnWhicheverTopicItComes() {
    // Given
    String run = "CAtwo" + System.nanoTime() + "n";
    int calls = 0;
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {

      // When
      for (int split = 0; split < 8; split++) {
        for (int[] order : ORDERS) {
          List<Event<?>> facts = facts(calls % 2 == 0, run + calls);
          calls++;
          for (int which : order) {
            boolean bulk = (split & 1 << which) != 0;
            probe.send(bulk ? bulk(facts.get(which)) : facts.get(which));
          }
          for (int which : order) {
            boolean bulk = (split & 1 << which) == 0;
            probe.send(bulk ? bulk(facts.get(which)) : facts.get(which));
          }
        }
      }

      // Then
      int all = calls;
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          DATABASE.count(
                              "calls where lead_call_id like ? and status = 'COMPLETED'"
                                  + " and talk_seconds = 30 and answered_at is not null",
                              run + "%"))
                      .isEqualTo(all));
      assertThat(DATABASE.count("call_facts where carrier_call_id like ?", run + "%"))
          .isEqualTo(3L * all);
      assertThat(DATABASE.count("inbox where event_id like ?", run + "%")).isEqualTo(3L * all);
    }
  }

  @Test
  @DisplayName("CALL-722 a call that both topics begin at one moment loses no fact")
  void shouldLoseNoFactOfACallThatBothTopicsBegin() throws SQLException {
    // Given
    String handle = "CAboth" + System.nanoTime();
    List<Event<?>> facts = facts(false, handle);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS);
        Connection holds = DATABASE.connect()) {
      holds.setAutoCommit(false);
      holds.createStatement().execute("lock table call_facts in share mode");
      probe.send(facts.get(1));
      awaitWaiting("insert into call\\_facts");

      // When
      probe.send(bulk(facts.get(2)));
      awaitWaiting("insert into calls");
      holds.commit();

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          DATABASE.rows(
                              "select status, talk_seconds from calls where lead_call_id = ?",
                              handle))
                      .singleElement()
                      .hasToString("{status=COMPLETED, talk_seconds=30}"));
      assertThat(DATABASE.count("call_facts where carrier_call_id = ?", handle)).isEqualTo(2);
    }
  }

  /** Until the service stands before a lock with such a statement. */
  private static void awaitWaiting(String beginning) {
    await(beginning)
        .until(
            () ->
                DATABASE.count(
                    "pg_stat_activity where wait_event_type = 'Lock'"
                        + " and datname = current_database() and query like ?",
                    beginning + "%"),
            waiting -> waiting > 0);
  }

  /** Of Aurora at Twilio, which counts seconds, or of Boreal at Telnyx, which does not. */
  private static List<Event<?>> facts(boolean twilio, String handle) {
    TenantId tenant = twilio ? Tenants.AURORA : Tenants.BOREAL;
    Carrier carrier = twilio ? Carrier.TWILIO : Carrier.TELNYX;
    LegIds ids = new LegIds(null, null, new CarrierCallId(handle), null);
    return List.of(
        event(tenant, handle, 1, new CarrierCallInitiated(ids, CALLS_US, origin(carrier, 0))),
        event(tenant, handle, 2, new CarrierCallAnswered(ids, CALLS_US, null, origin(carrier, 10))),
        event(
            tenant,
            handle,
            3,
            new CarrierCallEnded(
                ids,
                CALLS_US,
                CallOutcome.COMPLETED,
                twilio ? 30 : null,
                null,
                null,
                null,
                origin(carrier, 40))));
  }

  private static Event<?> event(TenantId tenant, String handle, int number, Record data) {
    return new Event<>(
        handle + "-" + number,
        "/webhook-gateway",
        handle,
        START,
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant + ":" + handle,
        data);
  }

  private static Event<?> bulk(Event<?> fact) {
    return fact.on(Topics.bulk(fact.topic()));
  }

  private static FactOrigin origin(Carrier carrier, int second) {
    Instant at = START.plusSeconds(second);
    return new FactOrigin(carrier, new ConnectionId("c"), at, at, second, null);
  }
}
