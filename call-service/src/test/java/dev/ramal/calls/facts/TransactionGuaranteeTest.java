package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Dials;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class TransactionGuaranteeTest {
  private final Postgres calls = Postgres.database("calls");

  @AfterEach
  void letTheOutboxWork() {
    calls.execute("drop trigger if exists refuse_test on outbox");
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-18 neither inbox nor state nor intent is kept when the outbox row fails")
  void shouldRollBackInboxStateAndIntentsWhenTheOutboxFails(
      Carrier carrier, String user, String admin, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.at(carrier, admin);
      CallApi person = CallApi.as(user);
      String id = person.dials(Map.of("to", "+5511987650018", "carrier", carrier.wire()));
      Phones phones = new Phones(probe, tenant, carrier, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      picksUp(carrier);
      phones.answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");
      picksUp(carrier);
      await().until(() -> carrier.equals(Carrier.TWILIO) || hasConference(id));
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
      assertThat(person.status(id)).isEqualTo("dialing");

      letTheOutboxWork();
      person.awaitStatus(id, "in-progress");
      assertThat(calls.count("inbox where event_id = ?", lead + ":answered")).isEqualTo(1);
      assertThat(Dials.of(carrier, id)).isEqualTo(2);
    }
  }

  /** At the carrier that is told to join people, which takes nobody who has not picked up. */
  private static void picksUp(Carrier carrier) {
    if (carrier.equals(Carrier.TELNYX)) {
      Simulator.advance(5);
    }
  }

  private boolean hasConference(String call) {
    return calls.count("call_facts where kind = 'Conferenced' and call_id = ?", call) == 1;
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
