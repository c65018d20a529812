package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class TransactionGuaranteeTest {
  private final CallApi ana = CallApi.as("ana");
  private final Postgres calls = Postgres.database("calls");

  @AfterEach
  void letTheOutboxWork() {
    calls.execute("drop trigger if exists refuse_test on outbox");
  }

  @Test
  @DisplayName("CALL-18 neither inbox nor state nor intent is kept when the outbox row fails")
  void shouldRollBackInboxStateAndIntentsWhenTheOutboxFails() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.twilio("carla");
      String id = ana.dials(Map.of("to", "+5511987650018", "carrier", "twilio"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, Instant.now());
      String agent = ana.awaitLeg(id, "agent");
      phones.answered("agent", agent, 2);
      String lead = ana.awaitLeg(id, "lead");
      refuseOutboxRowsOf(id);

      // When
      phones.answered("lead", lead, 8);

      // Then
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(calls.value("select last_value from refused")).isEqualTo(2L));
      assertThat(calls.count("inbox where event_id = ?", lead + ":answered")).isZero();
      assertThat(calls.count("call_facts where fact_id = ?", lead + ":answered")).isZero();
      assertThat(calls.count("call_news where call_id = ? and type = 'CallAnswered'", id)).isZero();
      assertThat(ana.status(id)).isEqualTo("dialing");

      letTheOutboxWork();
      ana.awaitStatus(id, "in-progress");
      assertThat(calls.count("inbox where event_id = ?", lead + ":answered")).isEqualTo(1);
      assertThat(Simulator.posts("twilio", "/Calls.json", id)).hasSize(2);
    }
  }

  /** A sequence counts beyond a rollback how often the row was refused; it starts at 1, unused. */
  private void refuseOutboxRowsOf(String call) {
    calls.execute("drop sequence if exists refused");
    calls.execute("create sequence refused");
    calls.execute("select nextval('refused')");
    calls.execute(
        "create or replace function refuse_test_row() returns trigger language plpgsql"
            + " security definer as $$ begin"
            + " if new.record_key like '%"
            + call
            + "' then perform nextval('refused'); raise exception 'refused by the test'; end if;"
            + " return new; end $$");
    calls.execute(
        "create trigger refuse_test before insert on outbox for each row"
            + " execute function refuse_test_row()");
  }
}
