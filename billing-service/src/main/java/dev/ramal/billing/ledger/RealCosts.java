package dev.ramal.billing.ledger;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Whose cost in the ledger is the carrier's word: entries alone do not tell. */
public interface RealCosts {

  /** Of the usages those whose cost is the last that their carrier has named. */
  Uni<Set<UUID>> among(SqlConnection connection, TenantId tenant, Collection<UUID> usages);
}
