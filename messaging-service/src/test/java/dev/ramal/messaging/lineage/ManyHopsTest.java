package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Among as many events as a busy organization has. It fills the index, which takes a while. */
@MessagingTest
class ManyHopsTest {
  private static final int EVENTS = 1_000_000;
  private static final String TOPIC = "of.many.hops";

  /** Calls of 25 events, each the cause of the next; every 40,000th event names one number. */
  private static final String FILL =
      """
      insert into hop (tenant, topic, partition, record_offset, published_at, event_id, type,
        source, causation, subject_kind, subject_id, handles, ties)
      select 'aurora', '%1$s', n %% 12, n, now() - interval '1 day' + n * interval '50 ms',
        'many-' || n, 'dev.ramal.calls.CallRinging', '/call-service',
        case when n %% 25 = 0 then null else 'many-' || n - 1 end, 'call',
        'many-call-' || n / 25,
        array[pg_temp.handle('many-' || n), pg_temp.handle('many-call-' || n / 25),
          pg_temp.handle(E'effects of\\nmany-' || n - 1),
          pg_temp.handle('many-number-' || n %% 40000)], 2
      from generate_series(0, %2$d - 1) as n
      """;

  private static final String HANDLES =
      """
      insert into hop_handle (handle, tenant, hop)
      select named.handle, tenant, seq
      from hop cross join lateral unnest(handles) as named (handle) where topic = ?
      """;

  @FaultRun
  @Test
  @DisplayName("MSG-540 among 1,000,000 events a way is told within 300 ms")
  void shouldAnswerAmongAMillion() {
    // Given
    Postgres database = Postgres.database("messaging");
    try {
      fill(database);
      ask("many-call-1", 200); // plans are made, pages are read

      // When
      long slowest = 0;
      for (String id : List.of("many-call-20000", "many-500007", "many-call-39999", "many-7")) {
        slowest = Math.max(slowest, ask(id, 200));
      }
      slowest = Math.max(slowest, ask("many-number-17", 409));
      slowest = Math.max(slowest, ask("of-nobody", 404));

      // Then
      assertThat(slowest).as("milliseconds").isLessThan(300);
    } finally {
      database.execute(
          "delete from hop_handle where hop in (select seq from hop where topic = ?)", TOPIC);
      database.execute("delete from hop where topic = ?", TOPIC);
    }
  }

  private static void fill(Postgres database) {
    database.execute(
        "create or replace function pg_temp.handle(id text) returns uuid language sql immutable as"
            + " $$ select encode(substring(sha256(convert_to(id, 'UTF8')) for 16), 'hex')::uuid"
            + " $$");
    database.execute(FILL.formatted(TOPIC, EVENTS));
    database.execute(HANDLES, TOPIC);
    database.execute("analyze hop");
    database.execute("analyze hop_handle");
  }

  /** Milliseconds until the whole answer is there. */
  private static long ask(String id, int status) {
    long begun = System.nanoTime();
    Response answer = ApiUser.as("olga").request().queryParam("id", id).get("/api/ops/why");
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertThat(answer.statusCode()).as(id).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.jsonPath().getList("hops")).as(id).hasSize(25);
    }
    return millis;
  }
}
