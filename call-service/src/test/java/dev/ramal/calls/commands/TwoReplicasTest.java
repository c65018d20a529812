package dev.ramal.calls.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.Simulator;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Two replicas at one database. They live two hours ahead, and what they work on is due within
 * these hours: the service under test leaves it alone.
 */
@CallsTest
@DisplayName("CALL-87 of two replicas that conclude about one attempt the first counts")
class TwoReplicasTest {
  private static final Duration AHEAD = Duration.ofHours(2);
  private static final Duration SOON = Duration.ofHours(1);

  @Inject TenantTransactions transactions;
  @Inject CommandRepository store;

  private final Postgres calls = Postgres.database("calls");
  private CommandQueue here;
  private CommandQueue there;
  private String call;

  @BeforeEach
  void anUnclearDial() {
    Clock ahead = Clock.offset(Clock.systemUTC(), AHEAD);
    here = new CommandQueue(transactions, ahead);
    there = new CommandQueue(transactions, ahead);
    Connections.twilio("carla");
    Simulator.noFaults();
    Simulator.fault(
        "status", "twilio", "/Calls.json", 1, Map.of("status", 429, "retryAfter", 3600));
    call = CallApi.as("ana").dials(Map.of("to", "+5511987650067", "carrier", "twilio"));
    await().until(() -> "PENDING".equals(value("state")) && 1 == (int) value("attempts"));
    calls.execute("update carrier_commands set state = 'UNKNOWN' where call_id = ?", call);
  }

  @AfterEach
  void settle() {
    calls.execute("update carrier_commands set state = 'REFUSED' where call_id = ?", call);
  }

  @Test
  void shouldSendOnceWhenTwoReplicasHearThatNothingWasCreated() {
    // Given
    Command asked = mine(here.toAsk(Duration.ZERO, 1000));
    Command askedToo = mine(there.toAsk(Duration.ZERO, 1000));
    boolean first = postpone(asked, CommandState.PENDING);
    Command sending = mine(here.toSend(1000));

    // When
    boolean late = postpone(askedToo, CommandState.PENDING);

    // Then
    assertThat(first).isTrue();
    assertThat(late).isFalse();
    assertThat(sending.attempts()).isEqualTo(2);
    assertThat(value("state")).isEqualTo("SENDING");
    assertThat(all(there.toSend(1000))).noneMatch(this::isMine);
  }

  @Test
  void shouldNotRefuseWhatIsTriedAnew() {
    // Given
    Command asked = mine(here.toAsk(Duration.ZERO, 1000));
    postpone(mine(there.toAsk(Duration.ZERO, 1000)), CommandState.PENDING);
    mine(there.toSend(1000));

    // When
    boolean late =
        inTenant(session -> store.conclude(session, asked, CommandState.REFUSED, "late"));

    // Then
    assertThat(late).isFalse();
    assertThat(value("state")).isEqualTo("SENDING");
  }

  @Test
  void shouldNotSendAgainWhatTheCarrierTurnsOutToHaveTaken() {
    // Given
    Command slow = mine(here.toAsk(Duration.ZERO, 1000));
    postpone(mine(there.toAsk(Duration.ZERO, 1000)), CommandState.PENDING);

    // When
    boolean taken = inTenant(session -> store.taken(session, slow, "CA67"));

    // Then
    assertThat(taken).isTrue();
    assertThat(all(there.toSend(1000))).noneMatch(this::isMine);
    assertThat(value("state")).isEqualTo("DONE");
  }

  private boolean postpone(Command command, CommandState state) {
    return inTenant(session -> store.postpone(session, command, state, SOON, "not created"));
  }

  private <T> T inTenant(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.inTenant(Tenants.AURORA, work).await().atMost(Duration.ofSeconds(10));
  }

  private Command mine(Uni<List<Command>> claimed) {
    return all(claimed).stream().filter(this::isMine).findFirst().orElseThrow();
  }

  private static List<Command> all(Uni<List<Command>> claimed) {
    return claimed.await().atMost(Duration.ofSeconds(10));
  }

  private boolean isMine(Command command) {
    return command.call().value().equals(call);
  }

  private Object value(String column) {
    return calls.value("select " + column + " from carrier_commands where call_id = ?", call);
  }
}
