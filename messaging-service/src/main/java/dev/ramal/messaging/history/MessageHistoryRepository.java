package dev.ramal.messaging.history;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.Message;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Reads messages within what a person may see, newest first. Sales people see the threads they own
 * (they wrote last on our side), threads nobody owns yet, and whatever they wrote themselves.
 */
@ApplicationScoped
public class MessageHistoryRepository {
  private static final String OF_THREAD =
      "exists (select 1 from ConversationRow c"
          + " where c.key.tenant = m.key.tenant and c.key.id = m.details.conversationId and ";
  private static final String SEEN =
      "(m.details.authorId = :user or " + OF_THREAD + "(c.ownerId = :user or c.ownerId is null)))";
  private static final String BEHIND =
      "(m.details.createdAt < :time or (m.details.createdAt = :time and m.key.id < :last))";

  /** Null when there is none that the person may see. */
  Uni<Message> find(Mutiny.Session session, AccessScope scope, String id) {
    Conditions conditions = scope(scope).and("m.key.id = :id", "id", id);
    return conditions
        .query(session)
        .getSingleResultOrNull()
        .map(row -> row == null ? null : row.message());
  }

  /**
   * @param after null for the first page
   */
  public Uni<List<Message>> list(
      Mutiny.Session session, AccessScope scope, MessageFilter filter, Cursor after, int limit) {
    Conditions conditions =
        scope(scope)
            .and("m.details.channel = :channel", "channel", filter.channel())
            .and("m.details.direction = :direction", "direction", filter.direction())
            .and("m.progress.state = :state", "state", filter.state())
            .and("m.details.conversationId = :thread", "thread", filter.conversationId())
            .and(
                OF_THREAD + "c.contact = :contact)",
                "contact",
                Optional.ofNullable(filter.contact()).map(number -> number.value()).orElse(null));
    if (after != null) {
      conditions = conditions.and(BEHIND, "time", after.time()).and("", "last", after.id());
    }
    return conditions
        .query(session)
        .setMaxResults(limit)
        .getResultList()
        .map(rows -> rows.stream().map(MessageRow::message).toList());
  }

  private static Conditions scope(AccessScope scope) {
    return new Conditions()
        .and("m.key.tenant = :tenant", "tenant", scope.tenant().value())
        .and(SEEN, "user", scope.ownerOrNull());
  }

  /** The parts of a where clause that have a value. */
  private static final class Conditions {
    private final StringBuilder where = new StringBuilder("from MessageRow m where 1 = 1");
    private final Map<String, Object> values = new LinkedHashMap<>();

    Conditions and(String condition, String name, Object value) {
      if (value != null) {
        where.append(condition.isEmpty() ? "" : " and " + condition);
        values.put(name, value);
      }
      return this;
    }

    Mutiny.SelectionQuery<MessageRow> query(Mutiny.Session session) {
      where.append(" order by m.details.createdAt desc, m.key.id desc");
      Mutiny.SelectionQuery<MessageRow> query =
          session.createSelectionQuery(where.toString(), MessageRow.class);
      values.forEach(query::setParameter);
      return query;
    }
  }
}
