package dev.ramal.crm.mapping;

import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What organizations want done with deals. */
@ApplicationScoped
public class CrmMappingRepository implements CrmMemory {
  private static final String READ =
      "select tenant, mapping_json from crm_mapping where tenant = any($1::text[])";

  private static final String WRITE =
      """
      insert into crm_mapping (tenant, mapping_json, changed_at) values ($1, $2, now())
      on conflict (tenant) do update set mapping_json = excluded.mapping_json,
        changed_at = excluded.changed_at
      """;

  private static final String FORGET = "delete from crm_mapping where tenant = $1";

  /** Its stages and fields are those of the CRM before. */
  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return sql.query(FORGET, tenant.value()).replaceWithVoid();
  }

  public Uni<CrmMapping> read(Sql sql, TenantId tenant) {
    return readAll(sql, List.of(tenant)).map(all -> all.getOrDefault(tenant, CrmMapping.NONE));
  }

  /** Those of them that have said something. */
  @AcrossTenants("names each that is asked for")
  public Uni<Map<TenantId, CrmMapping>> readAll(Sql sql, Collection<TenantId> tenants) {
    String[] names = tenants.stream().map(TenantId::value).toArray(String[]::new);
    return sql.query(READ, (Object) names)
        .map(
            rows -> {
              Map<TenantId, CrmMapping> all = new HashMap<>();
              rows.forEach(
                  row ->
                      all.put(
                          TenantId.of(row.text(0)), EventJson.read(row.text(1), CrmMapping.class)));
              return all;
            });
  }

  Uni<Void> write(Sql sql, TenantId tenant, CrmMapping mapping) {
    return sql.query(WRITE, tenant.value(), EventJson.write(mapping)).replaceWithVoid();
  }
}
