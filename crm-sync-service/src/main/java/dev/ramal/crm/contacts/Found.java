package dev.ramal.crm.contacts;

import dev.ramal.crm.port.CrmContact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts as they turn up, each once; those that came together are as likely. */
final class Found {
  private final Set<String> ids = new HashSet<>();
  private final Set<String> passedOn = new HashSet<>();
  private final List<List<CrmContact>> groups = new ArrayList<>();

  /** Those of them that are new. */
  List<CrmContact> add(List<CrmContact> contacts) {
    List<CrmContact> fresh = contacts.stream().filter(it -> ids.add(it.id())).toList();
    if (!fresh.isEmpty()) {
      groups.add(fresh);
    }
    return fresh;
  }

  /**
   * The groups of those that are new.
   *
   * @param spellings most likely first
   */
  List<List<CrmContact>> addAll(
      List<String> spellings, Map<String, List<CrmContact>> holdersBySpelling) {
    return spellings.stream()
        .map(spelling -> add(holdersBySpelling.getOrDefault(spelling, List.of())))
        .filter(fresh -> !fresh.isEmpty())
        .toList();
  }

  /** Those of them that were not asked about before. */
  List<CrmContact> unseen(List<CrmContact> contacts) {
    return contacts.stream().filter(it -> passedOn.add(it.id())).toList();
  }

  Map<CrmContact, Integer> ranked() {
    Map<CrmContact, Integer> ranked = new LinkedHashMap<>();
    for (int rank = 0; rank < groups.size(); rank++) {
      for (CrmContact contact : groups.get(rank)) {
        ranked.put(contact, rank);
      }
    }
    return ranked;
  }
}
