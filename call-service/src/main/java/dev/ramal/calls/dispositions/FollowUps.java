package dev.ramal.calls.dispositions;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What is to be done after calls: at most one thing for each, kept so that it can be withdrawn. */
@ApplicationScoped
class FollowUps {
  private static final String REQUEST =
      """
      insert into follow_ups (tenant, call_id, disposition, due_at, requested_at)
      values ($1, $2, $3, $4, $5)
      on conflict (tenant, call_id) do update set disposition = excluded.disposition,
        due_at = excluded.due_at, requested_at = excluded.requested_at
      """;

  private static final String WITHDRAW =
      "delete from follow_ups where tenant = $1 and call_id = $2 returning 1";

  private final Clock clock;

  FollowUps(Clock clock) {
    this.clock = clock;
  }

  /** What is to be published. */
  Uni<List<Record>> request(Sql sql, Call call, Disposition disposition) {
    Instant now = clock.instant();
    CallDetails details = call.details();
    FollowUpRequested requested =
        new FollowUpRequested(
            call.id().value(),
            details.agentId(),
            details.agentName(),
            details.contactId(),
            details.dealId(),
            details.leadNumber(),
            disposition.code(),
            disposition.label(),
            disposition.followUp().text(),
            DueTimes.after(disposition.followUp(), details.leadNumber(), now),
            now);
    Object[] parameters =
        Columns.of(List.of())
            .scalar(call.tenant().value())
            .scalar(call.id().value())
            .scalar(disposition.code())
            .scalar(requested.dueAt())
            .scalar(now)
            .parameters();
    return sql.query(REQUEST, parameters).replaceWith(List.of(requested));
  }

  /** What is to be published: nothing where nothing was to be done. */
  Uni<List<Record>> withdraw(Sql sql, Call call, String disposition) {
    return sql.query(WITHDRAW, call.tenant().value(), call.id().value())
        .map(
            rows ->
                rows.isEmpty()
                    ? List.of()
                    : List.of(
                        new FollowUpWithdrawn(call.id().value(), disposition, clock.instant())));
  }
}
