package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDiff;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Who did what to tariffs. */
@ApplicationScoped
class ChangeRepository {
  private static final String ADD =
      """
      insert into tariff_changes (id, tenant, draft_id, tariff_id, version, action, revision,
        by_id, by_name, at, reason, sha256, diff)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, cast($13::text as jsonb))
      """;

  private static final String LISTED =
      "select cast(id as text), cast(draft_id as text), cast(tariff_id as text), version, action,"
          + " revision, by_id, by_name, at, reason, sha256, cast(diff as text)"
          + " from tariff_changes where tenant = $1";

  Uni<Void> add(Sql sql, TenantId tenant, TariffChange change) {
    return sql.query(
            ADD,
            change.id(),
            tenant.value(),
            change.draftId(),
            change.tariffId(),
            change.version(),
            change.action().wire(),
            change.revision(),
            change.by().id(),
            change.by().name(),
            change.by().at().atOffset(ZoneOffset.UTC),
            change.reason(),
            change.sha256(),
            EventJson.write(change.diff()))
        .replaceWithVoid();
  }

  /**
   * Newest first.
   *
   * @param version of the tariff; null for all
   * @param publishedOnly whether what has not become a tariff is nobody's business
   */
  Uni<List<TariffChange>> list(
      Sql sql, TenantId tenant, String version, boolean publishedOnly, Cursor behind, int most) {
    ListStatement statement = ListStatement.of(LISTED, tenant.value()).and("version = ?", version);
    if (publishedOnly) {
      statement.and("action in ('published', 'published-alone')");
    }
    return statement
        .newestFirst("at", "cast(id as text)", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(ChangeRepository::read).toList());
  }

  private static TariffChange read(SqlRow row) {
    return new TariffChange(
        UUID.fromString(row.text(0)),
        id(row.text(1)),
        id(row.text(2)),
        row.text(3),
        ChangeAction.of(row.text(4)),
        row.integer(5),
        new DoneBy(row.text(6), row.text(7), row.instant(8)),
        row.text(9),
        row.text(10),
        EventJson.read(row.text(11), TariffDiff.class));
  }

  private static UUID id(String text) {
    return text == null ? null : UUID.fromString(text);
  }
}
