package dev.ramal.messaging.conversations;

import dev.ramal.events.Channel;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds or opens the thread of a contact. */
@ApplicationScoped
public class ConversationRepository {
  /** Two callers that open the same thread end up with the same row. */
  private static final String OPEN =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      values (:tenant, :id, :contact, :channel, :now, :now)
      on conflict (tenant, contact, channel) do update set contact = excluded.contact
      returning *
      """;

  /** Locked until the transaction ends. */
  public Uni<ConversationRow> open(
      Mutiny.Session session, TenantId tenant, E164 contact, Channel channel, Instant now) {
    return session
        .createNativeQuery(OPEN, ConversationRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("id", UuidV7.next().toString())
        .setParameter("contact", contact.value())
        .setParameter("channel", channel.name())
        .setParameter("now", now)
        .getSingleResult();
  }

  /** Null when the organization has no such thread. */
  public Uni<ConversationRow> find(Mutiny.Session session, TenantId tenant, String id) {
    return session.find(ConversationRow.class, RowKey.of(tenant, id));
  }
}
