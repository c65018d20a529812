package dev.ramal.calls.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/** Tells whether calls went through an account. */
public interface ConnectionUse {
  Uni<Boolean> isUsed(Sql sql, TenantId tenant, String connectionId);
}
