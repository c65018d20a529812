package dev.ramal.messaging.lifecycle;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds messages to change, which come locked until the transaction ends, and by carrier id. */
@ApplicationScoped
public class MessageRepository {
  private static final String TO_POLL =
      """
      select * from message where ask_at <= :now order by ask_at limit :limit
      for update skip locked
      """;

  private static final String BY_CARRIER_ID =
      """
      from MessageRow m where m.key.tenant = :tenant and m.details.carrier = :carrier
      and m.progress.carrierMessageId = :carrierMessageId
      """;

  /** Null when the organization has no such message. */
  public Uni<MessageRow> lock(Mutiny.Session session, TenantId tenant, MessageId id) {
    return session.find(
        MessageRow.class, RowKey.of(tenant, id.value()), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Null when the organization has no such message. */
  public Uni<MessageRow> lockByCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return byCarrierId(session, tenant, carrier, carrierMessageId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getSingleResultOrNull();
  }

  /** Our id, without a lock; null when the organization has no such message. */
  public Uni<MessageId> findByCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return byCarrierId(session, tenant, carrier, carrierMessageId)
        .getSingleResultOrNull()
        .map(row -> row == null ? null : row.message().details().id());
  }

  /** Oldest question first; rows that another replica holds are skipped. */
  @AcrossTenants("overdue messages of every organization")
  public Uni<List<MessageRow>> lockToPoll(Mutiny.Session session, Instant now, int limit) {
    return session
        .createNativeQuery(TO_POLL, MessageRow.class)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .getResultList();
  }

  private static Mutiny.SelectionQuery<MessageRow> byCarrierId(
      Mutiny.Session session, TenantId tenant, Carrier carrier, String carrierMessageId) {
    return session
        .createSelectionQuery(BY_CARRIER_ID, MessageRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("carrier", carrier)
        .setParameter("carrierMessageId", carrierMessageId);
  }
}
