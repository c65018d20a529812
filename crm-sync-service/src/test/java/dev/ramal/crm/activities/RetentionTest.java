package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.testkit.Postgres;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class RetentionTest {
  @Inject PurgeActivities purgeActivities;

  private final Postgres crm = Postgres.database("crm");

  @Test
  @DisplayName(
      "CRM-80 what is written or was left alone for long is deleted, of every organization")
  void shouldDeleteWhatWasKeptLongEnough() {
    // Given
    String run = FinishedCalls.newId();
    for (String tenant : List.of("aurora", "boreal")) {
      activities(tenant, run, "synced", 1_100, 91);
      activities(tenant, run, "synced", 3, 89);
      activities(tenant, run, "failed", 5, 181);
      activities(tenant, run, "failed", 7, 179);
      activities(tenant, run, "pending", 11, 400);
    }
    recording(run + "-old", 31);
    recording(run + "-new", 29);
    price(run + "-old", 181);
    price(run + "-new", 179);

    // When
    purgeActivities.purge().await().atMost(Duration.ofSeconds(20));

    // Then
    for (String tenant : List.of("aurora", "boreal")) {
      assertThat(
              crm.rows(
                  "select state, count(*) as n from activity where tenant = ? and causation = ?"
                      + " group by state order by state",
                  tenant,
                  run))
          .extracting(row -> row.get("state") + " " + row.get("n"))
          .containsExactly("failed 7", "pending 11", "synced 3");
    }
    assertThat(crm.rows("select call_id from early_recording where call_id like ?", run + "%"))
        .extracting(row -> row.get("call_id"))
        .containsExactly(run + "-new");
    assertThat(crm.rows("select call_id from call_price where call_id like ?", run + "%"))
        .extracting(row -> row.get("call_id"))
        .containsExactly(run + "-new");
    crm.execute("delete from activity where causation = ?", run);
  }

  private void activities(String tenant, String run, String state, int count, int days) {
    crm.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " created_at, settled_at, failure_kind) select gen_random_uuid(), ?,"
            + " gen_random_uuid(), ?, 0, '{}', ?, now() - make_interval(days => 400),"
            + " case ? when 'pending' then null else now() - make_interval(days => ?) end,"
            + " case ? when 'failed' then 'expired' end from generate_series(1, ?)",
        tenant,
        state,
        run,
        state,
        days,
        state,
        count);
  }

  private void price(String call, int days) {
    crm.execute(
        "insert into call_price (tenant, call_id, version, cost, price, open_lines, told_at)"
            + " values ('aurora', ?, 1, 0.1, 0.2, 0, now() - make_interval(days => ?))",
        call,
        days);
  }

  private void recording(String call, int days) {
    crm.execute(
        "insert into early_recording (tenant, call_id, media_path, told_at)"
            + " values ('aurora', ?, '/api/recordings/1/media', now() - make_interval(days => ?))",
        call,
        days);
  }
}
