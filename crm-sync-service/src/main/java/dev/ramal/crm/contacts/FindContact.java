package dev.ramal.crm.contacts;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.numbering.Spellings;
import dev.ramal.numbering.Withheld;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the contacts of a phone: first what is remembered, then spelling by spelling in the CRM.
 */
@ApplicationScoped
public class FindContact {
  private final OrganizationCrm crm;
  private final ContactCache cache;
  private final Duration remember;
  private final Clock clock;

  FindContact(OrganizationCrm crm, ContactCache cache, ContactsConfig config, Clock clock) {
    this.crm = crm;
    this.cache = cache;
    this.remember = config.remember();
    this.clock = clock;
  }

  /**
   * The contacts that are remembered for the phone, else every contact that holds the first
   * spelling that is found; empty when none is.
   */
  Uni<List<CrmContact>> byPhone(TenantId tenant, String phone) {
    return allByPhone(tenant, phone)
        .collect()
        .first()
        .map(found -> found == null ? List.<CrmContact>of() : found);
  }

  /**
   * All that may be the person on the phone, most likely first: those that are remembered, then
   * those of one spelling after the other. Nobody comes twice, no list is empty, and the CRM is
   * asked no more than is needed.
   */
  public Multi<List<CrmContact>> allByPhone(TenantId tenant, String phone) {
    if (!E164.isValid(phone) || Withheld.is(phone)) {
      return Multi.createFrom().empty();
    }
    Map<String, CrmContact> seen = new LinkedHashMap<>();
    Multi<List<CrmContact>> remembered =
        cache
            .fresh(tenant, phone, clock.instant().minus(remember))
            .toMulti()
            .map(known -> unseen(known, seen));
    Multi<List<CrmContact>> asked =
        Multi.createFrom()
            .iterable(Spellings.of(E164.of(phone)))
            .onItem()
            .transformToUniAndConcatenate(
                spelling ->
                    crm.findContacts(tenant, spelling)
                        .map(found -> unseen(found, seen))
                        .call(found -> keep(tenant, phone, found, seen)));
    return Multi.createBy()
        .concatenating()
        .streams(remembered, asked)
        .filter(found -> !found.isEmpty());
  }

  private static List<CrmContact> unseen(List<CrmContact> found, Map<String, CrmContact> seen) {
    return found.stream()
        .filter(contact -> seen.putIfAbsent(contact.id(), contact) == null)
        .toList();
  }

  /** Another call to the same phone may remember the same at this moment; that will do. */
  private Uni<Void> keep(
      TenantId tenant, String phone, List<CrmContact> found, Map<String, CrmContact> seen) {
    return found.isEmpty()
        ? Uni.createFrom().voidItem()
        : cache
            .remember(tenant, phone, List.copyOf(seen.values()), clock.instant())
            .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
            .recoverWithNull();
  }

  /** How contacts are remembered. */
  @ConfigMapping(prefix = "ramal.crm.contacts")
  interface ContactsConfig {

    /** How long an answer of the CRM is believed; a miss is never remembered. */
    @WithDefault("15M")
    Duration remember();
  }
}
