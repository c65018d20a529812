package dev.ramal.calls.numbers;

import dev.ramal.calls.numbers.RotationResource.OfCampaign;
import dev.ramal.calls.numbers.RotationResource.Settings;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** How numbers are chosen, in the database: a row for all calls, one for each other campaign. */
@ApplicationScoped
class RotationRepository {
  private static final String ALL_CALLS = "";

  /** Whoever else changes the organization's settings waits; there may be no row to lock. */
  private static final String TURN =
      "select pg_advisory_xact_lock(hashtext('number_rotation'), hashtext($1))";

  private static final String READ =
      "select campaign_id, policy from number_rotation where tenant = $1 order by campaign_id";

  private static final String FORGET = "delete from number_rotation where tenant = $1";

  private static final String STORE =
      """
      insert into number_rotation (tenant, campaign_id, policy, updated_by, updated_at)
      select $3, given.campaign_id, given.policy, $4, $5
      from unnest($1::text[], $2::text[]) as given (campaign_id, policy)
      """;

  private final Clock clock;

  RotationRepository(Clock clock) {
    this.clock = clock;
  }

  Uni<Settings> of(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                new Settings(
                    rows.stream()
                        .filter(row -> row.text(0).isEmpty())
                        .map(RotationRepository::word)
                        .findFirst()
                        .orElse(RotationPolicy.FIRST.wire()),
                    rows.stream()
                        .filter(row -> !row.text(0).isEmpty())
                        .map(row -> new OfCampaign(row.text(0), word(row)))
                        .toList()));
  }

  private static String word(SqlRow row) {
    return RotationPolicy.valueOf(row.text(1)).wire();
  }

  Uni<Void> replace(Sql sql, TenantId tenant, Settings settings, String userId) {
    List<OfCampaign> rows =
        Stream.concat(
                Stream.of(new OfCampaign(ALL_CALLS, settings.policy())),
                settings.ofCampaigns().stream())
            .toList();
    return sql.query(TURN, tenant.value())
        .chain(() -> sql.query(FORGET, tenant.value()))
        .chain(
            () ->
                sql.query(
                    STORE,
                    Columns.of(rows)
                        .text(OfCampaign::campaignId)
                        .text(row -> RotationPolicy.find(row.policy()).orElseThrow().name())
                        .scalar(tenant.value())
                        .scalar(userId)
                        .scalar(clock.instant())
                        .parameters()))
        .replaceWithVoid();
  }
}
