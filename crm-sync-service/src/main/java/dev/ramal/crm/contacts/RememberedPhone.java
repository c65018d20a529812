package dev.ramal.crm.contacts;

import dev.ramal.crm.contacts.ContactCache.Known;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.kit.tenancy.SqlRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of one phone.
 *
 * @param searchedAt when every spelling was looked for; null when that never was
 * @param links contacts that hold it, the likeliest first
 */
record RememberedPhone(Instant searchedAt, List<Link> links) {

  /**
   * @param rank which spelling it was found by; smaller is likelier
   */
  record Link(CrmContact contact, int rank, Instant checkedAt) {}

  /**
   * Rows of any number of phones: its number, from 1; when it was searched; a contact with its
   * company at the end, or none.
   *
   * @param phones how many there are; each has a row
   */
  static List<RememberedPhone> read(List<SqlRow> rows, int phones) {
    List<RememberedPhone> all = new ArrayList<>();
    int next = 0;
    for (int nth = 1; nth <= phones; nth++) {
      Instant searched = rows.get(next).instant(1);
      List<Link> links = new ArrayList<>();
      for (; next < rows.size() && rows.get(next).integer(0) == nth; next++) {
        SqlRow row = rows.get(next);
        if (row.text(2) != null) {
          CrmContact contact = new CrmContact(row.text(2), row.text(3), row.text(6));
          links.add(new Link(contact, row.integer(4), row.instant(5)));
        }
      }
      all.add(new RememberedPhone(searched, links));
    }
    return all;
  }

  Known known(Instant linksSince, Instant searchSince) {
    return new Known(groups(linksSince), searchedAt != null && searchedAt.isAfter(searchSince));
  }

  private List<List<CrmContact>> groups(Instant since) {
    Map<Integer, List<CrmContact>> byRank = new TreeMap<>();
    links.stream()
        .filter(link -> link.checkedAt().isAfter(since))
        .forEach(
            link ->
                byRank.computeIfAbsent(link.rank(), rank -> new ArrayList<>()).add(link.contact()));
    return List.copyOf(byRank.values());
  }
}
