package dev.ramal.crm.connections;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;

/** Store of connections; an organization has one or none. */
@ApplicationScoped
public class CrmConnectionRepository {
  /** Null when there is none. */
  Uni<CrmConnectionRow> find(Mutiny.Session session, TenantId tenant) {
    return session.find(CrmConnectionRow.class, tenant.value());
  }

  /** Whether the organization's notes can be written now. */
  public Uni<Boolean> isConnected(Mutiny.Session session, TenantId tenant) {
    return find(session, tenant).map(found -> found != null && found.isConnected());
  }

  /** Locked until the transaction ends; null when there is none. */
  Uni<CrmConnectionRow> lock(Mutiny.Session session, TenantId tenant) {
    return session.find(CrmConnectionRow.class, tenant.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** A row is created where there is none; its caller fills it. */
  Uni<CrmConnectionRow> findOrCreate(Mutiny.Session session, TenantId tenant) {
    return lock(session, tenant).map(found -> found == null ? CrmConnectionRow.of(tenant) : found);
  }
}
