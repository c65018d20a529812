package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class PendingActivitiesMigrationTest {
  @RegisterExtension static final SchemaBefore BEFORE = SchemaBefore.of("crm_before_jobs", "2");

  private static final Postgres DATABASE = BEFORE.database();

  @Test
  @DisplayName("CRM-14 activities that wait, or may be written, when jobs come become jobs")
  void shouldMakeJobsOfWhatIsNotDone() {
    // Given
    activity("waiting", "pending", 2, "now() - interval '1 s'", "null");
    activity("searching", "pending", 0, "now() - interval '1 s'", "now() + interval '1 minute'");
    activity("in-flight", "writing", 0, "now() - interval '1 s'", "now() + interval '1 minute'");
    activity("done", "synced", 1, "now()", "null");
    activity("failed", "failed", 0, "now()", "null");
    DATABASE.execute(
        "insert into crm_connection (tenant, client_id, client_secret, refresh_token, state,"
            + " state_since) values ('aurora', 'app', 's', 'r', 'connected', now())");

    // When
    BEFORE.migrate("latest");

    // Then
    List<Map<String, Object>> jobs =
        DATABASE.rows(
            "select subject, id, unique_key, queue, kind, account, state, failures,"
                + " due_at > now() as later from jobs order by subject");
    assertThat(jobs)
        .extracting(job -> String.join(" ", job.values().stream().map(String::valueOf).toList()))
        .containsExactly(
            "in-flight id-in-flight id-in-flight crm-notes write-note crm UNKNOWN 0 true",
            "searching id-searching id-searching crm-notes write-note crm WAITING 0 false",
            "waiting id-waiting id-waiting crm-notes write-note crm WAITING 2 false");
    assertThat(DATABASE.value("select crm from crm_connection")).isEqualTo("rdstation");
  }

  private static void activity(
      String call, String state, int attempts, String due, String leaseUntil) {
    DATABASE.execute(
        "insert into activity (id, tenant, subject_id, state, revision, call_json, causation,"
            + " attempts, next_attempt_at, lease_until, created_at)"
            + " values (?, 'aurora', ?, ?, 0, '{}', 'test', ?, "
            + due
            + ", "
            + leaseUntil
            + ", now())",
        "id-" + call,
        call,
        state,
        attempts);
  }
}
