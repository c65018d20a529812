package dev.ramal.crm.hubspot;

import static dev.ramal.crm.hubspot.HubSpotFaults.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.LoggedCall;
import dev.ramal.crm.port.TokenExchange;
import dev.ramal.crm.port.TokenForm;
import dev.ramal.kit.jobs.JobQueue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * HubSpot behind {@link CrmPort}. A call is a call there, what follows it a note.
 *
 * <p>Its searches lag behind what was written, so only contacts are searched. What stands on a deal
 * is read from the deal's own associations.
 */
@ApplicationScoped
class HubSpotCrm implements CrmPort {
  static final String NAME = "hubspot";

  static final int DEAL_TO_CONTACT = 3;

  /** Its refresh token stays the same. */
  static final TokenExchange TOKENS =
      new TokenExchange(Duration.ofSeconds(1800), fault -> HubSpotFaults.of(fault, false));

  /** Calls and notes need those of contacts, and none of their own. */
  private static final String SCOPES =
      "oauth crm.objects.contacts.read crm.objects.contacts.write"
          + " crm.objects.deals.read crm.objects.deals.write";

  private static final String CALLS = "calls";
  private static final String NOTES = "notes";
  private static final int PAGE = 200;

  private final HubSpotApi api;
  private final HubSpotConfig config;
  private final HubSpotActivities activities;
  private final Clock clock;

  HubSpotCrm(@RestClient HubSpotApi api, HubSpotConfig config, Clock clock) {
    this.api = api;
    this.config = config;
    this.activities = new HubSpotActivities(api);
    this.clock = clock;
  }

  /**
   * What HubSpot takes: five searches of an account in a second, and of an app 110 other requests
   * in ten seconds. What draws once makes one search or up to four others.
   */
  @ConfigMapping(prefix = "ramal.hubspot")
  interface HubSpotConfig {

    /** On the long run; with the burst no more in any second than it takes searches. */
    @WithDefault("2.5")
    double requestsPerSecond();

    /** At once, after a silence. */
    @WithDefault("2")
    int burst();

    /** Where it is reached. */
    String apiUrl();

    /** The page on which an administrator installs the app. */
    @WithDefault("https://app.hubspot.com/oauth/authorize")
    String authorizeUrl();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public JobQueue.Rate rate() {
    return new JobQueue.Rate(config.requestsPerSecond(), config.burst());
  }

  @Override
  public Uni<TokenPair> refresh(ClientCredentials client, String refreshToken) {
    return TOKENS.refresh(api.token(TokenForm.refresh(client, refreshToken)), refreshToken);
  }

  @Override
  public Optional<String> authorizationPage(String clientId, String redirectUri, String state) {
    UriBuilder page =
        UriBuilder.fromUri(config.authorizeUrl())
            .queryParam("client_id", "{client}")
            .queryParam("redirect_uri", "{redirect}")
            .queryParam("scope", "{scopes}");
    return Optional.of(
        state == null
            ? page.build(clientId, redirectUri, SCOPES).toString()
            : page.queryParam("state", "{state}")
                .build(clientId, redirectUri, SCOPES, state)
                .toString());
  }

  @Override
  public Uni<TokenPair> exchangeCode(ClientCredentials client, String code, String redirectUri) {
    return TOKENS.authorize(api.token(TokenForm.authorize(client, code, redirectUri)));
  }

  @Override
  public Uni<List<CrmContact>> findContacts(AccessToken token, String phone) {
    return findContactsByAny(token, List.of(phone))
        .map(found -> found.orElse(Map.of()).getOrDefault(phone, List.of()));
  }

  @Override
  public boolean findsByAny() {
    return true;
  }

  @Override
  public Uni<Optional<Map<String, List<CrmContact>>>> findContactsByAny(
      AccessToken token, List<String> phones) {
    HubSpotApi.Search search =
        HubSpotApi.Search.of(HubSpotPhones.filters(phones), HubSpotPhones.PROPERTIES, PAGE);
    return reading(api.searchContacts(token.bearer(), search))
        .map(answer -> Optional.of(HubSpotPhones.bySpelling(answer, phones)));
  }

  @Override
  public Uni<ContactDeals> openDeals(AccessToken token, String contactId) {
    if (!CrmId.isValid(contactId)) {
      return Uni.createFrom().failure(new CrmFault.Refused("this cannot be a contact's id"));
    }
    return activities
        .associated(token, "contacts", contactId, "deals")
        .chain(ids -> activities.read(token, "deals", ids, HubSpotRecords.OF_DEALS))
        .map(HubSpotRecords::openDeals)
        .map(ContactDeals::open);
  }

  @Override
  public Uni<CrmContact> createContact(AccessToken token, String name, String phone) {
    return made(token, "contacts", Map.of("firstname", name, "phone", phone), List.of())
        .map(id -> new CrmContact(id, name));
  }

  @Override
  public Uni<CrmDeal> createDeal(AccessToken token, NewDeal deal) {
    if (deal.stageId() == null) {
      return Uni.createFrom().failure(new CrmFault.Refused("a deal needs a stage there"));
    }
    return made(
            token,
            "deals",
            Map.of("dealname", deal.name(), "dealstage", deal.stageId()),
            List.of(HubSpotApi.Association.of(deal.contactId(), DEAL_TO_CONTACT)))
        .map(id -> new CrmDeal(id, deal.name(), "ongoing", clock.instant(), true));
  }

  @Override
  public Uni<String> writeCall(AccessToken token, LoggedCall call) {
    return made(token, CALLS, HubSpotCalls.properties(call), HubSpotCalls.associations(call));
  }

  @Override
  public Uni<NoteSearch> findCall(
      AccessToken token, String dealId, String callId, String marker, int page) {
    Predicate<JsonNode> ours =
        row ->
            callId.equals(HubSpotRecords.property(row, HubSpotCalls.OURS))
                || HubSpotText.holds(HubSpotRecords.property(row, HubSpotCalls.BODY), marker);
    return activities
        .find(token, dealId, CALLS, List.of(HubSpotCalls.OURS, HubSpotCalls.BODY), ours)
        .map(found -> new NoteSearch(found, false));
  }

  @Override
  public Uni<String> writeNote(AccessToken token, String dealId, String text) {
    return made(
        token,
        NOTES,
        Map.of(
            "hs_timestamp",
            clock.instant().toString(),
            HubSpotCalls.NOTE_BODY,
            HubSpotText.html(text)),
        List.of(HubSpotApi.Association.of(dealId, HubSpotCalls.NOTE_TO_DEAL)));
  }

  @Override
  public Uni<Optional<String>> findNote(AccessToken token, String dealId, String marker) {
    return activities.find(
        token,
        dealId,
        NOTES,
        List.of(HubSpotCalls.NOTE_BODY),
        row -> HubSpotText.holds(HubSpotRecords.property(row, HubSpotCalls.NOTE_BODY), marker));
  }

  /** Id of the record that was made. */
  private Uni<String> made(
      AccessToken token,
      String kind,
      Map<String, String> properties,
      List<HubSpotApi.Association> associations) {
    return api.create(token.bearer(), kind, new HubSpotApi.NewRecord(properties, associations))
        .onFailure()
        .transform(fault -> HubSpotFaults.of(fault, true))
        .map(HubSpotRecords::id)
        .onItem()
        .ifNull()
        .failWith(() -> new CrmFault.OutcomeUnknown("the CRM answered without an id"));
  }
}
