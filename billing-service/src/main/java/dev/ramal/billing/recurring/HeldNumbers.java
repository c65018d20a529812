package dev.ramal.billing.recurring;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The numbers of all organizations, and how far each is metered. */
@ApplicationScoped
class HeldNumbers {
  /** Who has one locked meters it. */
  private static final String DUE =
      """
      select tenant, number_id, number, carrier, number_class, acquired_at, released_at,
        metered_through
      from held_numbers
      where acquired_at is not null and not release_metered
        and (metered_through is null or released_at is not null or metered_through < $1)
      order by metered_through nulls first, tenant, number_id limit $2::int
      for update skip locked
      """;

  private static final String METERED =
      """
      update held_numbers n
      set metered_through = greatest(coalesce(n.metered_through, ''), m.through),
        release_metered = m.released
      from unnest($1::text[], $2::text[], $3::text[], $4::bool[])
        as m (tenant, number_id, through, released)
      where n.tenant = m.tenant and n.number_id = m.number_id
      """;

  @AcrossTenants("the numbers of all organizations are metered in the same round")
  Uni<List<HeldNumber>> due(Sql sql, BillingMonth current, int most) {
    return sql.query(DUE, current.toString(), most)
        .map(rows -> rows.stream().map(HeldNumbers::number).toList());
  }

  /** Through the month that runs; those that were given back for good. */
  @AcrossTenants("the numbers of all organizations are metered in the same round")
  Uni<Void> metered(Sql sql, List<HeldNumber> numbers, BillingMonth current) {
    Object[] parameters =
        Columns.of(numbers)
            .text(HeldNumber::tenant)
            .text(HeldNumber::id)
            .text(number -> through(number, current))
            .bool(number -> number.releasedAt() != null)
            .parameters();
    return sql.query(METERED, parameters).replaceWithVoid();
  }

  private static BillingMonth through(HeldNumber number, BillingMonth current) {
    BillingMonth last = number.lastMonth();
    return last == null || last.compareTo(current) > 0 ? current : last;
  }

  private static HeldNumber number(SqlRow row) {
    return new HeldNumber(
        TenantId.of(row.text(0)),
        row.text(1),
        E164.of(row.text(2)),
        row.text(3) == null ? null : Carrier.of(row.text(3)),
        new DestinationClass(row.text(4)),
        row.instant(5),
        row.instant(6),
        row.text(7) == null ? null : BillingMonth.of(row.text(7)));
  }
}
