package dev.ramal.calls.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.EventJson;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The numbers of several accounts, of any organizations. */
@ApplicationScoped
public class ConnectionNumbers {
  private static final String NUMBERS =
      "select tenant, id, numbers from carrier_connections where tenant = any($1) and id = any($2)";

  /** Of accounts that do not exist there is no entry. */
  public Uni<Map<RowKey, Set<String>>> of(Sql sql, Collection<RowKey> connections) {
    if (connections.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.query(
            NUMBERS,
            connections.stream().map(RowKey::tenant).distinct().sorted().toArray(String[]::new),
            connections.stream().map(RowKey::id).distinct().sorted().toArray(String[]::new))
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
