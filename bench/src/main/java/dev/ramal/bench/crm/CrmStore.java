package dev.ramal.bench.crm;

import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.Sealer;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a measurement does in the database of crm-sync-service, as it lies there. */
record CrmStore(Room room, String database) {
  private static final String WIPE = "truncate activity, jobs, early_recording, call_price";

  private static final String CONNECT =
      """
      insert into crm_connection (tenant, client_id, client_secret, refresh_token, access_token,
        access_expires_at, state, state_since, refreshed_at)
      values ('%1$s', 'bench', '%2$s', '%3$s', '%4$s', now() + interval '1 day', 'connected', now(),
        now())
      on conflict (tenant) do nothing
      """;

  private static final String HOLD =
      """
      insert into job_accounts (tenant, account, paused_until) values ('%s', 'crm', 'infinity')
      on conflict (tenant, account) do update set paused_until = excluded.paused_until
      """;

  private static final String RELEASE = "update job_accounts set paused_until = null";

  private static final String WAKE = "select pg_notify('kit_jobs', 'crm-notes')";

  /** One that is there, so that it has the form that this version gives it. */
  private static final String TEMPLATE =
      "create table bench_call as select call_json from activity limit 1";

  private static final String NO_TEMPLATE = "drop table if exists bench_call";

  /** With one of some thousand people each, as calls have it that wait for days. */
  private static final String ACTIVITIES =
      """
      insert into activity (id, tenant, subject_id, kind, state, revision, call_json, causation,
        created_at)
      select 'w%1$d-' || n, (%2$s)[1 + n %% %3$d], 'w%1$d-' || n, 'call', 'pending', 0,
        jsonb_set(jsonb_set(call_json::jsonb, '{callId}', to_jsonb('w%1$d-' || n)), '{lead}',
          to_jsonb('+55119' || lpad((80000000 + n %% %4$d)::text, 8, '0')))::text,
        'bench', now()
      from bench_call, generate_series(0, %5$d - 1) n
      """;

  private static final String JOBS =
      """
      insert into jobs (id, tenant, queue, kind, subject, unique_key, ordering_key, account,
        priority, payload, state, due_at)
      select 'w%1$d-' || n, (%2$s)[1 + n %% %3$d], 'crm-notes', 'write-note', 'w%1$d-' || n,
        'w%1$d-' || n, '+55119' || lpad((80000000 + n %% %4$d)::text, 8, '0'), 'crm', 1, '{}',
        'WAITING', now()
      from generate_series(0, %5$d - 1) n
      """;

  /** Nothing of before is left to be written. */
  void wipe() {
    execute(NO_TEMPLATE, TEMPLATE, WIPE);
  }

  void connect() {
    Sealer sealer = new Sealer(room.servers().sealingKey());
    for (int number = 0; number < Organizations.COUNT; number++) {
      String tenant = Organizations.of(number).value();
      execute(
          CONNECT.formatted(
              tenant,
              sealer.seal("secret", tenant),
              sealer.seal("refresh", tenant),
              sealer.seal("access", tenant)));
    }
    release();
  }

  /** No note leaves. */
  void hold() {
    for (int number = 0; number < Organizations.COUNT; number++) {
      execute(HOLD.formatted(Organizations.of(number).value()));
    }
  }

  void release() {
    execute(RELEASE, WAKE);
  }

  /**
   * Calls that wait to be written, and are due. What Postgres does after so many rows that came at
   * one time is done before anything is measured.
   */
  void fill(int calls, int people, long series) {
    StringBuilder organizations = new StringBuilder("array[");
    for (int number = 0; number < Organizations.COUNT; number++) {
      organizations.append(number == 0 ? "'" : ",'").append(Organizations.of(number)).append('\'');
    }
    organizations.append(']');
    for (String sql : new String[] {ACTIVITIES, JOBS}) {
      execute(sql.formatted(series, organizations, Organizations.COUNT, people, calls));
    }
    execute("vacuum analyze activity", "vacuum analyze jobs", "checkpoint");
  }

  /** Calls that are not said to stand in the CRM. */
  long notWritten() {
    try (Connection connection = room.superuser(database);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select count(*) from activity where state <> 'synced'")) {
      found.next();
      return found.getLong(1);
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  private void execute(String... statements) {
    try (Connection connection = room.superuser(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }
}
