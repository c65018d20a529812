package dev.ramal.messaging.history;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.messaging.conversations.ConversationRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads threads within what a person may see, the one with the newest message first. */
@ApplicationScoped
class ConversationHistoryRepository {
  private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
  private static final String SEEN =
      "from ConversationRow c where c.key.tenant = :tenant"
          + " and (:all = true or c.ownerId = :user or c.ownerId is null)";

  /** Null when there is none that the person may see. */
  Uni<ConversationRow> find(Mutiny.Session session, AccessScope scope, String id) {
    return scoped(session, scope, SEEN + " and c.key.id = :id")
        .setParameter("id", id)
        .getSingleResultOrNull();
  }

  /**
   * @param channel null for both
   * @param contact null for everybody
   * @param after null for the first page
   */
  Uni<List<ConversationRow>> list(
      Mutiny.Session session,
      AccessScope scope,
      Channel channel,
      String contact,
      Cursor after,
      int limit) {
    String where =
        SEEN
            + (channel == null ? "" : " and c.channel = :channel")
            + (contact == null ? "" : " and c.contact = :contact")
            + " and (c.lastMessageAt < :time or (c.lastMessageAt = :time and c.key.id < :last))"
            + " order by c.lastMessageAt desc, c.key.id desc";
    Mutiny.SelectionQuery<ConversationRow> query =
        scoped(session, scope, where)
            .setParameter("time", after == null ? END_OF_TIME : after.time())
            .setParameter("last", after == null ? "" : after.id());
    if (channel != null) {
      query.setParameter("channel", channel);
    }
    if (contact != null) {
      query.setParameter("contact", contact);
    }
    return query.setMaxResults(limit).getResultList();
  }

  private static Mutiny.SelectionQuery<ConversationRow> scoped(
      Mutiny.Session session, AccessScope scope, String hql) {
    return session
        .createSelectionQuery(hql, ConversationRow.class)
        .setParameter("tenant", scope.tenant().value())
        .setParameter("all", scope.readsAll())
        .setParameter("user", scope.readsAll() ? "" : scope.userId());
  }
}
