package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds messages to change; every row comes locked until the transaction ends. */
@ApplicationScoped
public class MessageRepository {

  /** Null when the organization has no such message. */
  public Uni<MessageRow> lock(Mutiny.Session session, TenantId tenant, String id) {
    return session.find(MessageRow.class, RowKey.of(tenant, id), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Null when the organization has no such message. */
  public Uni<MessageRow> lockByCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return byCarrierId(session, tenant, carrier, carrierMessageId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResultOrNull();
  }

  /** Without a lock; null when the organization has no such message. */
  public Uni<MessageRow> findByCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return byCarrierId(session, tenant, carrier, carrierMessageId).getSingleResultOrNull();
  }

  /** Messages that wait to be handed over, oldest first; rows another replica holds are skipped. */
  public Uni<List<MessageRow>> lockDue(Mutiny.Session session, Instant now, int limit) {
    return locked(
        session,
        "select * from message where due_at <= :now order by due_at limit :limit"
            + " for update skip locked",
        now,
        limit);
  }

  /** Messages that the carrier should be asked about, oldest question first. */
  public Uni<List<MessageRow>> lockToAsk(Mutiny.Session session, Instant now, int limit) {
    return locked(
        session,
        "select * from message where ask_at <= :now order by ask_at limit :limit"
            + " for update skip locked",
        now,
        limit);
  }

  private static Uni<List<MessageRow>> locked(
      Mutiny.Session session, String sql, Instant now, int limit) {
    return session
        .createNativeQuery(sql, MessageRow.class)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .getResultList();
  }

  private static Mutiny.SelectionQuery<MessageRow> byCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return session
        .createSelectionQuery(
            "from MessageRow m where m.key.tenant = :tenant and m.carrier = :carrier"
                + " and m.carrierMessageId = :carrierMessageId",
            MessageRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("carrier", carrier)
        .setParameter("carrierMessageId", carrierMessageId);
  }
}
