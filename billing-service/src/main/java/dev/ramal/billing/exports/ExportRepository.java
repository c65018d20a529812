package dev.ramal.billing.exports;

import dev.ramal.billing.BillingProblems;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What was exported. */
@ApplicationScoped
class ExportRepository {
  private static final String INSERT =
      """
      insert into exports
        (id, tenant, month, format, plan_id, discount_version, snapshot, made_with, rows, bytes,
         sha256, total_cost, total_price, requested_by, created_at)
      values (cast(cast(:id as text) as uuid), :tenant, :month, :format, cast(nullif(:planId, '') as uuid),
         nullif(:discount, ''), :snapshot, :madeWith, :rows, :bytes, :sha256, cast(cast(:cost as text) as numeric), cast(cast(:price as text) as numeric),
         :requestedBy, cast(cast(:createdAt as text) as timestamptz))
      """;

  Uni<Void> add(Mutiny.Session session, TenantId tenant, Export export) {
    Mutiny.MutationQuery insert = session.createNativeQuery(INSERT);
    Map<String, Object> parameters =
        Map.ofEntries(
            Map.entry("id", export.id().toString()),
            Map.entry("tenant", tenant.value()),
            Map.entry("month", export.month().toString()),
            Map.entry("format", export.format().wire()),
            Map.entry("planId", export.planId() == null ? "" : export.planId().toString()),
            Map.entry("discount", export.discountVersion() == null ? "" : export.discountVersion()),
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
        .preparedQuery(
            "select id, month, format, plan_id, discount_version, snapshot, made_with, rows, bytes,"
                + " sha256, total_cost, total_price, requested_by, created_at"
                + " from exports where id = $1")
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
   * By which code, on which Java and in which database an export is made that is made now. A
   * snapshot is a number of its database, and how well it compresses is a matter of Java.
   */
  Uni<String> madeWith(SqlConnection connection) {
    return connection
        .query("select cast(system_identifier as text) from pg_control_system()")
        .execute()
        .map(
            rows ->
                "%d/%s/%s"
                    .formatted(
                        ExportLines.LAYOUT,
                        Runtime.version(),
                        rows.iterator().next().getString(0)));
  }

  private static Export read(Row row) {
    return new Export(
        row.getUUID("id"),
        BillingMonth.of(row.getString("month")),
        ExportFormat.of(row.getString("format")),
        row.getUUID("plan_id"),
        row.getString("discount_version"),
        row.getString("snapshot"),
        row.getString("made_with"),
        row.getLong("rows"),
        row.getLong("bytes"),
        row.getString("sha256"),
        new Money(row.getBigDecimal("total_cost"), "BRL"),
        new Money(row.getBigDecimal("total_price"), "BRL"),
        row.getString("requested_by"),
        row.getOffsetDateTime("created_at").withOffsetSameInstant(ZoneOffset.UTC).toInstant());
  }
}
