package dev.ramal.billing.exports;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.exports.Export.Kept;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.FixedTerms;
import dev.ramal.billing.statement.FixedTerms.FixedPlan;
import dev.ramal.events.EventJson;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was exported. */
@ApplicationScoped
class ExportRepository {
  private static final String INSERT =
      """
      insert into exports
        (id, tenant, month, format, headings, plan_id, discount_version, terms, snapshot, made_with, rows,
         bytes, sha256, total_cost, total_price, requested_by, created_at)
      values (cast(cast(:id as text) as uuid), :tenant, :month, :format, :headings,
         cast(nullif(:planId, '') as uuid), nullif(:discount, ''), cast(cast(:terms as text) as jsonb), :snapshot, :madeWith, :rows, :bytes, :sha256, cast(cast(:cost as text) as numeric), cast(cast(:price as text) as numeric),
         :requestedBy, cast(cast(:createdAt as text) as timestamptz))
      """;

  private static final String COLUMNS =
      "select id, month, format, headings, plan_id, discount_version, terms::text as terms,"
          + " snapshot, made_with, rows,"
          + " bytes, sha256, total_cost, total_price, requested_by, created_at, monthly_export_id,"
          + " stored_key from exports";

  private static final String NEWEST =
      COLUMNS
          + " where tenant = $1 and ($2::text is null or month = $2)"
          + " and (created_at, id) < ($3, $4) order by created_at desc, id desc limit $5";

  private static final String KEPT =
      COLUMNS
          + " where tenant = $1 and monthly_export_id = any($2::uuid[])"
          + " order by monthly_export_id, created_at, id";

  private static final Cursor FIRST =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1).toString());

  Uni<Void> add(Mutiny.Session session, TenantId tenant, Export export) {
    Mutiny.MutationQuery insert = session.createNativeQuery(INSERT);
    Map<String, Object> parameters =
        Map.ofEntries(
            Map.entry("id", export.id().toString()),
            Map.entry("tenant", tenant.value()),
            Map.entry("month", export.month().toString()),
            Map.entry("format", export.format().wire()),
            Map.entry("headings", export.headings().wire()),
            Map.entry("planId", firstPlan(export.terms())),
            Map.entry("discount", Objects.requireNonNullElse(export.terms().discount(), "")),
            Map.entry("terms", EventJson.write(export.terms())),
            Map.entry("snapshot", export.snapshot()),
            Map.entry("madeWith", export.madeWith()),
            Map.entry("rows", export.rows()),
            Map.entry("bytes", export.bytes()),
            Map.entry("sha256", export.sha256()),
            Map.entry("cost", export.cost().amount().toPlainString()),
            Map.entry("price", export.total().amount().toPlainString()),
            Map.entry("requestedBy", export.requestedBy()),
            Map.entry("createdAt", export.createdAt().toString()));
    parameters.forEach(insert::setParameter);
    return insert.executeUpdate().replaceWithVoid();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 404 when the organization has no such export
   */
  Uni<Export> get(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(COLUMNS + " where id = $1")
        .execute(Tuple.of(id))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw BillingProblems.unknownExport();
              }
              return read(rows.iterator().next());
            });
  }

  /**
   * The newest exports before a place.
   *
   * @param month null for all
   */
  Uni<List<Export>> newest(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      Optional<Cursor> before,
      int limit) {
    Cursor place = before.orElse(FIRST);
    return connection
        .preparedQuery(NEWEST)
        .execute(
            Tuple.of(
                tenant.value(),
                month == null ? null : month.toString(),
                place.time().atOffset(ZoneOffset.UTC),
                UUID.fromString(place.id()),
                limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(ExportRepository::read)
                    .toList());
  }

  /**
   * By which code, on which Java and in which database an export is made that is made now. A
   * snapshot is a number of its database, and how well it compresses is a matter of Java.
   *
   * @param layout of the file
   */
  Uni<String> madeWith(SqlConnection connection, int layout) {
    return connection
        .query("select cast(system_identifier as text) from pg_control_system()")
        .execute()
        .map(
            rows ->
                "%d/%s/%s"
                    .formatted(layout, Runtime.version(), rows.iterator().next().getString(0)));
  }

  /** What an earlier version of the service, which still runs, reads of them. */
  private static String firstPlan(FixedTerms terms) {
    return Objects.toString(terms.plans().get(0).plan(), "");
  }

  /** Before they were kept whole, an export had one plan and no conditions. */
  private static FixedTerms terms(Row row) {
    String kept = row.getString("terms");
    return kept == null
        ? new FixedTerms(
            List.of(
                new FixedPlan(
                    BillingMonth.of(row.getString("month")).firstDay(), row.getUUID("plan_id"))),
            row.getString("discount_version"),
            null)
        : EventJson.read(kept, FixedTerms.class);
  }

  /**
   * The files of monthly exports, each one's in the order of their formats.
   *
   * @param of ids of monthly exports
   */
  Uni<List<Export>> kept(SqlConnection connection, TenantId tenant, List<UUID> of) {
    return connection
        .preparedQuery(KEPT)
        .execute(Tuple.of(tenant.value(), of.toArray(UUID[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(ExportRepository::read)
                    .toList());
  }

  private static Kept kept(Row row) {
    String key = row.getString("stored_key");
    return key == null ? null : new Kept(row.getUUID("monthly_export_id"), key);
  }

  private static Export read(Row row) {
    ExportFormat format = ExportFormat.of(row.getString("format"));
    String headings = row.getString("headings");
    return new Export(
        row.getUUID("id"),
        BillingMonth.of(row.getString("month")),
        format,
        headings == null ? format.usualHeadings() : HeadingLanguage.of(headings),
        terms(row),
        row.getString("snapshot"),
        row.getString("made_with"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getString("sha256"),
        new Money(row.getBigDecimal("total_cost"), "BRL"),
        new Money(row.getBigDecimal("total_price"), "BRL"),
        row.getString("requested_by"),
        row.getOffsetDateTime("created_at").withOffsetSameInstant(ZoneOffset.UTC).toInstant(),
        kept(row));
  }
}
