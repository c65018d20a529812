package dev.ramal.messaging.conversations;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who of us spoke with a contact last. */
@ApplicationScoped
public class SpeakerRepository {
  /**
   * Each contact is looked up by itself, in the threads of both channels and among the calls. Who
   * wrote last is not known of old threads: their owners did.
   */
  static final String LAST =
      """
      select wanted.tenant, wanted.contact, last.agent_id, last.agent_name, last.spoke_at
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as wanted (tenant, contact, since)
      cross join lateral (select agent_id, agent_name, spoke_at from (
          select coalesce(spoke_id, owner_id) as agent_id,
            case when spoke_id is null then owner_name else spoke_name end as agent_name,
            coalesce(spoke_at, last_message_at) as spoke_at
          from conversation where tenant = wanted.tenant and contact = wanted.contact
          union all
          select agent_id, agent_name, spoke_at
          from spoken_call where tenant = wanted.tenant and contact = wanted.contact) spoken
        where agent_id is not null and spoke_at > wanted.since
        order by spoke_at desc limit 1) last
      """;

  /** A call that is told late, or again, changes nothing. */
  static final String CALLED =
      """
      insert into spoken_call as known (tenant, contact, agent_id, agent_name, spoke_at)
      select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
      on conflict (tenant, contact) do update set agent_id = excluded.agent_id,
        agent_name = excluded.agent_name, spoke_at = excluded.spoke_at
      where excluded.spoke_at > known.spoke_at
      """;

  /** A contact of an organization. */
  public record ContactKey(TenantId tenant, Party contact) implements Comparable<ContactKey> {
    private static final Comparator<ContactKey> ORDER =
        Comparator.comparing((ContactKey key) -> key.tenant().value())
            .thenComparing(key -> key.contact().value());

    @Override
    public int compareTo(ContactKey other) {
      return ORDER.compare(this, other);
    }

    static ContactKey of(ConversationRow thread) {
      return new ContactKey(thread.key.organization(), thread.contact());
    }
  }

  /**
   * @param since by whom; what was said earlier does not count
   * @return without those whom nobody spoke with since then
   */
  public Uni<Map<ContactKey, Speaker>> last(Sql sql, Map<ContactKey, Instant> since) {
    if (since.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.query(LAST, wanted(since))
        .map(
            rows -> {
              Map<ContactKey, Speaker> speakers = new HashMap<>();
              rows.forEach(
                  row ->
                      speakers.put(
                          new ContactKey(TenantId.of(row.text(0)), new Party(row.text(1))),
                          new Speaker(row.text(2), row.text(3), row.instant(4))));
              return speakers;
            });
  }

  static Object[] wanted(Map<ContactKey, Instant> since) {
    return Columns.of(List.copyOf(since.entrySet()))
        .text(wanted -> wanted.getKey().tenant())
        .text(wanted -> wanted.getKey().contact())
        .instant(Map.Entry::getValue)
        .parameters();
  }

  /** Agents talked with contacts on the phone; the last of several with one contact counts. */
  Uni<Void> called(Sql sql, Map<ContactKey, Speaker> calls) {
    if (calls.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Map.Entry<ContactKey, Speaker>> inOrder =
        calls.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    return sql.query(
            CALLED,
            Columns.of(inOrder)
                .text(call -> call.getKey().tenant())
                .text(call -> call.getKey().contact())
                .text(call -> call.getValue().userId())
                .text(call -> call.getValue().name())
                .instant(call -> call.getValue().at())
                .parameters())
        .replaceWithVoid();
  }
}
