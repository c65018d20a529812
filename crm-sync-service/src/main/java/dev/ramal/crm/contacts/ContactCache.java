package dev.ramal.crm.contacts;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.connections.ConnectedCrm;
import dev.ramal.crm.connections.CrmMemory;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** What is remembered of earlier look-ups, so that each call does not cost eight requests. */
@ApplicationScoped
class ContactCache implements CrmMemory {
  /** A row for each contact, or one without where there is none; in the order of the phones. */
  private static final String KNOWN =
      """
      select wanted.nth, s.searched_at, l.contact_id, l.contact_name, l.rank, l.checked_at,
        l.contact_company
      from unnest($1::text[], $2::text[]) with ordinality as wanted (tenant, phone, nth)
      left join lateral (select searched_at from contact_search
        where tenant = wanted.tenant and phone = wanted.phone) s on true
      left join lateral (select contact_id, contact_name, contact_company, rank, checked_at
        from contact_link where tenant = wanted.tenant and phone = wanted.phone) l on true
      order by wanted.nth, l.rank, l.contact_id
      """;

  private static final int MOST = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String KEEP_SEARCH =
      """
      insert into contact_search (tenant, phone, searched_at) values ($1, $2, $3)
      on conflict (tenant, phone) do update set searched_at = excluded.searched_at
      """;

  private static final String FORGET_OTHERS =
      "delete from contact_link where tenant = $1 and phone = $2 and contact_id <> all($3)";

  private static final String FORGET_SEARCHES =
      "delete from contact_search where tenant = $1 and phone = any($2)";

  private static final String FORGET_ALL =
      """
      with searches as (delete from contact_search where tenant = $1)
      delete from contact_link where tenant = $1
      """;

  private static final String PURGE_SEARCHES =
      """
      delete from contact_search using (select tenant, phone from contact_search
        where searched_at < $1 order by searched_at limit $2::int) old
      where contact_search.tenant = old.tenant and contact_search.phone = old.phone
      returning 1
      """;

  private final ConnectedCrm connected;
  private final TenantTransactions sessions;
  private final SqlTransactions transactions;
  private final Outbox outbox;
  private final Events events;
  private final GroupCommit<Phone, RememberedPhone> reads;

  ContactCache(
      ConnectedCrm connected,
      TenantTransactions sessions,
      SqlTransactions transactions,
      Outbox outbox,
      Events events) {
    this.connected = connected;
    this.sessions = sessions;
    this.transactions = transactions;
    this.outbox = outbox;
    this.events = events;
    this.reads =
        new GroupCommit<>(MOST, PATIENCE, null, Phone::tenant, failure -> true, this::readAll);
  }

  @Override
  public Uni<Void> forget(Sql sql, TenantId tenant) {
    return sql.query(FORGET_ALL, tenant.value()).replaceWithVoid();
  }

  /**
   * @param groups contacts that hold the phone, by how likely they are meant, the likeliest first;
   *     none is empty
   * @param complete whether every spelling was looked for: there are no others
   */
  record Known(List<List<CrmContact>> groups, boolean complete) {}

  /**
   * What is asked for at about one time, of any organizations, is read with one statement.
   *
   * @param linksSince older answers are not believed
   * @param searchSince the same for answers that there are no others
   */
  Uni<Known> known(TenantId tenant, String phone, Instant linksSince, Instant searchSince) {
    return reads
        .addOnContext(new Phone(tenant, phone))
        .map(remembered -> remembered.known(linksSince, searchSince));
  }

  private Uni<List<RememberedPhone>> readAll(List<Phone> asked) {
    return transactions
        .acrossTenants(
            "phones of every organization",
            sql ->
                sql.query(
                    KNOWN, Columns.of(asked).text(Phone::tenant).text(Phone::phone).parameters()))
        .map(rows -> RememberedPhone.read(rows, asked.size()));
  }

  private record Phone(TenantId tenant, String phone) {}

  /**
   * Every spelling of the phone was looked for.
   *
   * @param in account that was asked; where another one is connected by now nothing is kept
   * @param found all contacts that hold it; others that were known do not hold it any more
   */
  Uni<Void> searched(
      TenantId tenant, String in, String phone, Collection<CrmContact> found, Instant at) {
    String[] ids = found.stream().map(CrmContact::id).toArray(String[]::new);
    return whileIn(
        tenant,
        in,
        session ->
            Sql.together(
                List.of(
                    Sql.of(session).query(KEEP_SEARCH, tenant.value(), phone, at.atOffset(UTC)),
                    Sql.of(session).query(FORGET_OTHERS, tenant.value(), phone, ids))));
  }

  /** What an account answered late is nobody's in the next one. */
  private Uni<Void> whileIn(
      TenantId tenant, String in, Function<Mutiny.Session, Uni<Void>> remember) {
    return sessions.inTenant(
        tenant,
        session ->
            connected
                .keepsAccount(Sql.of(session), tenant, in)
                .chain(same -> same ? remember.apply(session) : Uni.createFrom().voidItem()));
  }

  /** What was found stays; it may not be all any more. */
  Uni<Void> forgetSearches(Sql sql, TenantId tenant, Collection<String> phones) {
    return sql.query(FORGET_SEARCHES, tenant.value(), phones.toArray(String[]::new))
        .replaceWithVoid();
  }

  /**
   * Deletes some of what was searched before.
   *
   * @return how many
   */
  @AcrossTenants("searches of every organization grow old")
  Uni<Integer> purgeSearches(Sql sql, Instant before, int limit) {
    return sql.query(PURGE_SEARCHES, before.atOffset(UTC), limit).map(List::size);
  }

  /**
   * Adds to what is known of a phone; a contact that is new to it is announced.
   *
   * @param in as {@link #searched}
   * @param ranked contacts, and how likely each is meant; smaller is likelier
   */
  Uni<Void> remember(
      TenantId tenant, String in, String phone, Map<CrmContact, Integer> ranked, Instant at) {
    return whileIn(
        tenant,
        in,
        session ->
            links(session, tenant, phone)
                .flatMap(known -> add(session, tenant, phone, known, ranked, at)));
  }

  private Uni<Void> add(
      Mutiny.Session session,
      TenantId tenant,
      String phone,
      List<ContactLinkRow> known,
      Map<CrmContact, Integer> ranked,
      Instant at) {
    Map<String, ContactLinkRow> before = new HashMap<>();
    known.forEach(link -> before.put(link.contactId, link));
    List<ContactLinkRow> fresh = new ArrayList<>();
    for (CrmContact contact : ranked.keySet()) {
      ContactLinkRow link = before.get(contact.id());
      if (link == null) {
        link = ContactLinkRow.of(tenant, phone, contact.id());
        fresh.add(link);
      }
      link.contactName = contact.name();
      link.contactCompany = contact.leavesCompany() ? link.contactCompany : contact.company();
      link.rank = ranked.get(contact);
      link.checkedAt = at;
    }
    return Multi.createFrom()
        .iterable(fresh)
        .onItem()
        .transformToUniAndConcatenate(link -> save(session, tenant, link))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> save(Mutiny.Session session, TenantId tenant, ContactLinkRow link) {
    ContactLinked linked =
        new ContactLinked(link.phone, link.contactId, link.contactName, null, link.checkedAt);
    return session
        .persist(link)
        .chain(
            () ->
                outbox.append(
                    Sql.of(session),
                    events.create(tenant, Topics.CRM, link.contactId, null, linked)));
  }

  private static Uni<List<ContactLinkRow>> links(
      Mutiny.Session session, TenantId tenant, String phone) {
    return session
        .createQuery(
            "from ContactLinkRow where tenant = :tenant and phone = :phone order by rank,"
                + " contactId",
            ContactLinkRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("phone", phone)
        .getResultList();
  }
}
