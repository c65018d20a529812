package dev.ramal.calls.flow;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads three columns of a call: a lead is waiting on the line, the fold of its facts is not. */
@ApplicationScoped
class FindCallAtHand {
  private static final String QUERY =
      """
      select status, record, connection_id from calls where tenant = :tenant and id = :id
      """;

  Uni<Optional<CallAtHand>> find(Mutiny.Session session, TenantId tenant, String callId) {
    return session
        .createNativeQuery(QUERY, Tuple.class)
        .setParameter("tenant", tenant.value())
        .setParameter("id", callId)
        .getSingleResultOrNull()
        .map(
            row ->
                Optional.ofNullable(row)
                    .map(
                        found ->
                            new CallAtHand(
                                found.get(0, String.class),
                                found.get(1, Boolean.class),
                                found.get(2, String.class))));
  }
}
