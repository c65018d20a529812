package dev.ramal.billing.publication;

import dev.ramal.billing.tariffs.TariffDocument;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.paging.ListStatement;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Drafts of tariffs. */
@ApplicationScoped
class DraftRepository {
  private static final String STEPS =
      " written_by_id, written_by, written_at, proposed_by_id, proposed_by, proposed_at,"
          + " published_by_id, published_by, published_at, cast(tariff_id as text), created_at";

  private static final String WHOLE =
      "select cast(id as text), state, revision,"
          + STEPS
          + ", cast(document as text) from tariff_drafts where tenant = $1 and id = $2";

  private static final String LISTED =
      "select cast(id as text), state, revision,"
          + STEPS
          + ", document->>'version', document->>'validFrom', document->>'validTo',"
          + " document->>'source', jsonb_array_length(document->'rules')"
          + " from tariff_drafts where tenant = $1";

  private static final String ADD =
      """
      insert into tariff_drafts (tenant, id, state, revision, document, written_by_id, written_by,
        written_at, proposed_by_id, proposed_by, proposed_at, published_by_id, published_by,
        published_at, tariff_id, created_at)
      values ($1, $2, $3, $4, cast($5::text as jsonb), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
        $16)
      on conflict (id) do update set state = excluded.state, revision = excluded.revision,
        document = excluded.document, written_by_id = excluded.written_by_id,
        written_by = excluded.written_by, written_at = excluded.written_at,
        proposed_by_id = excluded.proposed_by_id, proposed_by = excluded.proposed_by,
        proposed_at = excluded.proposed_at, published_by_id = excluded.published_by_id,
        published_by = excluded.published_by, published_at = excluded.published_at,
        tariff_id = excluded.tariff_id
      """;

  /**
   * @throws dev.ramal.kit.problem.ProblemException 404 when the organization has no such draft
   */
  Uni<TariffDraft> get(Sql sql, TenantId tenant, UUID id) {
    return one(sql, WHOLE, tenant, id);
  }

  /** As {@link #get}, and nobody else changes it until the transaction is over. */
  Uni<TariffDraft> lock(Sql sql, TenantId tenant, UUID id) {
    return one(sql, WHOLE + " for update", tenant, id);
  }

  /** Adds it, or writes what has become of it. */
  Uni<Void> save(Sql sql, TenantId tenant, TariffDraft draft) {
    return sql.query(
            ADD,
            tenant.value(),
            draft.id(),
            draft.state().wire(),
            draft.revision(),
            EventJson.write(draft.document()),
            draft.written().id(),
            draft.written().name(),
            time(draft.written()),
            draft.proposed() == null ? null : draft.proposed().id(),
            draft.proposed() == null ? null : draft.proposed().name(),
            time(draft.proposed()),
            draft.published() == null ? null : draft.published().id(),
            draft.published() == null ? null : draft.published().name(),
            time(draft.published()),
            draft.tariffId(),
            draft.createdAt().atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  /**
   * Newest first, without their rules.
   *
   * @param state null for all
   */
  Uni<List<DraftView>> list(Sql sql, TenantId tenant, DraftState state, Cursor behind, int most) {
    return ListStatement.of(LISTED, tenant.value())
        .and("state = ?", state == null ? null : state.wire())
        .newestFirst("created_at", "cast(id as text)", behind, most)
        .rows(sql)
        .map(rows -> rows.stream().map(DraftRepository::listed).toList());
  }

  private static Uni<TariffDraft> one(Sql sql, String select, TenantId tenant, UUID id) {
    return sql.query(select, tenant.value(), id)
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw PublicationProblems.unknownDraft();
              }
              return read(rows.get(0));
            });
  }

  private static TariffDraft read(SqlRow row) {
    return new TariffDraft(
        UUID.fromString(row.text(0)),
        EventJson.read(row.text(14), TariffDocument.class),
        DraftState.find(row.text(1)),
        row.integer(2),
        doneBy(row, 3),
        doneBy(row, 6),
        doneBy(row, 9),
        row.text(12) == null ? null : UUID.fromString(row.text(12)),
        row.instant(13));
  }

  private static DraftView listed(SqlRow row) {
    DoneBy written = doneBy(row, 3);
    DoneBy proposed = doneBy(row, 6);
    DoneBy published = doneBy(row, 9);
    return new DraftView(
        UUID.fromString(row.text(0)),
        row.text(14),
        Instant.parse(row.text(15)),
        row.text(16) == null ? null : Instant.parse(row.text(16)),
        row.text(17),
        row.integer(18),
        row.text(1),
        row.integer(2),
        written.name(),
        written.at(),
        proposed == null ? null : proposed.name(),
        proposed == null ? null : proposed.at(),
        published == null ? null : published.name(),
        published == null ? null : published.at(),
        row.text(12) == null ? null : UUID.fromString(row.text(12)),
        row.instant(13));
  }

  private static DoneBy doneBy(SqlRow row, int column) {
    return row.text(column) == null
        ? null
        : new DoneBy(row.text(column), row.text(column + 1), row.instant(column + 2));
  }

  private static OffsetDateTime time(DoneBy by) {
    return by == null ? null : by.at().atOffset(ZoneOffset.UTC);
  }
}
