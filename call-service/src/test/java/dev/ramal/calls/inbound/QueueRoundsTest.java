package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.TopicProbe;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class QueueRoundsTest extends CallersArrive {
  @Inject ServeQueue queue;
  @Inject SqlTransactions transactions;
  @Inject SweepQueues sweep;

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-308 rounds of a queue at the same time ring an agent once")
  void shouldRingAnAgentOnce(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      status("offline");
      List<Caller> callers = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        callers.add(arrives(probe, carrier, "+553198765031" + n));
      }
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 1));

      // When
      status("available");
      roundsAtOnce();

      // Then
      await().until(() -> offers(callers) == 1);
      await().during(Duration.ofSeconds(1)).until(() -> offers(callers) == 1);
      callers.forEach(caller -> caller.hungUp(9, talked(carrier, 9)));
      await().until(() -> callers.stream().allMatch(caller -> waiting(caller) == 0));
    }
  }

  private void roundsAtOnce() {
    List<Uni<Void>> rounds = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      String round = "round-" + n;
      rounds.add(
          transactions.inTenant(tenant, sql -> queue.serve(sql, tenant, round).replaceWithVoid()));
    }
    Uni.join().all(rounds).andFailFast().await().indefinitely();
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora, boreal", "telnyx, boreal, aurora"})
  @DisplayName("CALL-533 whom a lost job would keep waiting for ever is found and freed")
  void shouldFreeWhomALostJobKeeps(Carrier carrier, TenantId organization, String another) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      Caller caller = arrives(probe, carrier, CALLER);
      String call = caller.call();
      String rung = person.awaitLeg(call, "agent");
      await()
          .until(() -> DATABASE.count("waiting_callers where call_id = ? and offered", call) == 1);
      loseJobs(call);
      DATABASE.execute(
          "update call_facts set at = at - interval '1 minute' where call_id = ? and kind ="
              + " 'Offered'",
          call);
      DATABASE.execute(
          "update waiting_callers set offered_at = offered_at - interval '1 minute'"
              + " where call_id = ?",
          call);
      DATABASE.execute(
          "insert into waiting_callers (tenant, call_id, since, tried, offered) values (?,"
              + " '0195a1b2-0000-7000-8000-0000000000aa', now() - interval '1 day', '', false)",
          another);

      // When
      sweep.sweep().await().indefinitely();

      // Then
      await().until(() -> waiting(caller) == 1);
      assertThat(DATABASE.count("call_facts where kind = 'OfferLapsed' and call_id = ?", call))
          .isEqualTo(1);
      await()
          .until(
              () ->
                  DATABASE.count(
                          "waiting_callers where call_id = '0195a1b2-0000-7000-8000-0000000000aa'")
                      == 0);
      loseJobs(call);
      DATABASE.execute(
          "update calls set requested_at = requested_at - interval '1 hour' where id = ?", call);
      DATABASE.execute(
          "update waiting_callers set since = since - interval '1 hour' where call_id = ?", call);
      sweep.sweep().await().indefinitely();
      await().until(() -> DATABASE.count("waiting_callers where call_id = ?", call) == 0);
      phones(probe, carrier, caller).ended("agent", rung, 19, CallOutcome.CANCELED, null, null);
      caller.hungUp(20, talked(carrier, 20));
      assertThat(probe.await(CallMissed.class, call).cause()).isEqualTo("voicemail");
    }
  }

  private static void loseJobs(String call) {
    DATABASE.execute("delete from jobs where queue = 'inbound' and subject = ?", call);
  }
}
