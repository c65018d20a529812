package dev.ramal.messaging.permission;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import dev.ramal.messaging.permission.MessagePermissionInput.Recent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what verdicts are judged on, with one statement that looks everything up by its key. Hold
 * the threads of the contacts, so that two who write at one time count each other.
 */
@ApplicationScoped
public class MessagePermissionTables {
  /**
   * What each kind of row holds stands in {@link #found}. Counted is what leaves or has left; no
   * cap is higher than what is looked at.
   */
  static final String READ =
      """
      select 'settings', null, settings, null::timestamptz, null::timestamptz, version, 0, 0, 0
      from (select settings, version from message_settings where tenant = $1
        order by version desc limit 1) newest
      union all
      select 'opt-out', o.contact, o.channel, o.opted_out_at, o.opted_in_at, 0, 0, 0, 0
      from unnest($2::text[]) as wanted (contact) cross join lateral (
        select contact, channel, opted_out_at, opted_in_at from opt_out
        where tenant = $1 and contact = wanted.contact) o
      union all
      select 'recent', wanted.contact, null, null, null, m.in_minute, m.in_day, m.in_week, m.handed
      from unnest($2::text[]) as wanted (contact) cross join lateral (
        select cast(count(*) filter (where created_at > $3) as int) as in_minute,
          cast(count(*) filter (where created_at > $4) as int) as in_day,
          cast(count(*) as int) as in_week,
          cast(count(*) filter (where handed_over_at > $3) as int) as handed
        from (select created_at, handed_over_at from message
          where tenant = $1 and to_number = wanted.contact and direction = 'OUTBOUND'
            and created_at > $5 and state not in ('DENIED', 'CANCELED', 'EXPIRED')
          order by created_at desc limit 1001) newest) m
      """;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * @param now from which it is counted back
   */
  public Uni<FoundForMessage> read(
      Sql sql, TenantId tenant, Collection<E164> contacts, Instant now) {
    Object[] parameters =
        Columns.of(contacts.stream().distinct().toList())
            .scalar(tenant.value())
            .text(E164::value)
            .scalar(now.minus(MINUTE))
            .scalar(now.minus(DAY))
            .scalar(now.minus(WEEK))
            .parameters();
    return sql.query(READ, parameters).map(MessagePermissionTables::found);
  }

  private static FoundForMessage found(List<SqlRow> rows) {
    MessageSettings settings = MessageSettings.DEFAULT;
    int version = 0;
    Map<E164, List<OptOutSaid>> optOuts = new HashMap<>();
    Map<E164, Recent> recent = new HashMap<>();
    Map<E164, Integer> left = new HashMap<>();
    for (SqlRow row : rows) {
      E164 contact = row.text(1) == null ? null : E164.of(row.text(1));
      switch (row.text(0)) {
        case "settings" -> {
          settings = EventJson.read(row.text(2), MessageSettings.class);
          version = row.integer(5);
        }
        case "opt-out" ->
            optOuts.merge(
                contact,
                List.of(
                    new OptOutSaid(Channel.valueOf(row.text(2)), row.instant(3), row.instant(4))),
                FoundForMessage::both);
        default -> {
          recent.put(contact, new Recent(row.integer(5), row.integer(6), row.integer(7)));
          left.put(contact, row.integer(8));
        }
      }
    }
    return new FoundForMessage(settings, version, optOuts, recent, left);
  }
}
