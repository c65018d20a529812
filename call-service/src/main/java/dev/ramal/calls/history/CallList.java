package dev.ramal.calls.history;

import dev.ramal.calls.call.CallStatus;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Lists calls, newest first, by keyset: a page costs the same however deep it lies. It reads the
 * columns that {@code lifecycle} keeps for such questions, and never the facts.
 */
@ApplicationScoped
class CallList {
  private static final String ITEMS =
      """
      select new dev.ramal.calls.history.CallItem(
        r.key.id, r.status, r.direction, r.agentId, r.agentName, r.from, r.to, r.contactId,
        r.dealId, r.campaignId, r.carrier, r.destinationClass, r.disposition, r.requestedAt,
        r.answeredAt, r.endedAt, r.ringSeconds, r.talkSeconds, r.cause, r.hungUpBy)
      from CallRow r where r.key.tenant = :tenant\
      """;

  public Uni<List<CallItem>> of(
      Mutiny.Session session, TenantId tenant, CallFilter filter, int most) {
    Map<String, Object> values = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder(ITEMS);
    values.put("tenant", tenant.value());
    narrow(where, values, filter);
    where.append(" order by r.requestedAt desc, r.key.id desc");
    var query = session.createSelectionQuery(where.toString(), CallItem.class).setMaxResults(most);
    values.forEach(query::setParameter);
    return query.getResultList();
  }

  private static void narrow(StringBuilder where, Map<String, Object> values, CallFilter filter) {
    add(where, values, " and r.status = :status", "status", filter.status());
    add(where, values, " and r.agentId = :agent", "agent", filter.agentId());
    add(where, values, " and r.contactId = :contact", "contact", filter.contactId());
    add(where, values, " and r.requestedAt >= :from", "from", filter.from());
    add(where, values, " and r.requestedAt < :before", "before", filter.before());
    if (filter.behindTime() != null) {
      where.append(" and (r.requestedAt < :time or (r.requestedAt = :time and r.key.id < :id))");
      values.put("time", filter.behindTime());
      values.put("id", filter.behindId());
    }
  }

  private static void add(
      StringBuilder where, Map<String, Object> values, String clause, String name, Object value) {
    if (value != null) {
      where.append(clause);
      values.put(name, value);
    }
  }

  /**
   * Which calls of an organization; a null part asks for nothing.
   *
   * @param from requested at or after
   * @param before requested before
   * @param behindTime with {@code behindId}: requested before this, or at this with a smaller id
   */
  record CallFilter(
      CallStatus status,
      String agentId,
      String contactId,
      Instant from,
      Instant before,
      Instant behindTime,
      String behindId) {}
}
