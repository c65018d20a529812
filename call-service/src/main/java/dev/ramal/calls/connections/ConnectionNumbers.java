package dev.ramal.calls.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of several accounts, of any organizations. */
@ApplicationScoped
public class ConnectionNumbers {
  /** Each key by itself (decision 0020): two arrays side by side would be looked up crosswise. */
  private static final String NUMBERS =
      """
      select wanted.tenant, wanted.id, known.numbers
      from unnest($1::text[], $2::text[]) as wanted (tenant, id)
      cross join lateral (select numbers_of(tenant, id) as numbers from carrier_connections
        where tenant = wanted.tenant and id = wanted.id limit 1) known
      """;

  /** Of accounts that do not exist there is no entry. */
  public Uni<Map<RowKey, Set<String>>> of(Sql sql, Collection<RowKey> connections) {
    if (connections.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.query(
            NUMBERS,
            Columns.of(List.copyOf(connections)).text(RowKey::tenant).text(RowKey::id).parameters())
        .map(
            rows -> {
              Map<RowKey, Set<String>> numbers = new HashMap<>();
              rows.forEach(row -> numbers.put(new RowKey(row.text(0), row.text(1)), read(row)));
              return numbers;
            });
  }

  private static Set<String> read(SqlRow row) {
    try {
      return Set.copyOf(Arrays.asList(EventJson.mapper().readValue(row.text(2), String[].class)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored connection cannot be read", e);
    }
  }
}
