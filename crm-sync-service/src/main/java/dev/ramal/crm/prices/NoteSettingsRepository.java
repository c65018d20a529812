package dev.ramal.crm.prices;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What organizations want in their notes. */
@ApplicationScoped
public class NoteSettingsRepository {
  private static final String READ = "select price, messages from note_settings where tenant = $1";

  /** What is not said stays as it is. */
  private static final String WRITE =
      """
      insert into note_settings as known (tenant, price, messages, changed_at)
      values ($1, $2, coalesce($3::boolean, false), now())
      on conflict (tenant) do update set price = excluded.price,
        messages = coalesce($3::boolean, known.messages), changed_at = excluded.changed_at
      returning price, messages
      """;

  private static final String WANTING_MESSAGES =
      "select tenant from note_settings where messages and tenant = any($1::text[])";

  /** Neither prices nor messages, unless the organization says so. */
  Uni<NoteSettings> read(Sql sql, TenantId tenant) {
    return sql.query(READ, tenant.value())
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new NoteSettings(row.bool(0), row.bool(1)))
                    .orElse(new NoteSettings(false, false)));
  }

  /**
   * @return the settings as they are now
   */
  Uni<NoteSettings> write(Sql sql, TenantId tenant, NoteSettings wanted) {
    return sql.query(WRITE, tenant.value(), wanted.price(), wanted.messages())
        .map(rows -> new NoteSettings(rows.get(0).bool(0), rows.get(0).bool(1)));
  }

  /** Which of these organizations want notes of their messages. */
  @AcrossTenants("names each that is asked for")
  public Uni<Set<TenantId>> wantingMessages(Sql sql, Collection<TenantId> tenants) {
    if (tenants.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    String[] names = tenants.stream().map(TenantId::value).toArray(String[]::new);
    return sql.query(WANTING_MESSAGES, (Object) names)
        .map(
            rows -> rows.stream().map(row -> TenantId.of(row.text(0))).collect(Collectors.toSet()));
  }
}
