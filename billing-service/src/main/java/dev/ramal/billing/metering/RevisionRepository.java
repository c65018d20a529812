package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Up to which revision usages are reported. */
@ApplicationScoped
public class RevisionRepository {
  /** Of a usage of which nothing was reported. */
  public static final int NONE = -1;

  private static final String OF_USAGE =
      """
      select cast(state ->> 'revision' as int) from metered_uses where tenant = $1 and usage_id = $2
      """;

  /** The highest that was posted, or {@link #NONE}. */
  public Uni<Integer> of(Sql sql, UsageKey key) {
    return sql.query(OF_USAGE, key.tenant().value(), key.usageId())
        .map(rows -> rows.isEmpty() ? NONE : rows.get(0).integer(0));
  }
}
