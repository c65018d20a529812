package dev.ramal.messaging.permission;

import dev.ramal.events.BudgetScope;
import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.permission.FoundForMessage.Others;
import dev.ramal.messaging.permission.FoundForMessage.Spending;
import dev.ramal.messaging.permission.MessagePermissionInput.HeldPrefix;
import dev.ramal.messaging.permission.MessagePermissionInput.OptOutSaid;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
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
   * What each kind of row holds stands in {@link #found}. Counted is what leaves or has left, at
   * the time at which it does; no cap is higher than what is looked at. For a message that leaves
   * now ($6, whose turn is $7) that is what has left, and what waits with an earlier turn, so that
   * of those that leave together the first ones do.
   */
  static final String READ =
      """
      select 'settings', null, settings, null::timestamptz, null::timestamptz, version, 0
      from (select settings, version from message_settings where tenant = $1
        order by version desc limit 1) newest
      union all
      select 'opt-out', o.contact, o.channel, o.opted_out_at, o.opted_in_at, 0, 0
      from unnest($2::text[]) as wanted (contact) cross join lateral (
        select contact, channel, opted_out_at, opted_in_at from opt_out
        where tenant = $1 and contact = wanted.contact) o
      union all
      select 'recent', wanted.contact, m.leaves, null, null, 0, m.in_minute
      from unnest($2::text[]) as wanted (contact) cross join lateral (
        select string_agg(cast(cast(extract(epoch from leaves) * 1000000 as bigint) as text), ' ')
            as leaves,
          cast(count(*) filter (where
            case when $6::text is null then created_at else handed_over_at end > $3) as int)
            as in_minute
        from (select created_at, handed_over_at,
            coalesce(handed_over_at, leaves_at, send_at, created_at) as leaves
          from message
          where tenant = $1 and to_number = wanted.contact and direction = 'OUTBOUND'
            and created_at > $5 and state not in ('DENIED', 'CANCELED', 'EXPIRED')
            and coalesce(handed_over_at, leaves_at, send_at, created_at) > $4
            and ($6::text is null or id <> $6 and (handed_over_at is not null
              or (coalesce(leaves_at, send_at, created_at), id) < ($7::timestamptz, $6)))
          order by created_at desc limit 1001) newest) m
      union all
      select 'prefix', null, concat_ws(chr(10), prefix, block_id, rule), blocked_at, null, 0, 0
      from (select prefix, block_id, rule, blocked_at from held_prefix
        where tenant = $1 and blocks and released_at is null order by blocked_at) held
      union all
      select 'budget', null, concat_ws(chr(10), budget_id, month, scope, name, people), ends_at,
        null, version, 0
      from (select budget_id, month, scope, name, array_to_string(subjects, chr(10)) as people,
          ends_at, version
        from budget_stop
        where tenant = $1 and ends_at > $3 and stop_version = version
        order by ends_at, budget_id) stops
      """;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** Nothing waits longer: it is sent for at most 35 days ahead, and then held for at most 31. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(66);

  /**
   * @param now from which it is counted back
   */
  public Uni<FoundForMessage> read(
      Sql sql, TenantId tenant, Collection<E164> contacts, Instant now) {
    return read(sql, tenant, contacts, now, null, null);
  }

  /** The same for a message that was taken and leaves now: it is not counted itself. */
  public Uni<FoundForMessage> leaving(Sql sql, Message message, E164 contact, Instant now) {
    MessageDetails details = message.details();
    return read(sql, details.tenant(), List.of(contact), now, details.id().value(), message.turn());
  }

  private static Uni<FoundForMessage> read(
      Sql sql,
      TenantId tenant,
      Collection<E164> contacts,
      Instant now,
      String leaving,
      Instant turn) {
    Object[] parameters =
        Columns.of(contacts.stream().distinct().toList())
            .scalar(tenant.value())
            .text(E164::value)
            .scalar(now.minus(MINUTE))
            .scalar(now.minus(WEEK))
            .scalar(now.minus(WEEK).minus(LONGEST_WAIT))
            .scalar(leaving)
            .scalar(turn)
            .parameters();
    return sql.query(READ, parameters).map(rows -> found(rows, now));
  }

  private static FoundForMessage found(List<SqlRow> rows, Instant now) {
    MessageSettings settings = MessageSettings.DEFAULT;
    int version = 0;
    Map<E164, List<OptOutSaid>> optOuts = new HashMap<>();
    Map<E164, Others> others = new HashMap<>();
    List<BudgetStop> stops = new ArrayList<>();
    List<HeldPrefix> prefixes = new ArrayList<>();
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
        case "prefix" -> prefixes.add(prefix(row));
        case "budget" -> stops.add(stop(row));
        default -> others.put(contact, new Others(row.integer(6), times(row.text(2))));
      }
    }
    return new FoundForMessage(
        settings, version, optOuts, others, new Spending(stops, prefixes), now);
  }

  private static HeldPrefix prefix(SqlRow row) {
    String[] said = row.text(2).split("\n", 3);
    return new HeldPrefix(said[1], said[0], said[2], row.instant(3));
  }

  private static BudgetStop stop(SqlRow row) {
    List<String> said = List.of(row.text(2).split("\n"));
    return new BudgetStop(
        said.get(0),
        row.integer(5),
        said.get(1),
        said.get(3),
        BudgetScope.find(said.get(2)),
        said.subList(4, said.size()),
        row.instant(3));
  }

  /**
   * @param micros of each since 1970; null for none
   */
  private static List<Instant> times(String micros) {
    return micros == null
        ? List.of()
        : Arrays.stream(micros.split(" "))
            .map(one -> Instant.EPOCH.plus(Long.parseLong(one), ChronoUnit.MICROS))
            .toList();
  }
}
