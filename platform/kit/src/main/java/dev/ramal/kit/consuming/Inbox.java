package dev.ramal.kit.consuming;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers in the transaction of the effect which events a consumer has applied. */
final class Inbox {
  private static final String REMEMBER =
      """
      insert into inbox (consumer, event_id, tenant)
      select :consumer, id, :tenant
      from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as given(id) order by id
      on conflict do nothing
      returning event_id
      """;

  private Inbox() {}

  /** The ids that were not known; a row that another transaction writes is waited for. */
  static Uni<Set<String>> remember(
      Mutiny.Session session, String consumer, TenantId tenant, List<String> ids) {
    return session
        .<String>createNativeQuery(REMEMBER)
        .setParameter("consumer", consumer)
        .setParameter("tenant", tenant.value())
        .setParameter("ids", EventJson.write(ids))
        .getResultList()
        .map(HashSet::new);
  }
}
