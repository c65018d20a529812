package dev.ramal.calls.numbers;

import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses the number that a call shows where nobody chose one. Whose turn it is each replica
 * remembers by itself: over several replicas turns are as fair as the clicks are spread.
 */
@ApplicationScoped
public class ChooseCallerId {
  /**
   * Of the account that a click takes with each carrier ({@code CarrierAccounts.enabled}); sent
   * behind that, so that what was released meanwhile is gone. Numbers of other agents are left out.
   * The policy of the campaign stands before that of all calls; where it takes the foremost one,
   * only the foremost are read: more than one, as some are left out later.
   */
  static final String POOL =
      """
      select shown.id, c.id, shown.number, shown.whose, shown.rests, shown.used, rotation.policy
      from (select coalesce((select policy from number_rotation
          where tenant = $1 and campaign_id in ('', $4) order by campaign_id desc limit 1),
        'FIRST') as policy) rotation
      cross join unnest($2::text[]) as wanted (carrier)
      cross join lateral (select id from carrier_connections
        where tenant = $1 and carrier = wanted.carrier and enabled order by id desc limit 1) c
      cross join lateral (select * from (
          select n.id, n.number, n.position, coalesce(n.resting_until > $5::timestamptz, false) as rests,
            case when n.used_on = cast($6::text as date) then n.used else 0 end as used,
            case when n.assigned_kind = 'AGENT' then 0
              when n.assigned_kind = 'CAMPAIGN' and n.assigned_to = $4 then 1
              when n.assigned_kind is null then 2 else 3 end as whose
          from numbers n
          where n.tenant = $1 and n.connection_id = c.id and n.state = 'ACTIVE'
            and (n.assigned_kind is distinct from 'AGENT' or n.assigned_to = $3)) mine
        order by whose, rests, case when rotation.policy = 'LEAST_USED' then used end, position, id
        limit case when rotation.policy in ('FIRST', 'LEAST_USED') then 100 end) shown
      order by c.id, shown.whose, shown.rests, shown.position, shown.id
      """;

  private static final String USED =
      """
      update numbers set used = case when used_on = cast($3::text as date) then used else 0 end + 1,
        used_on = cast($3::text as date)
      where tenant = $1 and id = $2
      """;

  private static final ZoneId BRASILIA = ZoneId.of("America/Sao_Paulo");

  private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
  private final Clock clock;

  ChooseCallerId(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param campaignId null for none
   * @param carriers that come into question, by the names that are stored
   */
  public Uni<CallerIds> read(
      Sql sql, TenantId tenant, String agentId, String campaignId, List<String> carriers) {
    Object[] parameters =
        Columns.of(carriers)
            .scalar(tenant.value())
            .text(carrier -> carrier)
            .scalar(agentId)
            .scalar(campaignId == null ? "" : campaignId)
            .scalar(clock.instant())
            .scalar(today())
            .parameters();
    return sql.query(POOL, parameters).map(ChooseCallerId::callerIds);
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), BRASILIA).toString();
  }

  private static CallerIds callerIds(List<SqlRow> rows) {
    return new CallerIds(
        rows.isEmpty() ? RotationPolicy.FIRST : RotationPolicy.valueOf(rows.get(0).text(6)),
        rows.stream()
            .map(
                row ->
                    new CallerId(
                        row.text(0),
                        row.text(1),
                        E164.of(row.text(2)),
                        CallerId.Whose.values()[row.integer(3)],
                        row.bool(4),
                        row.integer(5)))
            .toList(),
        Set.of());
  }

  /**
   * A number that was chosen.
   *
   * @param counted the statement that counts it, to be sent with what the call stores; empty where
   *     nobody wants the count
   */
  public record Chosen(E164 number, Optional<Counting> counted) {}

  /** Counts a number as given. */
  @FunctionalInterface
  public interface Counting {
    Uni<?> count(Sql sql);

    /** Nothing where nobody wants the count. */
    static Uni<?> count(Sql sql, Optional<Counting> counted) {
      return counted
          .<Uni<?>>map(one -> one.count(sql))
          .orElseGet(() -> Uni.createFrom().voidItem());
    }
  }

  /** Empty where the account has no number that such a call may show. */
  public Optional<Chosen> choose(TenantId tenant, CallerIds pool, String connectionId, E164 to) {
    List<CallerId> numbers = pool.of(connectionId);
    if (numbers.isEmpty()) {
      return Optional.empty();
    }
    AtomicInteger turn =
        turns.computeIfAbsent(tenant + ":" + connectionId, key -> new AtomicInteger());
    CallerId chosen =
        Rotation.choose(
            pool.policy(),
            numbers,
            to,
            many -> Math.floorMod(turn.getAndIncrement(), many),
            many -> ThreadLocalRandom.current().nextInt(many));
    return Optional.of(new Chosen(chosen.number(), counting(tenant, pool.policy(), chosen)));
  }

  private Optional<Counting> counting(TenantId tenant, RotationPolicy policy, CallerId chosen) {
    return policy == RotationPolicy.LEAST_USED
        ? Optional.of(sql -> sql.query(USED, tenant.value(), chosen.id(), today()))
        : Optional.empty();
  }
}
