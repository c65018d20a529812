package dev.ramal.messaging.conversations;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.message.Party;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** The threads of people whom WhatsApp tells by an id of its own, with a number or without. */
@ApplicationScoped
public class PersonRepository {
  private static final String FIND =
      """
      select p.tenant, p.user_id, p.number, mine.id, mine.contact, other.id
      from unnest($1::text[], $2::text[], $3::text[]) as p (tenant, user_id, number)
      left join conversation mine on mine.tenant = p.tenant and mine.contact_user_id = p.user_id
      left join conversation other on other.tenant = p.tenant and other.contact = p.number
        and other.channel = 'WHATSAPP'
      order by p.tenant, p.user_id
      """;

  private static final String RENAME =
      "update conversation set contact = $3 where tenant = $1 and id = $2";

  private static final String RELEASE =
      "update conversation set contact_user_id = null where tenant = $1 and id = $2";

  /** What stands in the thread that stays wins. */
  private static final String ABSORB =
      """
      with gone as (delete from conversation where tenant = $1 and id = $2 returning *)
      update conversation c set contact_user_id = gone.contact_user_id,
        contact_name = coalesce(c.contact_name, gone.contact_name),
        owner_id = coalesce(c.owner_id, gone.owner_id),
        owner_name = case when c.owner_id is null then gone.owner_name else c.owner_name end,
        windows = (gone.windows::jsonb || c.windows::jsonb)::text,
        last_inbound_at = greatest(c.last_inbound_at, gone.last_inbound_at),
        last_message_at = greatest(c.last_message_at, gone.last_message_at),
        unread = c.unread + gone.unread, spoke_id = coalesce(c.spoke_id, gone.spoke_id),
        spoke_name = case when c.spoke_id is null then gone.spoke_name else c.spoke_name end,
        spoke_at = coalesce(c.spoke_at, gone.spoke_at)
      from gone where c.tenant = $1 and c.id = $3
      returning c.owner_id
      """;

  /** A person of an organization, by WhatsApp's id. */
  public record PersonKey(TenantId tenant, String userId) {}

  /**
   * A person and the threads that are theirs.
   *
   * @param number as told now; null when none was
   * @param thread known by the id; null when none is
   * @param contact of that thread
   * @param threadOfNumber null when none is
   */
  public record Person(
      PersonKey key, String number, String thread, Party contact, String threadOfNumber) {}

  /**
   * In one order, so that whoever changes their threads one by one crosses nobody else.
   *
   * @param people with the number that was told, null for none
   */
  public Uni<List<Person>> find(Sql sql, Map<PersonKey, String> people) {
    List<Map.Entry<PersonKey, String>> asked = List.copyOf(people.entrySet());
    return sql.query(
            FIND,
            Columns.of(asked)
                .text(person -> person.getKey().tenant())
                .text(person -> person.getKey().userId())
                .text(Map.Entry::getValue)
                .parameters())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new Person(
                                new PersonKey(TenantId.of(row.text(0)), row.text(1)),
                                row.text(2),
                                row.text(3),
                                row.text(4) == null ? null : new Party(row.text(4)),
                                row.text(5)))
                    .toList());
  }

  /** The thread goes under the person's number from now on. */
  public Uni<Void> rename(Sql sql, Person person) {
    return sql.query(RENAME, person.key().tenant().value(), person.thread(), person.number())
        .replaceWithVoid();
  }

  /** The thread is not known by the person's id any more. */
  public Uni<Void> release(Sql sql, Person person) {
    return sql.query(RELEASE, person.key().tenant().value(), person.thread()).replaceWithVoid();
  }

  /**
   * The thread without a number goes into the one of the number; no message may be in it any more.
   *
   * @return who owns the thread that stays; null when nobody does
   */
  public Uni<String> absorb(Sql sql, Person person) {
    return sql.query(
            ABSORB, person.key().tenant().value(), person.thread(), person.threadOfNumber())
        .map(rows -> rows.get(0).text(0));
  }
}
