package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntFunction;

/** Reads a job from a row, whichever client has read the row. */
final class JobColumns {
  /** Times as microseconds: both clients read a bigint the same way. */
  static final String OF_JOB =
      """
      j.seq, j.id, j.tenant, j.queue, j.kind, j.subject, j.account, cast(j.payload as text),
      j.attempt, j.failures, j.questions,
      cast(extract(epoch from j.created_at) * 1000000 as bigint),
      cast(extract(epoch from j.opened_at) * 1000000 as bigint),
      cast(extract(epoch from j.sent_at) * 1000000 as bigint),
      cast(extract(epoch from j.send_before - (now() + make_interval(secs => cast(:shift as float8))))
        * 1000 as bigint)
      """;

  private static final int COUNT = 15;

  private JobColumns() {}

  /**
   * @param asOf our time, no later than that of the statement
   * @param leavesWithin what the lease allows
   */
  static Job read(IntFunction<Object> column, Instant asOf, Duration leavesWithin) {
    Long millisLeft = (Long) column.apply(14);
    Instant expires = millisLeft == null ? null : asOf.plusMillis(millisLeft);
    Instant leave = asOf.plus(leavesWithin);
    return new Job(
        (Long) column.apply(0),
        (String) column.apply(1),
        TenantId.of((String) column.apply(2)),
        (String) column.apply(3),
        (String) column.apply(4),
        (String) column.apply(5),
        (String) column.apply(6),
        (String) column.apply(7),
        JobState.valueOf((String) column.apply(COUNT)),
        (Integer) column.apply(8),
        (Integer) column.apply(9),
        (Integer) column.apply(10),
        instant(column.apply(11)),
        instant(column.apply(12)),
        instant(column.apply(13)),
        expires,
        expires != null && expires.isBefore(leave) ? expires : leave);
  }

  static Instant instant(Object micros) {
    return micros == null ? null : Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
  }
}
