package dev.ramal.messaging.permission;

import dev.ramal.carriers.consent.DeclinedConsent;
import dev.ramal.carriers.spending.BlockedPrefix;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what verdicts are judged on, with one statement that looks everything up by its key. Hold
 * the threads of the contacts, so that two who write at one time count each other.
 */
@ApplicationScoped
public class MessagePermissionTables {
  /**
   * What each kind of row holds stands in {@link #found}; all are of any organizations. Counted is
   * what leaves or has left, at the time at which it does; no cap is higher than what is looked at.
   * For a message that leaves now (whose turn is given) that is what has left, and what waits with
   * an earlier turn, so that of those that leave together the first ones do.
   */
  static final String READ =
      """
      select 'settings', wanted.tenant, null, newest.settings, null::timestamptz, null::timestamptz,
        newest.version, 0
      from unnest($1::text[]) as wanted (tenant) cross join lateral (
        select settings, version from message_settings where tenant = wanted.tenant
        order by version desc limit 1) newest
      union all
      select 'opt-out', wanted.tenant, o.contact, o.channel, o.opted_out_at, o.opted_in_at, 0, 0
      from unnest($2::text[], $3::text[]) as wanted (tenant, contact) cross join lateral (
        select contact, channel, opted_out_at, opted_in_at from opt_out
        where tenant = wanted.tenant and contact = wanted.contact order by channel) o
      union all
      select 'consent', wanted.tenant, wanted.contact,
        concat_ws(chr(10), c.contact_id, c.crm, c.transaction_id), c.said_at, null, 0, 0
      from unnest($2::text[], $3::text[]) as wanted (tenant, contact) cross join lateral (
        select contact_id, said_at from contact_consent_numbers
        where tenant = wanted.tenant and number = wanted.contact) named
      cross join lateral (select contact_id, crm, transaction_id, said_at from contact_consents
        where tenant = wanted.tenant and contact_id = named.contact_id
          and said_at = named.said_at and declined) c
      union all
      select 'recent', wanted.tenant, wanted.contact, m.leaves, null, null, 0, m.in_minute
      from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
        as wanted (tenant, contact, leaving, turn)
      cross join lateral (
        select string_agg(cast(cast(extract(epoch from leaves) * 1000000 as bigint) as text), ' ')
            as leaves,
          cast(count(*) filter (where
            case when wanted.leaving is null then created_at else handed_over_at end > $6) as int)
            as in_minute
        from (select created_at, handed_over_at,
            coalesce(handed_over_at, leaves_at, send_at, created_at) as leaves
          from message
          where tenant = wanted.tenant and to_number = wanted.contact and direction = 'OUTBOUND'
            and created_at > $8 and state not in ('DENIED', 'CANCELED', 'EXPIRED')
            and coalesce(handed_over_at, leaves_at, send_at, created_at) > $7
            and (wanted.leaving is null or id <> wanted.leaving and (handed_over_at is not null
              or (coalesce(leaves_at, send_at, created_at), id) < (wanted.turn, wanted.leaving)))
          order by created_at desc limit 1001) newest) m
      union all
      select 'prefix', wanted.tenant, null,
        concat_ws(chr(10), held.prefix, held.block_id, held.rule), held.blocked_at, null, 0, 0
      from unnest($1::text[]) as wanted (tenant) cross join lateral (
        select prefix, block_id, rule, blocked_at from held_prefix
        where tenant = wanted.tenant and blocks and released_at is null order by blocked_at) held
      union all
      select 'budget', wanted.tenant, null,
        concat_ws(chr(10), stops.budget_id, stops.month, stops.scope, stops.name, stops.people),
        stops.ends_at, null, stops.version, 0
      from unnest($1::text[]) as wanted (tenant) cross join lateral (
        select budget_id, month, scope, name, array_to_string(subjects, chr(10)) as people,
          ends_at, version
        from budget_stop
        where tenant = wanted.tenant and ends_at > $6 and stop_version = version
        order by ends_at, budget_id) stops
      """;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** Nothing waits longer: it is sent for at most 35 days ahead, and then held for at most 31. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(66);

  /**
   * What is asked for: a contact, and the message to them that leaves now.
   *
   * @param leaving id of the message; null where none leaves
   * @param turn of that message
   */
  private record Wanted(TenantId tenant, E164 contact, String leaving, Instant turn) {
    static Wanted of(Message message) {
      MessageDetails details = message.details();
      E164 to = details.to().number().orElseThrow();
      return new Wanted(details.tenant(), to, details.id().value(), message.turn());
    }
  }

  /**
   * @param now from which it is counted back
   */
  public Uni<FoundForMessage> read(
      Sql sql, TenantId tenant, Collection<E164> contacts, Instant now) {
    List<Wanted> wanted =
        contacts.stream()
            .distinct()
            .map(contact -> new Wanted(tenant, contact, null, null))
            .toList();
    return read(sql, Set.of(tenant), wanted, now).map(found -> found.get(tenant));
  }

  /**
   * The same for messages of any organizations that were taken and leave now, each to another
   * contact: none is counted itself.
   *
   * @param tenants whose settings are wanted, those of the messages among them
   */
  public Uni<Map<TenantId, FoundForMessage>> leaving(
      Sql sql, Set<TenantId> tenants, Collection<Message> messages, Instant now) {
    return read(sql, tenants, messages.stream().map(Wanted::of).toList(), now);
  }

  private static Uni<Map<TenantId, FoundForMessage>> read(
      Sql sql, Set<TenantId> tenants, List<Wanted> wanted, Instant now) {
    Object[] parameters =
        Columns.of(wanted)
            .scalar(tenants.stream().map(TenantId::value).toArray(String[]::new))
            .text(Wanted::tenant)
            .text(Wanted::contact)
            .text(Wanted::leaving)
            .instant(Wanted::turn)
            .scalar(now.minus(MINUTE))
            .scalar(now.minus(WEEK))
            .scalar(now.minus(WEEK).minus(LONGEST_WAIT))
            .parameters();
    return sql.query(READ, parameters)
        .map(
            rows -> {
              Map<String, List<SqlRow>> byTenant =
                  rows.stream().collect(Collectors.groupingBy(row -> row.text(1)));
              return tenants.stream()
                  .collect(
                      Collectors.toMap(
                          tenant -> tenant,
                          tenant -> found(byTenant.getOrDefault(tenant.value(), List.of()), now)));
            });
  }

  private static FoundForMessage found(List<SqlRow> rows, Instant now) {
    MessageSettings settings = MessageSettings.DEFAULT;
    int version = 0;
    Map<E164, List<OptOutSaid>> optOuts = new HashMap<>();
    Map<E164, List<DeclinedConsent>> declined = new HashMap<>();
    Map<E164, Others> others = new HashMap<>();
    List<BudgetStop> stops = new ArrayList<>();
    List<BlockedPrefix> prefixes = new ArrayList<>();
    for (SqlRow row : rows) {
      E164 contact = row.text(2) == null ? null : E164.of(row.text(2));
      switch (row.text(0)) {
        case "settings" -> {
          settings = EventJson.read(row.text(3), MessageSettings.class);
          version = row.integer(6);
        }
        case "opt-out" ->
            optOuts.merge(
                contact,
                List.of(
                    new OptOutSaid(Channel.valueOf(row.text(3)), row.instant(4), row.instant(5))),
                FoundForMessage::both);
        case "consent" -> declined.merge(contact, List.of(declined(row)), FoundForMessage::both);
        case "prefix" -> prefixes.add(prefix(row));
        case "budget" -> stops.add(stop(row));
        default -> others.put(contact, new Others(row.integer(7), times(row.text(3))));
      }
    }
    return new FoundForMessage(
        settings,
        version,
        new FoundForMessage.Refusals(optOuts, declined),
        others,
        new Spending(stops, prefixes),
        now);
  }

  private static DeclinedConsent declined(SqlRow row) {
    String[] said = row.text(3).split("\n", 3);
    return new DeclinedConsent(said[0], said[1], said.length > 2 ? said[2] : null, row.instant(4));
  }

  private static BlockedPrefix prefix(SqlRow row) {
    String[] said = row.text(3).split("\n", 3);
    return new BlockedPrefix(said[1], said[0], said[2], row.instant(4));
  }

  private static BudgetStop stop(SqlRow row) {
    List<String> said = List.of(row.text(3).split("\n"));
    return new BudgetStop(
        said.get(0),
        row.integer(6),
        said.get(1),
        said.get(3),
        BudgetScope.find(said.get(2)),
        said.subList(4, said.size()),
        row.instant(4));
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
