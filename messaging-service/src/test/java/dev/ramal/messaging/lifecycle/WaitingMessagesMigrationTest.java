package dev.ramal.messaging.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class WaitingMessagesMigrationTest {
  @RegisterExtension
  static final SchemaBefore BEFORE = SchemaBefore.of("messaging_before_jobs", "1");

  private static final Postgres DATABASE = BEFORE.database();

  private static final String INDEXES =
      """
      select indexdef from pg_indexes where tablename in ('message', 'conversation') order by 1
      """;

  @BeforeEach
  void create() {
    DATABASE.execute(
        "insert into conversation (tenant, id, contact, channel, last_message_at, created_at)"
            + " values ('aurora', 'thread', '+5511987654321', 'SMS', now(), now())");
  }

  @Test
  @DisplayName("MSG-17 messages that wait, or are in doubt, when jobs come become jobs")
  void shouldMakeJobsOfMessagesThatWaitOrAreInDoubt() {
    // Given
    message("waiting", "OUTBOUND", "ACCEPTED", 2, null, "due_at");
    message("in-flight", "OUTBOUND", "SENDING", 1, null, "ask_at");
    message("in-doubt", "OUTBOUND", "SENDING_UNKNOWN", 3, null, "ask_at");
    message("taken", "OUTBOUND", "SENDING", 1, "SM1", "ask_at");
    message("arrived", "OUTBOUND", "DELIVERED", 1, "SM2", "ask_at");
    message("inbound", "INBOUND", "RECEIVED", 0, "SM3", "read_at");
    // When
    BEFORE.migrate("latest");
    // Then
    List<Map<String, Object>> jobs =
        DATABASE.rows(
            "select subject, queue, kind, account, state, attempt, failures, due_at > now() as"
                + " later from jobs order by subject");
    assertThat(jobs)
        .extracting(job -> String.join(" ", job.values().stream().map(String::valueOf).toList()))
        .containsExactly(
            "in-doubt messages submit conn UNKNOWN 3 2 true",
            "in-flight messages submit conn UNKNOWN 1 0 true",
            "waiting messages submit conn WAITING 2 2 true");
    assertThat(DATABASE.rows("select id from message where ask_at is not null order by id"))
        .extracting(row -> row.get("id"))
        .containsExactly("arrived", "taken");
  }

  @Test
  @DisplayName("MSG-91 threads from before know their windows, their owner and their files")
  void shouldCarryOverWindowsOwnersSpellingsAndFiles() {
    // Given
    BEFORE.migrate("2");
    DATABASE.execute(
        "insert into conversation (tenant, id, contact, channel, owner_id, last_message_at,"
            + " created_at) values ('aurora', 'pair', '+5215512345678', 'WHATSAPP', 'ana', now(),"
            + " now())");
    whatsApp("one", "+551130001000", "2026-03-02T12:00:00Z");
    whatsApp("two", "+551130001000", "2026-03-02T12:30:00.123456Z");
    whatsApp("three", "+551130002000", "2026-03-01T12:00:00Z");
    // When
    BEFORE.migrate("latest");
    // Then
    Map<String, Object> thread =
        DATABASE.rows("select contact, windows from conversation where id = 'pair'").get(0);
    assertThat(thread.get("contact")).isEqualTo("+525512345678");
    assertThat((String) thread.get("windows"))
        .contains("\"+551130001000\": \"2026-03-02T12:30:00.123456Z\"")
        .contains("\"+551130002000\": \"2026-03-01T12:00:00.000000Z\"");
    assertThat(DATABASE.count("message where owner_id = 'ana'")).isEqualTo(3);
    assertThat(
            DATABASE.rows(
                "select m.message_id || ' ' || m.url || ' ' || m.told_type || ' ' || j.subject as"
                    + " file from media m join jobs j on j.queue = 'message-media' and j.subject ="
                    + " m.message_id || ':' || m.position order by 1"))
        .extracting(row -> row.get("file"))
        .containsExactly(
            "one https://a.example/1 image/png one:0",
            "three https://a.example/1 image/png three:0",
            "two https://a.example/1 image/png two:0");
  }

  @Test
  @DisplayName("MSG-95 indexes that are built before the upgrade are those of the migrations")
  void shouldFindIndexesThatWereBuiltBefore() throws IOException {
    // Given
    BEFORE.migrate("latest");
    List<Map<String, Object>> wanted = DATABASE.rows(INDEXES);
    BEFORE.recreate();
    create();
    BEFORE.migrate("6");
    // When
    String migrating = Files.readString(Path.of("README.md")).split("## Migrating\n")[1];
    for (String statement : migrating.split("```sql\n|```")[1].strip().split(";\\s*")) {
      DATABASE.execute(statement);
    }
    // Then
    assertThat(DATABASE.rows(INDEXES)).isEqualTo(wanted);
    BEFORE.migrate("latest");
    assertThat(DATABASE.rows(INDEXES)).isEqualTo(wanted);
  }

  private static void whatsApp(String id, String ours, String at) {
    DATABASE.execute(
        "insert into message (tenant, id, conversation_id, direction, channel, from_number,"
            + " to_number, body, media, carrier, connection_id, created_at, state, segments)"
            + " values ('aurora', ?, 'pair', 'INBOUND', 'WHATSAPP', '+5215512345678', ?, 'oi',"
            + " '[{\"url\":\"https://a.example/1\",\"contentType\":\"image/png\"}]', 'TWILIO',"
            + " 'conn', cast(? as timestamptz), 'RECEIVED', 1)",
        id,
        ours,
        at);
  }

  private static void message(
      String id, String direction, String state, int attempts, String carrierId, String later) {
    DATABASE.execute(
        "insert into message (tenant, id, conversation_id, direction, channel, from_number,"
            + " to_number, body, carrier, connection_id, carrier_message_id, created_at, state,"
            + " segments, attempts, handed_over_at, "
            + later
            + ") values ('aurora', ?, 'thread', ?, 'SMS', '+551140028922', '+5511987654321', 'oi',"
            + " 'TWILIO', 'conn', ?, now(), ?, 1, ?, now(), now() + interval '1 minute')",
        id,
        direction,
        carrierId,
        state,
        attempts);
  }

  /** As the role that owns the tables: row-level security holds for it, too. */
}
