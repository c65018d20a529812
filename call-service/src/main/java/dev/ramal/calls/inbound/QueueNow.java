package dev.ramal.calls.inbound;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The queue of an organization at this moment. */
@ApplicationScoped
public class QueueNow {
  private static final String NOW =
      "select count(*)::int, min(since) from waiting_callers where tenant = $1";

  /**
   * @param waiting callers, those who are being offered to an agent too
   * @param oldest since when the first of them waits; null while nobody does
   */
  public record Queue(int waiting, Instant oldest) {}

  public Uni<Queue> of(Sql sql, TenantId tenant) {
    return sql.query(NOW, tenant.value())
        .map(rows -> new Queue(rows.get(0).integer(0), rows.get(0).instant(1)));
  }
}
