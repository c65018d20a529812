package dev.ramal.calls.numbers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.calls.carrier.DocumentReport;
import dev.ramal.calls.carrier.DocumentState;
import dev.ramal.calls.carrier.NumberType;
import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** The documents of accounts, in the database. */
@ApplicationScoped
class DocumentsRepository {
  private static final String FIND =
      """
      select documents, state, detail, checked_at from number_documents
      where tenant = $1 and connection_id = $2 and country = $3 and type = $4
      """;

  private static final String KEEP =
      """
      insert into number_documents (tenant, connection_id, country, type, documents, state, detail,
        checked_at, updated_by, updated_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (tenant, connection_id, country, type) do update set
        documents = excluded.documents, state = excluded.state, detail = excluded.detail,
        checked_at = excluded.checked_at, updated_by = excluded.updated_by,
        updated_at = excluded.updated_at
      """;

  /** Unless others were entered since the carrier was asked. */
  private static final String TOLD =
      """
      update number_documents set state = $6, detail = $7, checked_at = $8
      where tenant = $1 and connection_id = $2 and country = $3 and type = $4 and documents = $5
      """;

  /**
   * Which numbers documents are for.
   *
   * @param connection the account that has them
   * @param country ISO 3166-1 alpha-2
   */
  record Key(RowKey connection, String country, NumberType type) {}

  /**
   * Documents of an account.
   *
   * @param ids by the field of an order that names each
   * @param report null while the carrier has not been asked
   * @param checkedAt when it said so; null without a report
   */
  record Kept(Map<String, String> ids, DocumentReport report, Instant checkedAt) {
    static final Kept NONE = new Kept(Map.of(), null, null);

    Kept told(DocumentReport now, Instant at) {
      return new Kept(ids, now, at);
    }
  }

  Uni<Optional<Kept>> find(Sql sql, Key key) {
    return sql.query(
            FIND,
            key.connection().tenant(),
            key.connection().id(),
            key.country(),
            key.type().name())
        .map(rows -> rows.stream().findFirst().map(DocumentsRepository::read));
  }

  Uni<Void> keep(Sql sql, Key key, Kept kept, String by, Instant now) {
    return sql.query(
            KEEP,
            key.connection().tenant(),
            key.connection().id(),
            key.country(),
            key.type().name(),
            EventJson.write(kept.ids()),
            kept.report() == null ? null : kept.report().state().name(),
            kept.report() == null ? null : kept.report().detail(),
            kept.checkedAt() == null ? null : kept.checkedAt().atOffset(ZoneOffset.UTC),
            by,
            now.atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  Uni<Void> told(Sql sql, Key key, Kept kept) {
    return sql.query(
            TOLD,
            key.connection().tenant(),
            key.connection().id(),
            key.country(),
            key.type().name(),
            EventJson.write(kept.ids()),
            kept.report().state().name(),
            kept.report().detail(),
            kept.checkedAt().atOffset(ZoneOffset.UTC))
        .replaceWithVoid();
  }

  private static Kept read(SqlRow row) {
    DocumentReport report =
        row.text(1) == null
            ? null
            : new DocumentReport(DocumentState.valueOf(row.text(1)), row.text(2));
    return new Kept(ids(row.text(0)), report, row.instant(3));
  }

  private static Map<String, String> ids(String json) {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored documents cannot be read", e);
    }
  }
}
