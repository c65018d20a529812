package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.lifecycle.RunningCalls;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.Topics;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class QueueInSetsTest extends CallersArrive {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String ROUNDS = "tenant = 'aurora' and queue = 'inbound' and kind = 'SERVE'";
  private static final String GHOST = "0195a1b2-0000-7000-8000-0000000000bb";

  @Inject ServeQueue queue;
  @Inject RunningCalls running;
  @Inject SqlTransactions transactions;

  private TopicProbe probe;
  private List<Caller> callers;

  @BeforeEach
  void waitInVain() {
    probe = TopicProbe.on(Topics.CALLS);
    callers = new ArrayList<>();
    status("offline");
  }

  @AfterEach
  void goHome() {
    for (Caller caller : callers) {
      String leg = bruno.awaitLeg(caller.call(), "agent");
      caller.hungUp(40, talked(caller.carrier(), 40));
      new Phones(probe, Tenants.AURORA, caller.carrier(), caller.call(), Instant.now())
          .ended("agent", leg, 40, CallOutcome.CANCELED, null, null);
    }
    DATABASE.execute("delete from agents where tenant = 'aurora' and user_id like 'set-%'");
    DATABASE.execute(
        "delete from jobs where " + ROUNDS + " and due_at > now() + interval '30 minutes'");
    probe.close();
  }

  @Test
  @DisplayName("CALL-743 who waits and who is free are brought together in one transaction")
  void shouldServeManyAtOnce() {
    // Given
    call(6);
    DATABASE.execute(
        "insert into waiting_callers (tenant, call_id, since, tried, offered)"
            + " values ('aurora', ?, now() - interval '1 hour', '', false)",
        GHOST);
    DATABASE.execute(
        "update waiting_callers set tried = 'set-0' where call_id = ?", callers.get(0).call());
    getFree(6);

    // When
    round();

    // Then
    await().until(() -> offers().size() == 6);
    assertThat(offers())
        .as("the first has been failed by set-0, who is rung for the second")
        .containsExactly("set-1", "set-0", "set-2", "set-3", "set-4", "set-5");
    assertThat(transactionsOfOffers())
        .as("five beside the caller who is there no more, then the sixth")
        .containsExactly(5L, 1L);
    assertThat(DATABASE.count("waiting_callers where call_id = ?", GHOST)).isZero();
  }

  @Test
  @DisplayName("CALL-744 an agent about whom somebody is deciding is passed over, and nobody waits")
  void shouldWaitForNobodyWhoIsBeingDecidedAbout() {
    // Given
    call(3);
    getFree(3);

    // When
    transactions
        .inTenant(
            Tenants.AURORA,
            sql ->
                running
                    .lock(sql, Tenants.AURORA, "set-1", 1, Instant.now())
                    .chain(this::served)
                    .invoke(() -> assertThat(offers()).containsExactly("set-0", "set-2"))
                    .replaceWithVoid())
        .await()
        .atMost(LIMIT);
    round();

    // Then
    await().until(() -> offers().size() == 3);
    assertThat(offers()).containsExactly("set-0", "set-2", "set-1");
  }

  /** Through one carrier and the other in turn: a queue is of both. */
  private void call(int many) {
    Instant now = Instant.now();
    for (int n = 0; n < many; n++) {
      Carrier carrier = n % 2 == 0 ? Carrier.TWILIO : Carrier.TELNYX;
      callers.add(
          Caller.at(
              probe,
              Tenants.AURORA,
              carrier,
              connection(carrier),
              "+553198765074" + n,
              now.minusSeconds(20 - n)));
    }
    await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 1));
    await()
        .until(
            () -> {
              DATABASE.execute(
                  "update jobs set due_at = now() + interval '1 hour' where state = 'WAITING' and "
                      + ROUNDS);
              return DATABASE.count(
                      "jobs where due_at < now() + interval '30 minutes' and " + ROUNDS)
                  == 0;
            });
  }

  /** All at once: whoever looks meanwhile sees none of them, or all. */
  private static void getFree(int many) {
    DATABASE.execute(
        "insert into agents (tenant, user_id, name, endpoint, phone, status, status_since,"
            + " created_at, updated_at)"
            + " select 'aurora', 'set-' || n, 'Agente ' || n, 'PHONE', '+551130050' || (100 + n),"
            + " 'AVAILABLE', now() - make_interval(mins => 60 - n), now(), now()"
            + " from generate_series(0, ?) n",
        many - 1);
  }

  private void round() {
    served().await().atMost(LIMIT);
  }

  private Uni<Void> served() {
    return transactions.inTenant(
        Tenants.AURORA,
        sql -> queue.serve(sql, Tenants.AURORA, "set-" + System.nanoTime()).replaceWithVoid());
  }

  /** Who was rung, in the order of the callers. */
  private List<String> offers() {
    return callers.stream()
        .flatMap(
            caller ->
                DATABASE
                    .rows(
                        "select cast(data as jsonb) ->> 'agentId' as agent from call_facts"
                            + " where kind = 'Offered' and call_id = ?",
                        caller.call())
                    .stream())
        .map(row -> (String) row.get("agent"))
        .toList();
  }

  /** How many offers each of them made, the first first. */
  private List<Long> transactionsOfOffers() {
    return DATABASE
        .rows(
            "select count(*) as made from call_facts where kind = 'Offered'"
                + " and call_id = any(string_to_array(?, ' ')) group by cast(xmin as text)"
                + " order by min(received_at)",
            callers.stream().map(Caller::call).collect(Collectors.joining(" ")))
        .stream()
        .map(row -> (Long) row.get("made"))
        .toList();
  }
}
