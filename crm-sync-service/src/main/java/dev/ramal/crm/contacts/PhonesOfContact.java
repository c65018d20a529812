package dev.ramal.crm.contacts;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Under which phones a contact of the CRM was found; the CRM is not asked. */
@ApplicationScoped
public class PhonesOfContact {
  /** More than anybody has; whoever enters a directory as one contact gets some of it. */
  static final int MOST = 50;

  static final String PHONES =
      """
      select phone from contact_link where tenant = $1 and contact_id = $2
      order by phone limit $3::int
      """;

  /** In E.164, sorted; empty for a contact that nobody has looked for. */
  public Uni<List<String>> of(Sql sql, TenantId tenant, String contactId) {
    return sql.query(PHONES, tenant.value(), contactId, MOST)
        .map(rows -> rows.stream().map(row -> row.text(0)).toList());
  }
}
