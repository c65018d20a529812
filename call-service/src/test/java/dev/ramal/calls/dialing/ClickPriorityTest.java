package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.EnteredAgents;
import dev.ramal.events.Carrier;
import dev.ramal.testkit.Postgres;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class ClickPriorityTest {
  private static final Postgres DATABASE = Postgres.database("calls");

  private final String agent = "prior-" + UUID.randomUUID();
  private CallApi person;
  private Carrier carrier;
  private String account;
  private int numbers = 10;

  private void pause(Carrier at, String user, String admin, String organization) {
    carrier = at;
    person = CallApi.as(user);
    account = Connections.at(at, admin);
    EnteredAgents.of(organization, agent);
    CallApi.as(admin).settings(Map.of("callsPerAgent", 0));
    DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values (?, ?, 'infinity')"
            + " on conflict (tenant, account) do update set paused_until = 'infinity'",
        organization,
        account);
  }

  @AfterEach
  void end() {
    resume();
    DATABASE.execute("update calls set status = 'CANCELED' where agent_id = ?", agent);
  }

  @ParameterizedTest
  @CsvSource({"twilio, bruno, carla, aurora", "telnyx, bia, bia, boreal"})
  @DisplayName("CALL-798 of clicks that wait for the carrier the first by priority goes first")
  void shouldSendTheFirstFirst(Carrier at, String user, String admin, String organization) {
    // Given
    pause(at, user, admin, organization);
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
    DATABASE.execute("update job_accounts set paused_until = null where account = ?", account);
  }

  private String click(Integer priority) {
    Map<String, Object> body = new HashMap<>();
    body.put("to", "+55119876507" + numbers++);
    body.put("carrier", carrier.wire());
    body.put("agentId", agent);
    if (priority != null) {
      body.put("priority", priority);
    }
    return person.dials(body);
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
