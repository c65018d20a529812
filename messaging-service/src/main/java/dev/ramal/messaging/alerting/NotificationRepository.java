package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.alerting.AlertNotification.State;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Whom alerts were told. */
@ApplicationScoped
class NotificationRepository {
  private static final String ADD =
      """
      insert into alert_notification
        (tenant, id, alert_id, round, step, receiver, channel, news, state, created_at)
      select $4::text, id, $5::text, $6::int, $7::int, receiver, channel, $8::text, 'pending',
        $9::timestamptz
      from unnest($1::text[], $2::text[], $3::text[]) as given (id, receiver, channel)
      on conflict do nothing returning
      """
          + AlertNotification.COLUMNS;

  private static final String OF_ALERT =
      "select"
          + AlertNotification.COLUMNS
          + "from alert_notification where tenant = $1 and alert_id = $2 order by created_at, id";

  private static final String LOCK =
      "select"
          + AlertNotification.COLUMNS
          + "from alert_notification where tenant = $1 and id = $2 for update";

  private static final String CARRIED_BY =
      "select"
          + AlertNotification.COLUMNS
          + "from alert_notification where tenant = $1 and message_id = $2";

  private static final String END =
      """
      update alert_notification set state = $3, reason = $4, message_id = $5, ended_at = $6
      where tenant = $1 and id = $2
      """;

  private static final String HOPE =
      """
      select 1 from alert_notification where tenant = $1 and alert_id = $2 and round = $3::int
        and step = $4::int and news = 'raised' and state <> 'failed' limit 1
      """;

  private final Clock clock;

  NotificationRepository(Clock clock) {
    this.clock = clock;
  }

  /** Those that were there already are left out. */
  Uni<List<AlertNotification>> add(
      Sql sql, AlertRow alert, int step, AlertNews news, List<AlertReceiver> receivers) {
    Object[] parameters =
        Columns.of(receivers)
            .text(receiver -> UuidV7.next().toString())
            .text(AlertReceiver::id)
            .text(receiver -> receiver.channel().wire())
            .scalar(alert.tenant().value())
            .scalar(alert.id())
            .scalar(alert.round())
            .scalar(step)
            .scalar(news.wire())
            .scalar(clock.instant())
            .parameters();
    return sql.query(ADD, parameters).map(NotificationRepository::all);
  }

  /** Oldest first. */
  Uni<List<AlertNotification>> of(Sql sql, TenantId tenant, String alertId) {
    return sql.query(OF_ALERT, tenant.value(), alertId).map(NotificationRepository::all);
  }

  Uni<Optional<AlertNotification>> lock(Sql sql, TenantId tenant, String id) {
    return sql.query(LOCK, tenant.value(), id).map(rows -> all(rows).stream().findFirst());
  }

  /** What a message tells; empty for one that tells no alert. Locks nothing. */
  Uni<Optional<AlertNotification>> carriedBy(Sql sql, TenantId tenant, String messageId) {
    return sql.query(CARRIED_BY, tenant.value(), messageId)
        .map(rows -> all(rows).stream().findFirst());
  }

  /**
   * @param reason null for none
   * @param messageId null for none
   */
  Uni<Void> end(Sql sql, AlertNotification one, State state, String reason, String messageId) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(one.tenant().value())
            .scalar(one.id())
            .scalar(state.wire())
            .scalar(reason)
            .scalar(messageId)
            .scalar(state == State.PENDING ? null : clock.instant())
            .parameters();
    return sql.query(END, parameters).replaceWithVoid();
  }

  /** Whether anybody of the same step was told, or may still be. */
  Uni<Boolean> isAnybodyReached(Sql sql, AlertNotification one) {
    return sql.query(HOPE, one.tenant().value(), one.alertId(), one.round(), one.step())
        .map(rows -> !rows.isEmpty());
  }

  private static List<AlertNotification> all(List<SqlRow> rows) {
    return rows.stream().map(AlertNotification::read).toList();
  }
}
