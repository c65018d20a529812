package dev.ramal.crm.contacts;

import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.consent.HearContact;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.events.E164;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.numbering.HumanSpellings;
import dev.ramal.numbering.Spellings;
import dev.ramal.numbering.Withheld;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Finds the contacts of a phone: first what is remembered, then in the CRM, in lists of spellings
 * where it can be asked so, the likelier first, else spelling by spelling.
 */
@ApplicationScoped
public class FindContact {
  private static final Uni<Void> NOTHING = Uni.createFrom().voidItem();

  private final OrganizationCrm crm;
  private final ContactCache cache;
  private final HearContact hearContact;
  private final ContactsConfig config;
  private final Clock clock;

  FindContact(
      OrganizationCrm crm,
      ContactCache cache,
      HearContact hearContact,
      ContactsConfig config,
      Clock clock) {
    this.crm = crm;
    this.cache = cache;
    this.hearContact = hearContact;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Contacts that hold the phone, each once, most likely first: those that are remembered, else
   * those that hold one of the spellings, or where the CRM takes no lists the first of them. Empty
   * when there is none.
   */
  Uni<List<CrmContact>> byPhone(TenantId tenant, String phone) {
    if (isNobodys(phone)) {
      return Uni.createFrom().item(List.of());
    }
    return known(tenant, phone)
        .chain(
            known ->
                !known.groups().isEmpty() || known.complete()
                    ? Uni.createFrom().item(known.groups())
                    : search(tenant, phone))
        .map(groups -> groups.stream().flatMap(List::stream).toList());
  }

  /**
   * One look-up in the CRM.
   *
   * @param in account that is asked, named before it is: what another one has answered is not kept
   * @param proved set to false where an answer proves nothing: then each spelling must be asked for
   *     alone
   */
  private record Search(
      TenantId tenant, String in, String phone, Found seen, AtomicBoolean proved) {}

  private Uni<Search> begun(TenantId tenant, String phone, Found seen) {
    return crm.account(tenant)
        .map(in -> new Search(tenant, in, phone, seen, new AtomicBoolean(true)));
  }

  private Uni<List<List<CrmContact>>> search(TenantId tenant, String phone) {
    return begun(tenant, phone, new Found()).chain(this::search);
  }

  private Uni<List<List<CrmContact>>> search(Search search) {
    return inLists(search)
        .collect()
        .asList()
        .chain(
            found ->
                found.isEmpty()
                    ? alone(search)
                        .collect()
                        .first()
                        .map(first -> first == null ? List.of() : List.of(first))
                    : (search.proved().get() ? searched(search) : NOTHING).replaceWith(found));
  }

  /**
   * All that may be the person on the phone, most likely first: those that are remembered, then
   * those of one spelling after the other. Nobody comes twice, no list is empty, and the CRM is
   * asked no more than is needed.
   */
  public Multi<List<CrmContact>> allByPhone(TenantId tenant, String phone) {
    if (isNobodys(phone)) {
      return Multi.createFrom().empty();
    }
    Found seen = new Found();
    return known(tenant, phone)
        .onItem()
        .transformToMulti(
            known ->
                known.complete()
                    ? Multi.createFrom().iterable(known.groups())
                    : Multi.createBy()
                        .concatenating()
                        .streams(
                            Multi.createFrom().iterable(known.groups()),
                            onDemand(() -> asked(tenant, phone, seen))))
        .map(seen::unseen)
        .filter(found -> !found.isEmpty());
  }

  /** A short code, a name, or a caller who hides: no contact can be found by it. */
  private static boolean isNobodys(String phone) {
    return !E164.isValid(phone) || Withheld.is(phone);
  }

  /** Phones for which somebody may have been entered meanwhile. */
  public Uni<Void> searchAgain(Sql sql, TenantId tenant, Collection<String> phones) {
    return cache.forgetSearches(sql, tenant, phones);
  }

  /**
   * Somebody who was entered into the CRM just now.
   *
   * @param in account into which
   */
  public Uni<Void> entered(TenantId tenant, String in, String phone, CrmContact contact) {
    return remember(tenant, in, phone, Map.of(contact, 0));
  }

  private Uni<ContactCache.Known> known(TenantId tenant, String phone) {
    Instant now = clock.instant();
    return cache.known(
        tenant, phone, now.minus(config.remember()), now.minus(config.rememberMiss()));
  }

  /**
   * Begun when somebody wants more, not as soon as it might be wanted: hundreds of spellings of a
   * phone are more work than the note.
   */
  static <T> Multi<T> onDemand(Supplier<Multi<T>> more) {
    return Multi.createFrom()
        .iterable(List.of(more))
        .onItem()
        .transformToMultiAndConcatenate(Supplier::get);
  }

  private Multi<List<CrmContact>> asked(TenantId tenant, String phone, Found seen) {
    return begun(tenant, phone, seen)
        .onItem()
        .transformToMulti(
            search ->
                Multi.createBy()
                    .concatenating()
                    .streams(inLists(search), Multi.createFrom().deferred(() -> alone(search))));
  }

  private Multi<List<CrmContact>> inLists(Search search) {
    return Multi.createFrom()
        .iterable(HumanSpellings.inLists(E164.of(search.phone())))
        .onItem()
        .transformToUniAndConcatenate(
            spellings ->
                crm.findContactsByAny(search.tenant(), spellings)
                    .invoke(answer -> search.proved().compareAndSet(true, answer.isPresent()))
                    .call(answer -> heard(search.tenant(), answer.orElse(Map.of()).values()))
                    .map(answer -> search.seen().addAll(spellings, answer.orElse(Map.of())))
                    .call(found -> found.isEmpty() ? NOTHING : remember(search)))
        .onItem()
        .transformToIterable(groups -> groups);
  }

  /** Nobody where the lists have proved that there is none; then all was searched. */
  private Multi<List<CrmContact>> alone(Search search) {
    Multi<List<CrmContact>> found =
        search.proved().get() ? Multi.createFrom().empty() : oneByOne(search);
    return found.onCompletion().call(() -> searched(search));
  }

  private Uni<Void> searched(Search search) {
    return cache.searched(
        search.tenant(),
        search.in(),
        search.phone(),
        search.seen().ranked().keySet(),
        clock.instant());
  }

  private Multi<List<CrmContact>> oneByOne(Search search) {
    return Multi.createFrom()
        .iterable(Spellings.of(E164.of(search.phone())))
        .onItem()
        .transformToUniAndConcatenate(
            spelling ->
                crm.findContacts(search.tenant(), spelling)
                    .call(found -> heard(search.tenant(), List.of(found)))
                    .map(found -> search.seen().add(found))
                    .call(found -> found.isEmpty() ? NOTHING : remember(search)))
        .filter(found -> !found.isEmpty());
  }

  /** Whoever is found may have declined to be called, and nobody may have told us. */
  private Uni<Void> heard(TenantId tenant, Collection<List<CrmContact>> found) {
    return hearContact.found(tenant, found.stream().flatMap(List::stream).toList());
  }

  private Uni<Void> remember(Search search) {
    return remember(search.tenant(), search.in(), search.phone(), search.seen().ranked());
  }

  /** Another call to the same phone may remember the same at this moment; that will do. */
  private Uni<Void> remember(
      TenantId tenant, String in, String phone, Map<CrmContact, Integer> ranked) {
    return cache
        .remember(tenant, in, phone, ranked, clock.instant())
        .onFailure(failure -> SqlState.is(failure, SqlState.UNIQUE_VIOLATION))
        .recoverWithNull();
  }

  /** How contacts are remembered. */
  @ConfigMapping(prefix = "ramal.crm.contacts")
  interface ContactsConfig {

    /** How long it is believed that a contact holds a phone. */
    @WithDefault("15M")
    Duration remember();

    /** How long it is believed that no others do; a redrive looks again at once. */
    @WithDefault("5M")
    Duration rememberMiss();
  }
}
