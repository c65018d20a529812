package dev.ramal.calls.facts;

import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Facts that wait for their call, in the database, each for a while. */
@ApplicationScoped
class ParkedFacts {
  private static final String PARK =
      """
      with given as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
          $6::text[]) as fact (tenant, carrier, carrier_call_id, event_id, type, data)
      ), full_up as (
        select tenant from (select distinct tenant from given) of
        where (select count(*) from (
          select 1 from parked_facts p where p.tenant = of.tenant limit $7::int) waiting) >= $7::int
      )
      insert into parked_facts (tenant, carrier, carrier_call_id, event_id, type, data)
      select * from given where tenant not in (select tenant from full_up)
      on conflict do nothing
      returning tenant, event_id
      """;

  private static final String TAKE =
      """
      delete from parked_facts p
      using unnest($1::text[], $2::text[], $3::text[]) as leg (tenant, carrier, carrier_call_id)
      where p.tenant = leg.tenant and p.carrier = leg.carrier
        and p.carrier_call_id = leg.carrier_call_id
      returning p.tenant, p.carrier, p.carrier_call_id, p.event_id, p.type, p.data
      """;

  /** A call begins beside its parked facts within moments or not at all. */
  private static final String FRESH =
      """
      select distinct tenant, carrier, carrier_call_id from (
        select tenant, carrier, carrier_call_id from parked_facts
        where parked_at > now() - interval '10 minutes' order by parked_at desc limit $1) newest
      """;

  private static final String FORGET =
      """
      delete from parked_facts where (tenant, carrier, carrier_call_id, event_id) in (
        select tenant, carrier, carrier_call_id, event_id from parked_facts
        where parked_at < now() - make_interval(secs => $1::float8)
        order by parked_at limit $2 for update skip locked)
      returning tenant, carrier, carrier_call_id, event_id, type, data
      """;

  private static final String WAITING =
      """
      select count(*), coalesce(extract(epoch from now() - min(parked_at)), 0)::bigint
      from parked_facts
      """;

  /**
   * A fact that waits.
   *
   * @param data JSON document of its type
   */
  record ParkedFact(Handle leg, String eventId, String type, String data) {
    static ParkedFact of(SqlRow row) {
      return new ParkedFact(handle(row), row.text(3), row.text(4), row.text(5));
    }
  }

  /** What waits altogether. */
  record Waiting(long facts, long oldestSeconds) {}

  /**
   * Parks facts.
   *
   * @param most facts of one organization; of one that has as many no more are parked
   * @return ids of the events that are parked now, each with its organization
   */
  Uni<Set<Parked>> park(Sql sql, List<ParkedFact> facts, int most) {
    if (facts.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    return sql.query(
            PARK,
            Columns.of(facts)
                .text(fact -> fact.leg().tenant())
                .text(fact -> fact.leg().carrier().name())
                .text(fact -> fact.leg().carrierCallId())
                .text(ParkedFact::eventId)
                .text(ParkedFact::type)
                .text(ParkedFact::data)
                .scalar(most)
                .parameters())
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Parked(TenantId.of(row.text(0)), row.text(1)))
                    .collect(Collectors.toSet()));
  }

  /** A fact that is parked. */
  record Parked(TenantId tenant, String eventId) {}

  /** Takes what waits for these legs. */
  Uni<List<ParkedFact>> take(Sql sql, Collection<Handle> legs) {
    if (legs.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return sql.query(
            TAKE,
            Columns.of(List.copyOf(legs))
                .text(Handle::tenant)
                .text(leg -> leg.carrier().name())
                .text(Handle::carrierCallId)
                .parameters())
        .map(rows -> rows.stream().map(ParkedFact::of).toList());
  }

  /** The legs of all organizations for which something has been waiting for a short while. */
  @AcrossTenants("parked facts are looked through")
  Uni<List<Handle>> fresh(Sql sql, int most) {
    return sql.query(FRESH, most).map(rows -> rows.stream().map(ParkedFacts::handle).toList());
  }

  /** Takes what has waited for too long, of all organizations. */
  @AcrossTenants("parked facts of all organizations grow old")
  Uni<List<ParkedFact>> forget(Sql sql, Duration keep, int most) {
    return sql.query(FORGET, keep.toMillis() / 1_000.0, most)
        .map(rows -> rows.stream().map(ParkedFact::of).toList());
  }

  @AcrossTenants("a gauge counts all of them")
  Uni<Waiting> waiting(Sql sql) {
    return sql.query(WAITING)
        .map(rows -> new Waiting(rows.get(0).bigint(0), rows.get(0).bigint(1)));
  }

  private static Handle handle(SqlRow row) {
    return new Handle(
        TenantId.of(row.text(0)), Carrier.of(row.text(1)), new CarrierCallId(row.text(2)));
  }
}
