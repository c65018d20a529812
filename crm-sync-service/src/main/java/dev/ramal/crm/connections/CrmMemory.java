package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;

/**
 * What a feature remembers of an organization's CRM. It is forgotten in the transaction in which
 * another CRM, or another account of it, is connected: ids of the one before mean nothing there.
 */
public interface CrmMemory {
  Uni<Void> forget(Sql sql, TenantId tenant);
}
