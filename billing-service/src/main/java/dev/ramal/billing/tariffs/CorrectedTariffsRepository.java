package dev.ramal.billing.tariffs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which tariffs another version has taken the place of. */
@ApplicationScoped
public class CorrectedTariffsRepository {
  private static final String CORRECTED =
      """
      select cast(t.id as text) from tariffs t
      where t.tenant = any($1) and exists (
        select from tariffs n
        where n.tenant = t.tenant and n.in_force and n.valid_from = t.valid_from
          and n.document ->> 'corrects' = t.version)
      """;

  /** Of the organization's own and of the reference, those that a version in force corrects. */
  public Uni<Set<UUID>> of(Sql sql, TenantId tenant) {
    return sql.query(CORRECTED, (Object) new String[] {TariffRepository.REFERENCE, tenant.value()})
        .map(
            rows ->
                rows.stream().map(row -> UUID.fromString(row.text(0))).collect(Collectors.toSet()));
  }
}
