package dev.ramal.crm.deals;

import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What organizations want of calls whose deal is not clear, and who is being entered. */
@ApplicationScoped
class MatchSettingsRepository implements CrmMemory {
  private static final String READ =
      "select several_deals, unknown_people, stage_id from match_settings where tenant = $1";

  private static final String WRITE =
      """
      insert into match_settings (tenant, several_deals, unknown_people, stage_id, changed_at)
      values ($1, $2, $3, $4, now())
      on conflict (tenant) do update set several_deals = excluded.several_deals,
        unknown_people = excluded.unknown_people, stage_id = excluded.stage_id,
        changed_at = excluded.changed_at
      """;

  /** Those that ended without an answer are of no use once they are over. */
  private static final String TAKE =
      """
      with over as (delete from crm_creation where tenant = $1 and phone <> $2 and until < now())
      insert into crm_creation (tenant, phone, until)
      values ($1, $2, now() + make_interval(secs => $3::float8))
      on conflict (tenant, phone) do update set until = excluded.until, contact_id = null,
        deal_id = null
        where crm_creation.until < now()
      returning 1
      """;

  private static final String KEEP =
      """
      insert into crm_creation (tenant, phone, until, contact_id, deal_id)
      values ($1, $2, now() + make_interval(secs => $3::float8), $4, $5)
      on conflict (tenant, phone) do update set until = excluded.until,
        contact_id = excluded.contact_id, deal_id = excluded.deal_id
      """;

  private static final String ENTERED =
      """
      select contact_id, deal_id from crm_creation
      where tenant = $1 and phone = $2 and until >= now() and deal_id is not null
      """;

  private static final String END = "delete from crm_creation where tenant = $1 and phone = $2";

  private static final String PURGE = "delete from crm_creation where until < now()";

  private static final String FORGET_ALL = "delete from crm_creation where tenant = $1";

  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return sql.query(FORGET_ALL, tenant.value()).replaceWithVoid();
  }

  static final String FORGET_DEALS =
      """
      delete from crm_creation where ctid = any(array(
        select made.at from unnest($1::text[], $2::text[]) as told (tenant, deal_id)
        cross join lateral (select ctid as at from crm_creation
          where tenant = told.tenant and deal_id = told.deal_id for update) made))
      """;

  /** What was made for a person is not used any more. */
  Uni<Void> forgetDeals(Sql sql, List<RowKey> deals) {
    return sql.query(
            FORGET_DEALS, Columns.of(deals).text(RowKey::tenant).text(RowKey::id).parameters())
        .replaceWithVoid();
  }

  Uni<MatchSettings> read(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new MatchSettings(row.text(0), row.text(1), row.text(2)))
                    .orElse(MatchSettings.UNSAID));
  }

  Uni<Void> write(Sql sql, TenantId tenant, MatchSettings settings) {
    return sql.query(
            WRITE,
            tenant.value(),
            settings.severalDeals(),
            settings.unknownPeople(),
            settings.stageId())
        .replaceWithVoid();
  }

  /**
   * Lets one delivery alone enter a person, for this long on the database's clock.
   *
   * @return false while another one may, or what it sent may still turn up
   */
  Uni<Boolean> takeCreation(Sql sql, TenantId tenant, String phone, Duration lease) {
    return sql.query(TAKE, tenant.value(), phone, seconds(lease)).map(taken -> !taken.isEmpty());
  }

  /** What was made is used for this long, whether or not the CRM lists it yet. */
  Uni<Void> keepCreation(Sql sql, TenantId tenant, String phone, NotePlace made, Duration time) {
    return sql.query(KEEP, tenant.value(), phone, seconds(time), made.contactId(), made.dealId())
        .replaceWithVoid();
  }

  /** What was just made for the person; empty where nothing was, or it was long ago. */
  Uni<Optional<NotePlace>> created(Sql sql, TenantId tenant, String phone) {
    return sql.query(ENTERED, tenant.value(), phone)
        .map(rows -> rows.stream().findFirst().map(row -> new NotePlace(row.text(0), row.text(1))));
  }

  Uni<Void> endCreation(Sql sql, TenantId tenant, String phone) {
    return sql.query(END, tenant.value(), phone).replaceWithVoid();
  }

  /** Forgets the phones of those whose entering is over. */
  @AcrossTenants("people of every organization are entered")
  Uni<Void> purgeCreations(Sql sql) {
    return sql.query(PURGE).replaceWithVoid();
  }

  private static double seconds(Duration time) {
    return (double) time.toMillis() / 1_000;
  }
}
