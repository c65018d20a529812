package dev.ramal.calls.store;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Lists calls, newest first, by keyset: a page costs the same however deep it lies. */
@ApplicationScoped
public class CallList {

  public Uni<List<CallLine>> of(
      Mutiny.Session session, TenantId tenant, CallFilter filter, int most) {
    Map<String, Object> values = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder("from CallRow r where r.key.tenant = :tenant");
    values.put("tenant", tenant.value());
    narrow(where, values, filter);
    where.append(" order by r.requestedAt desc, r.key.id desc");
    var query = session.createSelectionQuery(where.toString(), CallRow.class).setMaxResults(most);
    values.forEach(query::setParameter);
    return query
        .setReadOnly(true)
        .getResultList()
        .map(rows -> rows.stream().map(CallLine::of).toList());
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
}
