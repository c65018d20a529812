package dev.ramal.billing.metering;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;

/** Of which destinations people were told on which day that no tariff covers them. */
@ApplicationScoped
class UnrateableAlertRepository {
  /** In one order everywhere, so that two sets wait for each other and never both. */
  private static final String COUNT =
      """
      insert into unrateable_alerts as told (tenant, destination, day, usages)
      select tenant, destination, cast($4::text as date), usages
      from unnest($1::text[], $2::text[], $3::bigint[]) added (tenant, destination, usages)
      order by tenant, destination
      on conflict (tenant, destination, day) do update set usages = told.usages + excluded.usages
      returning tenant, destination, usages
      """;

  private static final String LOCK =
      """
      select destination from unrateable_alerts where tenant = $1
      order by tenant, destination, day for update
      """;

  private static final String FORGET =
      "delete from unrateable_alerts where tenant = $1 and destination = any($2)";

  /**
   * Counts usages; the row of each destination stays locked until the transaction is over.
   *
   * @param usages how many of each, each once
   * @return the destinations of which nobody was told that day
   */
  Uni<Set<UnrateableDestination>> count(
      Sql sql, List<Entry<UnrateableDestination, Long>> usages, LocalDate day) {
    return sql.query(
            COUNT,
            Columns.of(usages)
                .text(entry -> entry.getKey().tenant().value())
                .text(entry -> entry.getKey().destination())
                .bigint(Entry::getValue)
                .scalar(day.toString())
                .parameters())
        .map(
            rows -> {
              Set<Entry<UnrateableDestination, Long>> added = Set.copyOf(usages);
              return rows.stream()
                  .map(
                      row ->
                          Map.entry(
                              new UnrateableDestination(TenantId.of(row.text(0)), row.text(1)),
                              row.bigint(2)))
                  .filter(added::contains)
                  .map(Entry::getKey)
                  .collect(Collectors.toSet());
            });
  }

  /** All that were told and are not over; nobody adds to them until the transaction is over. */
  Uni<List<String>> lock(Sql sql, TenantId tenant) {
    return sql.query(LOCK, tenant.value())
        .map(rows -> rows.stream().map(row -> row.text(0)).toList());
  }

  Uni<Void> forget(Sql sql, TenantId tenant, List<String> destinations) {
    return sql.query(FORGET, tenant.value(), destinations.toArray(String[]::new)).replaceWithVoid();
  }
}
