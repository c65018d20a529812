package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.testkit.Postgres;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class ClickPriorityTest {
  private static final Postgres DATABASE = Postgres.database("calls");

  private final CallApi bruno = CallApi.as("bruno");
  private final String agent = "prior-" + UUID.randomUUID();
  private String account;
  private int numbers = 10;

  @BeforeEach
  void pause() {
    account = Connections.twilio("carla");
    EnteredAgents.of("aurora", agent);
    CallApi.as("carla").settings(Map.of("callsPerAgent", 0));
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values ('aurora', ?, 'infinity')"
            + " on conflict (tenant, account) do update set paused_until = 'infinity'",
        account);
  }

  @AfterEach
  void end() {
    resume();
    DATABASE.execute("update calls set status = 'CANCELED' where agent_id = ?", agent);
  }

  @Test
  @DisplayName("CALL-798 of clicks that wait for the carrier the first by priority goes first")
  void shouldSendTheFirstFirst() {
    // Given
    List<String> calls = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      calls.add(click(9));
    }
    String fifth = click(5);
    String first = click(1);
    String usual = click(null);
    calls.addAll(List.of(fifth, first, usual));

    // When
    resume();

    // Then
    await().until(() -> sent(calls).size() == calls.size());
    Map<String, Timestamp> sent = sent(calls);
    Timestamp begin = sent.get(first);
    assertThat(sent.get(usual)).isEqualTo(begin);
    assertThat(sent.get(fifth)).isAfterOrEqualTo(begin);
    assertThat(calls.subList(0, 10))
        .as("more than a claim takes of one organization")
        .allMatch(last -> !sent.get(last).before(sent.get(fifth)))
        .anyMatch(last -> sent.get(last).after(begin));
  }

  private void resume() {
    DATABASE.execute(
        "update job_accounts set paused_until = null where tenant = 'aurora' and account = ?",
        account);
  }

  private String click(Integer priority) {
    Map<String, Object> body = new HashMap<>();
    body.put("to", "+55119876507" + numbers++);
    body.put("carrier", "twilio");
    body.put("agentId", agent);
    if (priority != null) {
      body.put("priority", priority);
    }
    return bruno.dials(body);
  }

  /** When each dial was taken to be sent. */
  private static Map<String, Timestamp> sent(List<String> calls) {
    Map<String, Timestamp> sent = new HashMap<>();
    DATABASE
        .rows(
            "select subject, sent_at from jobs where queue = 'carrier-commands' and kind = 'DIAL'"
                + " and sent_at is not null and subject = any(string_to_array(?, ' '))",
            String.join(" ", calls))
        .forEach(row -> sent.put((String) row.get("subject"), (Timestamp) row.get("sent_at")));
    return sent;
  }
}
