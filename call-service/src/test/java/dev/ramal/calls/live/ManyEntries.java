package dev.ramal.calls.live;

import dev.ramal.testkit.Postgres;

/** Timelines as a busy platform has them. */
final class ManyEntries {
  private static final String ENTRIES =
      """
      insert into call_news (tenant, event_id, call_id, agent_id, type, status, at, data, told_at)
      select ?, ? || n, ?, 'agent-' || n %% 50, 'CallDialed', 'dialing', now(),
        json_build_object('eventId', ? || n, 'type', 'CallDialed', 'callId', ?::text,
          'status', 'dialing', 'agentId', 'agent-' || n %% 50, 'at', now())::text,
        now() - n * interval '%s'
      from generate_series(1, ?) n
      """;

  private ManyEntries() {}

  /**
   * Of one call and fifty agents.
   *
   * @param apart an interval of Postgres: the newest is so old, the second twice that
   */
  static void of(String tenant, String prefix, int count, String apart) {
    String call = prefix + 1;
    Postgres.database("calls")
        .execute(ENTRIES.formatted(apart), tenant, prefix, call, prefix, call, count);
  }
}
