package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which files were compared, and what came out in sum. */
@ApplicationScoped
class ReconciliationRepository {
  /** Who brings the same file at the same time waits, and finds it compared. */
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 23))";

  private static final String LAST =
      """
      select id::text, run from reconciliations where tenant = $1 and sha256 = $2 and settings = $3
      order by run desc limit 1
      """;

  private static final String ADD =
      """
      insert into reconciliations (id, tenant, month, carrier, kind, connection_id, zone, sha256,
        bytes, rows, skipped_rows, columns, tolerances, settings, run, requested_by, created_at,
        direction)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text::jsonb, $13::text::jsonb, $14,
        $15, $16, $17, $18)
      """;

  private static final String COLUMNS =
      "select id, month, carrier, kind, connection_id, zone, sha256, bytes, rows, skipped_rows,"
          + " columns::text as columns, tolerances::text as tolerances, run, requested_by,"
          + " created_at, direction from reconciliations where tenant = $1";

  private static final String ONE = COLUMNS + " and id = $2";

  private static final String NEWEST =
      COLUMNS
          + " and ($2::text is null or month = $2) and (created_at, id) < ($3, $4)"
          + " order by created_at desc, id desc limit $5";

  private static final String TOTALS =
      """
      select reconciliation_id, class, currency, asked_currency, lines, file_rows, theirs,
        theirs_brl, ours_brl, unconverted, asked
      from reconciliation_totals where tenant = $1 and reconciliation_id = any($2)
      order by class, currency, asked_currency
      """;

  private static final Cursor FIRST =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1).toString());

  /** The last comparison of a file under the same settings. */
  record Run(UUID id, int run) {}

  /** Waits for whoever compares the same file, and says what is known of it. */
  Uni<Optional<Run>> last(Sql sql, TenantId tenant, String sha256, String settings) {
    return sql.query(LOCK, tenant.value(), sha256)
        .chain(() -> sql.query(LAST, tenant.value(), sha256, settings))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Run(UUID.fromString(row.text(0)), row.integer(1))));
  }

  /** Without its totals, which follow from the lines. */
  Uni<Void> add(Sql sql, TenantId tenant, Reconciliation made, String settings) {
    return sql.query(
            ADD,
            made.id(),
            tenant.value(),
            made.month().toString(),
            made.carrier().wire(),
            made.kind().wire(),
            made.connectionId(),
            made.zone().getId(),
            made.sha256(),
            made.bytes(),
            made.rows(),
            made.skippedRows(),
            EventJson.write(made.columns()),
            EventJson.write(made.tolerances()),
            settings,
            made.run(),
            made.requestedBy(),
            made.createdAt().atOffset(ZoneOffset.UTC),
            made.direction() == null ? null : made.direction().wire())
        .replaceWithVoid();
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 404 when the organization has none of that id
   */
  Uni<Reconciliation> get(SqlConnection connection, TenantId tenant, UUID id) {
    return connection
        .preparedQuery(ONE)
        .execute(Tuple.of(tenant.value(), id))
        .invoke(
            rows -> {
              if (rows.size() == 0) {
                throw ReconciliationProblems.unknown();
              }
            })
        .chain(rows -> withTotals(connection, tenant, rows))
        .map(found -> found.get(0));
  }

  /**
   * The newest before a place.
   *
   * @param month null for all
   */
  Uni<List<Reconciliation>> newest(
      SqlConnection connection,
      TenantId tenant,
      BillingMonth month,
      Optional<Cursor> before,
      int most) {
    Cursor place = before.orElse(FIRST);
    return connection
        .preparedQuery(NEWEST)
        .execute(
            Tuple.of(
                tenant.value(),
                month == null ? null : month.toString(),
                place.time().atOffset(ZoneOffset.UTC),
                UUID.fromString(place.id()),
                most))
        .chain(rows -> withTotals(connection, tenant, rows));
  }

  private static Uni<List<Reconciliation>> withTotals(
      SqlConnection connection, TenantId tenant, RowSet<Row> rows) {
    UUID[] ids =
        StreamSupport.stream(rows.spliterator(), false)
            .map(row -> row.getUUID("id"))
            .toArray(UUID[]::new);
    return connection
        .preparedQuery(TOTALS)
        .execute(Tuple.of(tenant.value(), ids))
        .map(
            totals -> {
              Map<UUID, List<ClassTotal>> byId = new HashMap<>();
              totals.forEach(
                  row ->
                      byId.computeIfAbsent(row.getUUID(0), id -> new ArrayList<>())
                          .add(total(row)));
              return StreamSupport.stream(rows.spliterator(), false)
                  .map(row -> read(row, byId.getOrDefault(row.getUUID("id"), List.of())))
                  .toList();
            });
  }

  private static ClassTotal total(Row row) {
    return new ClassTotal(
        LineClass.of(row.getString(1)),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getLong(5),
        row.getBigDecimal(6),
        row.getBigDecimal(7),
        row.getBigDecimal(8),
        row.getLong(9),
        row.getBigDecimal(10));
  }

  private static Reconciliation read(Row row, List<ClassTotal> totals) {
    String direction = row.getString("direction");
    return new Reconciliation(
        row.getUUID("id"),
        BillingMonth.of(row.getString("month")),
        Carrier.of(row.getString("carrier")),
        DetailKind.find(row.getString("kind")).orElseThrow(),
        row.getString("connection_id"),
        direction == null ? null : Direction.of(direction),
        ZoneId.of(row.getString("zone")),
        row.getString("sha256"),
        row.getLong("bytes"),
        row.getLong("rows"),
        row.getLong("skipped_rows"),
        columns(row.getString("columns")),
        EventJson.read(row.getString("tolerances"), Tolerances.class),
        row.getInteger("run"),
        row.getString("requested_by"),
        row.getOffsetDateTime("created_at").toInstant(),
        totals);
  }

  private static Map<DetailColumn, String> columns(String json) {
    try {
      return EventJson.mapper().readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored columns cannot be read", e);
    }
  }
}
