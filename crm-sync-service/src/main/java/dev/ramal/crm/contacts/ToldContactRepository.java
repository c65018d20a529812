package dev.ramal.crm.contacts;

import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/**
 * Puts right what is remembered of contacts of which the CRM has told by itself, of any
 * organizations. Phones at which one was not known were searched in vain: whoever asks next asks
 * the CRM.
 */
@ApplicationScoped
public class ToldContactRepository {
  /** A row for each phone that each of them holds, and at which it was not known. */
  private static final String UNKNOWN_AT =
      """
      (select told.tenant, one.phone
        from unnest($1::text[], $2::text[], $3::text[]) as told (tenant, contact_id, phones)
        cross join lateral unnest(string_to_array(told.phones, ' ')) as one (phone)
        where (select count(*) from contact_link known where known.tenant = told.tenant
          and known.phone = one.phone and known.contact_id = told.contact_id) = 0
        offset 0) held
      """;

  static final String REFRESH =
      """
      update contact_link set
        contact_name = coalesce(told.name, contact_link.contact_name),
        contact_company = coalesce(told.company,
          case when not told.no_company then contact_link.contact_company end),
        checked_at = greatest(contact_link.checked_at, told.at)
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
          $6::timestamptz[], $7::boolean[])
        as told (tenant, contact_id, phones, name, company, at, no_company)
      where contact_link.tenant = told.tenant and contact_link.contact_id = told.contact_id
        and contact_link.phone = any(string_to_array(told.phones, ' '))
      """;

  static final String LOSE =
      """
      delete from contact_link
      using unnest($1::text[], $2::text[], $3::text[]) as told (tenant, contact_id, phones)
      where contact_link.tenant = told.tenant and contact_link.contact_id = told.contact_id
        and contact_link.phone <> all(string_to_array(told.phones, ' '))
      """;

  /** They stay known, so that they are not announced again, but are not believed any more. */
  static final String DOUBT_OTHERS =
      """
      update contact_link set checked_at = to_timestamp(0) where ctid = any(array(
        select other.ctid from
      """
          + UNKNOWN_AT
          + """
            cross join lateral (select ctid from contact_link
              where tenant = held.tenant and phone = held.phone offset 0) other))
          """;

  static final String DOUBT_SEARCHES =
      """
      delete from contact_search where ctid = any(array(
        select search.ctid from
      """
          + UNKNOWN_AT
          + """
            cross join lateral (select ctid from contact_search
              where tenant = held.tenant and phone = held.phone offset 0) search))
          """;

  /** Of contacts themselves: whoever asks next for one of their phones asks the CRM. */
  static final String DOUBT =
      """
      with doubted as (
        update contact_link set checked_at = to_timestamp(0) where ctid = any(array(
          select known.ctid from unnest($1::text[], $2::text[]) as told (tenant, contact_id)
          cross join lateral (select ctid from contact_link
            where tenant = told.tenant and contact_id = told.contact_id offset 0) known))
        returning tenant, phone)
      delete from contact_search where ctid = any(array(
        select search.ctid from doubted
        cross join lateral (select ctid from contact_search
          where tenant = doubted.tenant and phone = doubted.phone offset 0) search))
      """;

  private static final Comparator<ToldContact> ORDER =
      Comparator.comparing((ToldContact told) -> told.tenant().value())
          .thenComparing(ToldContact::id);

  /** Four statements, however many there are. */
  public Uni<Void> putRight(Sql sql, List<ToldContact> told) {
    if (told.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<ToldContact> sorted = told.stream().sorted(ORDER).toList();
    Object[] held = columns(sorted).parameters();
    Object[] all =
        columns(sorted)
            .text(ToldContact::name)
            .text(ToldContact::company)
            .instant(ToldContact::at)
            .bool(ToldContact::noCompany)
            .parameters();
    return Sql.together(
        List.of(
            sql.query(REFRESH, all),
            sql.query(LOSE, held),
            sql.query(DOUBT_OTHERS, held),
            sql.query(DOUBT_SEARCHES, held)));
  }

  /** What was told of these could not be read whole. */
  public Uni<Void> doubt(Sql sql, List<RowKey> contacts) {
    return contacts.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(DOUBT, Columns.of(contacts).text(RowKey::tenant).text(RowKey::id).parameters())
            .replaceWithVoid();
  }

  private static Columns<ToldContact> columns(List<ToldContact> told) {
    return Columns.of(told)
        .text(ToldContact::tenant)
        .text(ToldContact::id)
        .text(contact -> String.join(" ", contact.phones()));
  }
}
