package dev.ramal.billing.recurring;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/**
 * The storage of recordings, in megabyte-months: what lay in the store at the end of each day of
 * São Paulo, over the days that the month has. A megabyte is a million bytes, as carriers count.
 * One usage for each organization and month, which grows from day to day.
 */
@ApplicationScoped
class RecordingStorage {
  /**
   * A recording counts for the day on which it was stored, not for that on which it was erased. One
   * that was erased shortly before the month counts nothing and is read all the same: its
   * organization may have been charged for it before that was told.
   */
  private static final String OF_MONTH =
      """
      select h.tenant, floor(sum(h.bytes::numeric
          * greatest(0, least(cast($2::text as date), coalesce(h.erased, cast($2::text as date)))
            - greatest(cast($1::text as date), h.stored)))
        / 1000000 / $3::int)::bigint
      from (
        select tenant, bytes, cast(stored_at at time zone 'America/Sao_Paulo' as date) as stored,
          cast(erased_at at time zone 'America/Sao_Paulo' as date) as erased
        from stored_recordings
        where bytes is not null and stored_at is not null) h
      where h.stored < cast($2::text as date)
        and (h.erased is null or h.erased >= cast($1::text as date) - 31)
      group by h.tenant order by h.tenant
      """;

  private static final String THROUGH = "select month, through::text from storage_rounds";

  /** Whether the organization is one of those of {@link #OF_MONTH}. */
  private static final String STORES =
      """
      select from stored_recordings
      where tenant = $1 and bytes is not null
        and cast(stored_at at time zone 'America/Sao_Paulo' as date) < cast($3::text as date)
        and (erased_at is null or cast(erased_at at time zone 'America/Sao_Paulo' as date)
          >= cast($2::text as date) - 31)
      limit 1
      """;

  /** One round at a time, in all replicas. */
  private static final String TURN = "select pg_advisory_xact_lock(hashtext('storage_rounds'))";

  private static final String DONE =
      """
      insert into storage_rounds (month, through) values ($1, cast($2::text as date))
      on conflict (month) do update set through = excluded.through
      """;

  /**
   * How far a month is metered.
   *
   * @param through first day that is not
   */
  record Round(YearMonth month, LocalDate through) {}

  Uni<List<Round>> rounds(Sql sql) {
    return sql.query(TURN).chain(() -> known(sql));
  }

  /** How far each month is, without waiting for who meters. */
  Uni<List<Round>> known(Sql sql) {
    return sql.query(THROUGH)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Round(YearMonth.parse(row.text(0)), LocalDate.parse(row.text(1))))
                    .toList());
  }

  /** Whether anything of the organization lay in the store in a month, as far as is known. */
  Uni<Boolean> stores(Sql sql, TenantId tenant, BillingMonth month) {
    return sql.query(
            STORES, tenant.value(), month.value().atDay(1).toString(), month.endDay().toString())
        .map(rows -> !rows.isEmpty());
  }

  Uni<Void> done(Sql sql, Round round) {
    return sql.query(DONE, round.month().toString(), round.through().toString()).replaceWithVoid();
  }

  /**
   * What every organization used of a month so far.
   *
   * @param round the day before which days count; as late as it is asked, so high is the revision,
   *     so that what is heard of late corrects what was said before
   */
  @AcrossTenants("the storage of all organizations is metered in the same round")
  Uni<List<Used>> used(Sql sql, Round round) {
    YearMonth month = round.month();
    LocalDate end = month.plusMonths(1).atDay(1);
    LocalDate before = round.through().isBefore(end) ? round.through() : end;
    int revision = (int) (round.through().toEpochDay() - month.atDay(1).toEpochDay());
    Object[] parameters =
        Columns.of(List.of())
            .scalar(month.atDay(1).toString())
            .scalar(before.toString())
            .scalar(month.lengthOfMonth())
            .parameters();
    return sql.query(OF_MONTH, parameters)
        .map(rows -> rows.stream().map(row -> used(row, month, revision)).toList());
  }

  /** The one usage of an organization's month; its revision is how many days are metered. */
  static UsageKey key(TenantId tenant, BillingMonth month) {
    return new UsageKey(tenant, UsageKey.STORAGE, month.toString(), null, Meter.RECORDING_GB_MONTH);
  }

  private static Used used(SqlRow row, YearMonth month, int revision) {
    BillingMonth billed = new BillingMonth(month);
    return new Used(
        key(TenantId.of(row.text(0)), billed),
        revision,
        new Usage(
            Meter.RECORDING_GB_MONTH, null, null, null, null, null, row.bigint(1), billed.start()),
        Attribution.UNKNOWN);
  }
}
