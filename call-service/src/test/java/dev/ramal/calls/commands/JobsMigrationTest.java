package dev.ramal.calls.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.commands.Command.CommandPayload;
import dev.ramal.calls.commands.Command.StoredCommand;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class JobsMigrationTest {
  @RegisterExtension static final SchemaBefore BEFORE = SchemaBefore.of("calls_before_jobs", "302");

  private static final Postgres DATABASE = BEFORE.database();

  @Test
  @DisplayName("CALL-89 commands and recordings that wait when jobs come become jobs")
  void shouldMakeJobsOfCommands() {
    // Given
    call("open", "null");
    command("waiting", "open", "DIAL", "AGENT", "PENDING", 0, "-1 s", "null");
    command("tried", "open", "HANG_UP", "AGENT", "PENDING", 2, "10 s", "now() - interval '9 s'");
    command("leaving", "open", "JOIN", "AGENT", "SENDING", 1, "-2 s", "now() - interval '2 s'");
    command("lost", "open", "ANNOUNCE", "LEAD", "SENDING", 3, "-9 min", "now() - interval '8 min'");
    command("doubted", "open", "DIAL", "LEAD", "UNKNOWN", 2, "9 s", "now() - interval '9 s'");
    command("taken", "open", "JOIN", "LEAD", "DONE", 1, "-1 s", "now()");
    command("refused", "open", "ANNOUNCE", "AGENT", "REFUSED", 1, "-1 s", "now()");
    call("over", "now()");
    command("taken-long-ago", "over", "DIAL", "AGENT", "DONE", 1, "-1 s", "now()");
    command("dropped", "over", "DIAL", "LEAD", "DROPPED", 0, "-1 s", "null");
    command("last", "over", "HANG_UP", "AGENT", "PENDING", 0, "-1 s", "null");
    // When
    BEFORE.migrate("latest");
    // Then
    assertThat(jobs("carrier-commands"))
        .containsExactly(
            "doubted open:DIAL:LEAD conn 1 UNKNOWN 2 1 true true false",
            "last over:HANG_UP:AGENT conn 0 WAITING 0 0 false false false",
            "leaving open:JOIN:AGENT conn 1 RUNNING 1 0 true false false",
            "lost open:ANNOUNCE:LEAD conn 1 RUNNING 3 2 false false false",
            "refused open:ANNOUNCE:AGENT conn 1 REFUSED 1 0 false false true",
            "taken open:JOIN:LEAD conn 1 DONE 1 0 false false true",
            "tried open:HANG_UP:AGENT conn 0 WAITING 2 2 true false false",
            "waiting open:DIAL:AGENT conn 1 WAITING 0 0 false true false");
    Object payload = DATABASE.value("select payload::text from jobs where id = 'doubted'");
    assertThat(EventJson.read((String) payload, StoredCommand.class))
        .isEqualTo(
            new StoredCommand(
                "lead",
                "twilio",
                CommandPayload.dial("+5511987654321", E164.of("+551130001000"), 45)));
  }

  @Test
  @DisplayName("CALL-89 commands and recordings that wait when jobs come become jobs")
  void shouldMakeJobsOfPricesThatAreOwed() {
    // Given
    BEFORE.migrate("306");
    ended("new", "TWILIO", false, 0);
    ended("asked", "TWILIO", false, 3);
    ended("asked-enough", "TWILIO", false, 10);
    ended("paid", "TWILIO", true, 1);
    ended("told-by-itself", "TELNYX", false, 0);
    // When
    BEFORE.migrate("latest");
    // Then
    assertThat(jobs("call-prices").stream().map(job -> job.substring(job.indexOf(' ') + 1)))
        .containsExactlyInAnyOrder(
            "asked conn 2 WAITING 3 3 true false false",
            "new conn 2 WAITING 0 0 false false false");
  }

  private static void ended(String id, String carrier, boolean costed, int checks) {
    call(id, "now() - interval '3 minutes'");
    DATABASE.execute(
        "update calls set carrier = ?, connection_id = 'conn', costed = ?, cost_checks = ?"
            + " where id = ?",
        carrier,
        costed,
        checks,
        id);
  }

  @Test
  @DisplayName("CALL-89 commands and recordings that wait when jobs come become jobs")
  void shouldMakeJobsOfRecordings() {
    // Given
    recording("told-of", "PENDING", 0, "-1 s");
    recording("tried", "PENDING", 3, "1 min");
    recording("going", "ERASING", 14, "1 min");
    recording("here", "STORED", 1, "-1 s");
    recording("nowhere", "LOST", 12, "-1 s");
    recording("gone", "ERASED", 1, "-1 s");
    // When
    BEFORE.migrate("latest");
    // Then
    assertThat(jobs("recordings"))
        .containsExactly(
            "told-of FETCH:told-of  2 WAITING 0 0 false false false",
            "tried FETCH:tried  2 WAITING 3 3 true false false");
    assertThat(jobs("recording-erasures"))
        .containsExactly("going ERASE:going  2 WAITING 14 0 true false false");
  }

  @Test
  @DisplayName("CALL-382 numbers that stood in their account get rows of their own, in their order")
  void shouldGiveNumbersRowsOfTheirOwn() {
    // Given
    BEFORE.migrate("324");
    DATABASE.execute(
        """
        insert into carrier_connections (tenant, id, carrier, enabled, version, numbers,
          account_sid, secrets, created_at, updated_at, updated_by)
        values
          ('aurora', 'one', 'TWILIO', true, 3, '["+551130000002","+551130000001"]', 'AC1', '[]',
            '2026-03-02T15:00:00Z', '2026-03-02T15:00:00Z', 'carla'),
          ('boreal', 'two', 'TELNYX', false, 1, '["+551130000001"]', null, '[]', now(), now(),
            'bia'),
          ('boreal', 'none', 'TWILIO', false, 1, '[]', 'AC2', '[]', now(), now(), 'bia')
        """);
    // When
    BEFORE.migrate("latest");
    // Then
    assertThat(
            DATABASE
                .rows(
                    "select tenant, connection_id, number, state, bought from numbers"
                        + " order by tenant, position")
                .stream()
                .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList())))
        .containsExactly(
            "aurora one +551130000002 ACTIVE false",
            "aurora one +551130000001 ACTIVE false",
            "boreal two +551130000001 ACTIVE false");
    assertThat(DATABASE.value("select numbers_of('aurora', 'one')"))
        .isEqualTo("[\"+551130000002\", \"+551130000001\"]");
    assertThat(DATABASE.value("select numbers_of('boreal', 'none')")).isEqualTo("[]");
    assertThat((String) DATABASE.value("select min(id) from numbers where tenant = 'aurora'"))
        .matches("019caf10-3180-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
  }

  @Test
  @DisplayName("CALL-591 what an agent had as the own number becomes an assignment of the number")
  void shouldMakeAssignmentsOfAgentsNumbers() {
    // Given
    BEFORE.migrate("368");
    DATABASE.execute(
        """
        insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,
          assigned_kind, assigned_to, created_at, updated_at, updated_by)
        select tenant, id, number, connection, 'TWILIO', state, false, 0, kind, whose, now(), now(),
          'carla'
        from (values
          ('aurora', 'n1', '+551130000001', 'one', 'ACTIVE', null, null),
          ('aurora', 'n2', '+551130000001', 'two', 'ACTIVE', 'CAMPAIGN', 'summer'),
          ('aurora', 'n3', '+551130000001', 'old', 'RELEASED', null, null),
          ('aurora', 'n4', '+551130000002', 'one', 'ACTIVE', 'AGENT', 'bruno'),
          ('boreal', 'n5', '+551130000001', 'one', 'ACTIVE', null, null))
          as typed (tenant, id, number, connection, state, kind, whose)
        """);
    DATABASE.execute(
        """
        insert into agents (tenant, user_id, number, updated_at) values
          ('aurora', 'ana', '+551130000001', now()), ('aurora', 'duda', '+551130000009', now())
        """);
    // When
    BEFORE.migrate("latest");
    // Then
    assertThat(
            DATABASE
                .rows(
                    "select id, coalesce(assigned_kind || ' ' || assigned_to, 'pool') as whose from"
                        + " numbers order by id")
                .stream()
                .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList())))
        .containsExactly("n1 AGENT ana", "n2 AGENT ana", "n3 pool", "n4 AGENT bruno", "n5 pool");
    assertThat(DATABASE.count("agents where number is not null")).isZero();
    assertThat(DATABASE.value("select number_of_agent('aurora', 'ana')"))
        .isEqualTo("+551130000001");
    assertThat(DATABASE.value("select number_of_agent('boreal', 'ana')")).isNull();
  }

  private static List<String> jobs(String queue) {
    return DATABASE
        .rows(
            "select id, unique_key, account, priority, state, attempt, failures, due_at > now(),"
                + " send_before is not null as dial, finished_at is not null as ended"
                + " from jobs where queue = ? order by id",
            queue)
        .stream()
        .map(job -> String.join(" ", job.values().stream().map(String::valueOf).toList()))
        .toList();
  }

  private static void call(String id, String endedAt) {
    DATABASE.execute(
        "insert into calls (tenant, id, status, direction, from_number, to_number, record,"
            + " requested_at, destination_class, revision, costed, news_at, checked_at, version,"
            + " ended_at) values ('aurora', ?, 'DIALING', 'OUTBOUND', '+551130001000',"
            + " '+5511987654321', true, now(), 'mobile', 0, false, now(), now(), 0, "
            + endedAt
            + ")",
        id);
  }

  private static void command(
      String id,
      String call,
      String kind,
      String leg,
      String state,
      int attempts,
      String due,
      String sentAt) {
    DATABASE.execute(
        "insert into carrier_commands (tenant, id, call_id, kind, leg, carrier, connection_id,"
            + " payload, state, attempts, created_at, due_at, settled_at, sent_at)"
            + " values ('aurora', ?, ?, ?, ?, 'TWILIO', 'conn', ?, ?, ?, now(),"
            + " now() + cast(? as interval), case when ? in ('DONE', 'REFUSED') then now() end, "
            + sentAt
            + ")",
        id,
        call,
        kind,
        leg,
        EventJson.write(CommandPayload.dial("+5511987654321", E164.of("+551130001000"), 45)),
        state,
        attempts,
        due,
        state);
  }

  private static void recording(String id, String state, int attempts, String due) {
    DATABASE.execute(
        "insert into recordings (tenant, id, call_id, carrier, connection_id,"
            + " carrier_recording_id, state, attempts, due_at, recorded_at, created_at)"
            + " values ('aurora', ?, 'call', 'TWILIO', 'conn', ?, ?, ?,"
            + " now() + cast(? as interval), now(), now())",
        id,
        "RE-" + id,
        state,
        attempts,
        due);
  }

  /** As the role that owns the tables: row-level security holds for it, too. */
}
