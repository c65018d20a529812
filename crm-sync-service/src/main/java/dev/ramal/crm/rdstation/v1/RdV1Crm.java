package dev.ramal.crm.rdstation.v1;

import static dev.ramal.crm.rdstation.v1.RdV1Requests.of;
import static dev.ramal.crm.rdstation.v1.RdV1Requests.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmAbility;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.HttpFaults;
import dev.ramal.kit.jobs.JobQueue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * RD Station CRM v1 behind {@link CrmPort}: for accounts whose administrators enter a user's token
 * and register no application. Notes are activities, and their author is the token's user.
 *
 * <p>It makes no contacts and no deals: how v1 ties a new deal to a contact is not documented.
 */
@ApplicationScoped
class RdV1Crm implements CrmPort {
  static final String NAME = "rd-station-crm-v1";

  /** The token does not end by itself; once a day it is asked whether it still works. */
  private static final Duration UNTIL_CHECKED = Duration.ofDays(1);

  private static final int PAGE = 200;

  /** The first 10,000 of a list are all that v1 shows. */
  private static final int PAGES = 50;

  /**
   * Deals of one contact that are read one by one, where v1 does not list them with the contact; a
   * person must choose among more.
   */
  private static final int DEALS = 5;

  private final RdV1Api api;
  private final RdV1Tasks tasks;
  private final RdV1Config config;

  RdV1Crm(@RestClient RdV1Api api, RdV1Config config) {
    this.api = api;
    this.tasks = new RdV1Tasks(api);
    this.config = config;
  }

  /**
   * What v1 takes: 120 requests of an account in any minute. What draws once makes one request, so
   * nearly half of it is left.
   */
  @ConfigMapping(prefix = "ramal.rdstation-v1")
  interface RdV1Config {

    /** On the long run. */
    @WithDefault("1")
    double requestsPerSecond();

    /**
     * At once, after a silence: a person's number in each of its eight spellings, and the deals of
     * whoever is found, so that nobody waits for a caller whom nobody knows.
     */
    @WithDefault("9")
    int burst();

    /** Where it is reached, with its path. */
    String apiUrl();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Credential credential() {
    return Credential.TOKEN;
  }

  @Override
  public JobQueue.Rate rate() {
    return new JobQueue.Rate(config.requestsPerSecond(), config.burst());
  }

  /** Nothing is exchanged: it is asked whose token this is, and who that is among the users. */
  @Override
  public Uni<TokenPair> refresh(ClientCredentials client, String token) {
    return api.check(token)
        .chain(whose -> api.users(token, PAGE).map(users -> author(users, whose)))
        .onFailure()
        .transform(RdV1Crm::ofCheck)
        .map(user -> new RdV1Token(token, user))
        .map(known -> new TokenPair(known.sealable(), token, UNTIL_CHECKED));
  }

  @Override
  public Uni<List<CrmContact>> findContacts(AccessToken token, String phone) {
    return reading(api.contacts(RdV1Token.of(token).token(), phone, PAGE))
        .map(RdV1Records::contacts);
  }

  @Override
  public Uni<ContactDeals> openDeals(AccessToken token, String contactId) {
    if (!CrmId.isValid(contactId)) {
      return Uni.createFrom().failure(new CrmFault.Refused("this cannot be a contact's id"));
    }
    return reading(api.contact(RdV1Token.of(token).token(), contactId)).map(RdV1Crm::deals);
  }

  private static ContactDeals deals(JsonNode contact) {
    if (contact.path("deals").isArray()) {
      return ContactDeals.open(RdV1Records.openDeals(contact.path("deals")));
    }
    List<String> named = RdV1Records.dealIds(contact);
    if (named.size() > DEALS) {
      throw new CrmFault.Refused("the contact has more deals than are read");
    }
    return new ContactDeals(List.of(), named);
  }

  @Override
  public Uni<Optional<CrmDeal>> openDeal(AccessToken token, String dealId) {
    return reading(api.deal(RdV1Token.of(token).token(), dealId))
        .map(deal -> Optional.of(deal).filter(RdV1Records::isOpen).map(RdV1Records::deal));
  }

  @Override
  public Uni<String> writeNote(AccessToken token, String dealId, String text) {
    RdV1Token known = RdV1Token.of(token);
    return api.write(known.token(), RdV1Api.NewActivity.of(dealId, known.userId(), text))
        .onFailure()
        .transform(fault -> of(fault, true))
        .map(RdV1Records::id)
        .onItem()
        .ifNull()
        .failWith(() -> new CrmFault.OutcomeUnknown("the CRM answered a new note without its id"));
  }

  /** In what order v1 lists them is not documented: all pages are read. */
  @Override
  public Uni<NoteSearch> findNote(AccessToken token, String dealId, String marker, int page) {
    return reading(api.activities(RdV1Token.of(token).token(), dealId, page, PAGE))
        .map(
            answer ->
                new NoteSearch(
                    RdV1Records.note(answer, marker),
                    answer.path("activities").size() == PAGE && page < PAGES));
  }

  @Override
  public Set<CrmAbility> abilities() {
    return Set.of(CrmAbility.TASKS);
  }

  @Override
  public Uni<String> createTask(AccessToken token, NewTask task) {
    return tasks.create(token, task);
  }

  @Override
  public Uni<NoteSearch> findTask(AccessToken token, String dealId, String marker, int page) {
    return tasks.find(token, dealId, marker, page);
  }

  @Override
  public Uni<UserPage> users(AccessToken token, int page) {
    return tasks.users(token);
  }

  @Override
  public Uni<CrmDealState> readDeal(AccessToken token, String dealId) {
    return tasks.deal(token, dealId);
  }

  private static String author(JsonNode users, JsonNode whose) {
    return RdV1Records.userOf(users, whose.path("email").asText(""))
        .orElseThrow(
            () ->
                users.path("users").size() < PAGE
                    ? new CrmFault.Disconnected("the token's user is not among those of the CRM")
                    : new CrmFault.Unavailable("the CRM has more users than are read"));
  }

  /** A token that is refused will not be taken again. */
  private static CrmFault ofCheck(Throwable fault) {
    CrmFault known = of(fault, false);
    if (known instanceof CrmFault.TokenRefused || HttpFaults.status(fault) == 403) {
      return new CrmFault.Disconnected("the CRM refuses the token");
    }
    return known instanceof CrmFault.Refused
        ? new CrmFault.Unavailable("the CRM answered " + HttpFaults.status(fault) + " to a token")
        : known;
  }
}
