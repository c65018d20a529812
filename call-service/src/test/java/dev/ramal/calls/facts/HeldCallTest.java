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
import dev.ramal.testkit.TopicProbe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person's session, or a replica that stands still, holds the row of a call. */
@CallsTest
class HeldCallTest {
  private static final Postgres DATABASE = Postgres.database("calls");
  private static final Instant START = Instant.parse("2026-11-03T14:00:00Z");
  private static final Parties CALLS_US =
      new Parties(null, Direction.INBOUND, "+5531987650839", "+551130001000");

  /** As many sets are at work at one moment, each with the keys of its lane. */
  private static final int LANES = 4;

  @ParameterizedTest
  @CsvSource({"aurora, TWILIO, boreal, TELNYX", "boreal, TELNYX, aurora, TWILIO"})
  @DisplayName("CALL-839 facts of other calls, of any organization, go past a call that is held")
  void shouldGoPastACallThatIsHeld(
      TenantId holding, Carrier carrier, TenantId others, Carrier theirs) throws SQLException {
    Told held = new Told(holding, carrier, "CAheld" + System.nanoTime());
    Told other = inTheLaneOf(held, others, theirs);
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS);
        Connection holder = DATABASE.connect()) {
      // Given
      probe.send(held.initiated());
      probe.send(other.initiated());
      await().until(() -> held.count("") + other.count("") == 2);
      holder.setAutoCommit(false);
      try (PreparedStatement lock =
          holder.prepareStatement("select 1 from calls where lead_call_id = ? for update")) {
        lock.setString(1, held.handle);
        lock.execute();
      }

      // When
      probe.send(held.answered());
      probe.send(other.answered());
      await()
          .atMost(Duration.ofSeconds(12))
          .until(() -> other.count(" and answered_at is not null") == 1);
      probe.send(held.ended());
      probe.send(other.ended());

      // Then
      await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> other.count(" and status = 'COMPLETED' and talk_seconds = 30") == 1);
      assertThat(held.facts()).as("waits, in its order").isEqualTo(1);
      holder.rollback();
      await().until(() -> held.count(" and status = 'COMPLETED' and talk_seconds = 30") == 1);
      assertThat(held.facts()).isEqualTo(3);
      assertThat(DATABASE.count("inbox where event_id like ?", held.handle + "%")).isEqualTo(3);
    }
  }

  private static Told inTheLaneOf(Told held, TenantId tenant, Carrier carrier) {
    return IntStream.iterate(0, n -> n + 1)
        .mapToObj(n -> new Told(tenant, carrier, "CAother" + n + held.handle))
        .filter(told -> told.lane() == held.lane())
        .findFirst()
        .orElseThrow();
  }

  /** A call, as its carrier tells of it. */
  private record Told(TenantId tenant, Carrier carrier, String handle) {
    private String key() {
      return tenant + ":" + handle;
    }

    private int lane() {
      return Math.floorMod(key().hashCode(), LANES);
    }

    private long count(String so) {
      return DATABASE.count("calls where lead_call_id = ?" + so, handle);
    }

    private long facts() {
      return DATABASE.count("call_facts where carrier_call_id = ?", handle);
    }

    private Event<?> initiated() {
      return event(1, new CarrierCallInitiated(ids(), CALLS_US, origin(0)));
    }

    private Event<?> answered() {
      return event(2, new CarrierCallAnswered(ids(), CALLS_US, null, origin(10)));
    }

    private Event<?> ended() {
      Integer talked = carrier == Carrier.TWILIO ? 30 : null;
      return event(
          3,
          new CarrierCallEnded(
              ids(), CALLS_US, CallOutcome.COMPLETED, talked, null, null, null, origin(40)));
    }

    private Event<?> event(int number, Record data) {
      return new Event<>(
          handle + "-" + number,
          "/webhook-gateway",
          handle,
          START,
          tenant,
          null,
          Topics.CALL_FACTS,
          key(),
          data);
    }

    private LegIds ids() {
      return new LegIds(null, null, new CarrierCallId(handle), null);
    }

    private FactOrigin origin(int second) {
      Instant at = START.plusSeconds(second);
      Integer order = carrier == Carrier.TWILIO ? second : null;
      return new FactOrigin(carrier, new ConnectionId("c"), at, at, order, null);
    }
  }
}
