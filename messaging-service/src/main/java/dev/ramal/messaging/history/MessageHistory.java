package dev.ramal.messaging.history;

import dev.ramal.kit.paging.Cursor;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.scope.Reader;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads messages within what the reader may see, newest first. */
@ApplicationScoped
public class MessageHistory {
  private static final String OF_THREAD =
      "exists (select 1 from ConversationRow c"
          + " where c.key.tenant = m.key.tenant and c.key.id = m.conversationId and ";
  private static final String SEEN =
      "(m.authorId = :user or " + OF_THREAD + "(c.ownerId = :user or c.ownerId is null)))";
  private static final String BEHIND =
      "(m.createdAt < :time or (m.createdAt = :time and m.key.id < :last))";

  /** Null when there is none that the reader may see. */
  Uni<MessageRow> find(Mutiny.Session session, Reader reader, String id) {
    Conditions conditions = scope(reader).and("m.key.id = :id", "id", id);
    return conditions.query(session).getSingleResultOrNull();
  }

  /**
   * @param after null for the first page
   */
  public Uni<List<MessageRow>> list(
      Mutiny.Session session, Reader reader, MessageFilter filter, Cursor after, int limit) {
    Conditions conditions =
        scope(reader)
            .and("m.channel = :channel", "channel", filter.channel())
            .and("m.direction = :direction", "direction", filter.direction())
            .and("m.state = :state", "state", filter.state())
            .and("m.conversationId = :thread", "thread", filter.conversationId())
            .and(
                OF_THREAD + "c.contact = :contact)",
                "contact",
                Optional.ofNullable(filter.contact()).map(number -> number.value()).orElse(null));
    if (after != null) {
      conditions = conditions.and(BEHIND, "time", after.time()).and("", "last", after.id());
    }
    return conditions.query(session).setMaxResults(limit).getResultList();
  }

  private static Conditions scope(Reader reader) {
    return new Conditions()
        .and("m.key.tenant = :tenant", "tenant", reader.tenant().value())
        .and(SEEN, "user", reader.userId());
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
      where.append(" order by m.createdAt desc, m.key.id desc");
      Mutiny.SelectionQuery<MessageRow> query =
          session.createSelectionQuery(where.toString(), MessageRow.class);
      values.forEach(query::setParameter);
      return query;
    }
  }
}
