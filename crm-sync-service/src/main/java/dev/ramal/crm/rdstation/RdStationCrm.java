package dev.ramal.crm.rdstation;

import static dev.ramal.crm.rdstation.RdStationRequests.made;
import static dev.ramal.crm.rdstation.RdStationRequests.marked;
import static dev.ramal.crm.rdstation.RdStationRequests.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.port.CrmAbility;
import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmId;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmPort.ClientCredentials;
import dev.ramal.crm.port.CrmPort.TokenPair;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.TokenExchange;
import dev.ramal.crm.port.TokenForm;
import dev.ramal.kit.jobs.JobQueue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** RD Station CRM v2 behind {@link CrmPort}. Its refresh tokens roll with each use. */
@ApplicationScoped
class RdStationCrm implements CrmPort {
  static final String NAME = "rdstation";

  static final TokenExchange TOKENS =
      new TokenExchange(Duration.ofSeconds(7200), fault -> RdStationFaults.of(fault, false));

  private static final int PAGE = RdStationRequests.PAGE;

  /** The status of a webhook that was refused constantly. */
  private static final String SUSPENDED = "suspended";

  private final RdStationApi api;
  private final RdStationTokenApi tokens;
  private final RdStationDeals deals;
  private final String authorizeUrl;
  private final JobQueue.Rate rate;

  /** Whether a list of phones has found somebody: only then is an empty answer one. */
  private volatile boolean listsAreUnderstood;

  RdStationCrm(
      @RestClient RdStationApi api, @RestClient RdStationTokenApi tokens, RdStationConfig config) {
    this.api = api;
    this.tokens = tokens;
    this.deals = new RdStationDeals(api);
    this.authorizeUrl = config.authorizeUrl();
    this.rate = new JobQueue.Rate(config.requestsPerSecond(), config.burst());
  }

  /**
   * What RD Station takes: 120 requests of an account in any minute. A backlog must use 95 % of it,
   * so little is left to be saved up for a burst.
   */
  @ConfigMapping(prefix = "ramal.rdstation")
  interface RdStationConfig {

    /** On the long run; with the burst no more in any minute than RD Station takes. */
    @WithDefault("1.91")
    double requestsPerSecond();

    /** At once, after a silence. */
    @WithDefault("2")
    int burst();

    /** Where it is reached. */
    String apiUrl();

    /** The page on which an administrator lets us in. */
    @WithDefault("https://accounts.rdstation.com/oauth/authorize")
    String authorizeUrl();
  }

  @Override
  public JobQueue.Rate rate() {
    return rate;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Uni<TokenPair> refresh(ClientCredentials client, String refreshToken) {
    return TOKENS.refresh(tokens.token(TokenForm.refresh(client, refreshToken)), refreshToken);
  }

  @Override
  public Optional<String> authorizationPage(String clientId, String redirectUri, String state) {
    UriBuilder page =
        UriBuilder.fromUri(authorizeUrl)
            .queryParam("response_type", "code")
            .queryParam("client_id", "{client}")
            .queryParam("redirect_uri", "{redirect}");
    return Optional.of(
        state == null
            ? page.build(clientId, redirectUri).toString()
            : page.queryParam("state", "{state}").build(clientId, redirectUri, state).toString());
  }

  @Override
  public Uni<TokenPair> exchangeCode(ClientCredentials client, String code, String redirectUri) {
    return TOKENS.authorize(tokens.token(TokenForm.authorize(client, code, redirectUri)));
  }

  @Override
  public Uni<List<CrmContact>> findContacts(AccessToken token, String phone) {
    return reading(api.contacts(token.bearer(), "phone:" + quoted(phone), PAGE))
        .map(answer -> rows(answer, RdStationRecords::contact));
  }

  /**
   * That a list is understood for phones is not documented. So an answer counts only where it names
   * the phone that was asked for, and an empty one only after a list has once found somebody.
   */
  @Override
  public boolean findsByAny() {
    return true;
  }

  @Override
  public Uni<Optional<Map<String, List<CrmContact>>>> findContactsByAny(
      AccessToken token, List<String> phones) {
    String any = phones.stream().map(phone -> '"' + phone + '"').collect(Collectors.joining(","));
    return api.contacts(token.bearer(), "phone:(" + any + ")", PAGE)
        .map(answer -> RdStationRecords.byPhone(answer, phones))
        .invoke(found -> listsAreUnderstood |= !found.isEmpty())
        .map(found -> Optional.of(found).filter(it -> listsAreUnderstood))
        .onFailure(RdStationFaults::isNotUnderstood)
        .recoverWithItem(Optional.empty())
        .onFailure()
        .transform(fault -> RdStationFaults.of(fault, false));
  }

  /** The newest of them, where they are more than a page. */
  @Override
  public Uni<ContactDeals> openDeals(AccessToken token, String contactId) {
    if (!CrmId.isValid(contactId)) {
      return Uni.createFrom().failure(new CrmFault.Refused("this cannot be a contact's id"));
    }
    String filter = "contact_id:" + contactId + " and (status:ongoing or status:paused)";
    return reading(api.deals(token.bearer(), filter, "desc", PAGE))
        .map(
            answer ->
                ContactDeals.open(
                    StreamSupport.stream(answer.path("data").spliterator(), false)
                        .filter(row -> RdStationRecords.isOf(contactId, row))
                        .map(row -> RdStationRecords.deal(contactId, row))
                        .toList()));
  }

  @Override
  public Uni<CrmContact> createContact(AccessToken token, String name, String phone) {
    RdStationApi.NewContact.Phone mobile = new RdStationApi.NewContact.Phone(phone, "mobile");
    return made(
            api.createContact(
                token.bearer(),
                new RdStationApi.Wrapped<>(new RdStationApi.NewContact(name, List.of(mobile)))),
            "contact")
        .map(RdStationRecords::contact);
  }

  @Override
  public Uni<CrmDeal> createDeal(AccessToken token, NewDeal deal) {
    return made(
            api.createDeal(
                token.bearer(),
                new RdStationApi.Wrapped<>(
                    new RdStationApi.NewDeal(
                        deal.name(), deal.stageId(), List.of(deal.contactId())))),
            "deal")
        .map(row -> RdStationRecords.deal(deal.contactId(), row));
  }

  @Override
  public Uni<String> writeNote(AccessToken token, String dealId, String text) {
    return made(api.writeNote(token.bearer(), dealId, RdStationApi.NewNote.of(text)), "note")
        .map(note -> RdStationRecords.text(note, "id"));
  }

  @Override
  public Uni<NoteSearch> findNote(AccessToken token, String dealId, String marker, int page) {
    return marked(api.notes(token.bearer(), dealId, "desc", page, PAGE), marker, page);
  }

  @Override
  public CrmWebhook readWebhook(JsonNode body) {
    return RdStationWebhooks.read(body);
  }

  @Override
  public List<String> webhookEvents() {
    return RdStationWebhooks.WANTED;
  }

  @Override
  public Uni<WebhookPage> webhooks(AccessToken token, int page) {
    return reading(api.webhooks(token.bearer(), page, PAGE))
        .map(answer -> rows(answer, RdStationCrm::subscription))
        .map(
            webhooks ->
                new WebhookPage(
                    webhooks, webhooks.size() == PAGE && page < RdStationRequests.MOST_PAGES));
  }

  private static WebhookSubscription subscription(JsonNode row) {
    return new WebhookSubscription(
        RdStationRecords.text(row, "id"),
        RdStationRecords.text(row, "event_name"),
        RdStationRecords.text(row, "url"),
        SUSPENDED.equals(RdStationRecords.text(row, "status")));
  }

  @Override
  public Uni<Void> createWebhook(AccessToken token, String event, WebhookTarget target) {
    RdStationApi.NewWebhook webhook =
        new RdStationApi.NewWebhook(
            "Ramal " + event, event, "POST", target.url(), target.header(), target.secret());
    return made(api.createWebhook(token.bearer(), new RdStationApi.Wrapped<>(webhook)), "webhook")
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> deleteWebhook(AccessToken token, String id) {
    return api.deleteWebhook(token.bearer(), id)
        .onFailure(RdStationFaults::isNotFound)
        .recoverWithNull()
        .onFailure()
        .transform(fault -> RdStationFaults.of(fault, true));
  }

  @Override
  public Set<CrmAbility> abilities() {
    return EnumSet.allOf(CrmAbility.class);
  }

  @Override
  public Uni<CrmDealState> readDeal(AccessToken token, String dealId) {
    return deals.read(token, dealId);
  }

  @Override
  public Uni<CrmDealState> updateDeal(
      AccessToken token, String dealId, String stageId, Map<String, Object> fields) {
    return deals.update(token, dealId, stageId, fields);
  }

  @Override
  public Uni<String> createTask(AccessToken token, NewTask task) {
    return deals.createTask(token, task);
  }

  @Override
  public Uni<UserPage> users(AccessToken token, int page) {
    return deals.users(token, page);
  }

  @Override
  public Uni<NoteSearch> findTask(AccessToken token, String dealId, String marker, int page) {
    return deals.findTask(token, dealId, marker, page);
  }

  private static <T> List<T> rows(JsonNode answer, Function<JsonNode, T> row) {
    return StreamSupport.stream(answer.path("data").spliterator(), false).map(row).toList();
  }

  /** Masked forms hold spaces and brackets, which the filter language gives a meaning. */
  private static String quoted(String phone) {
    return phone.chars().allMatch(c -> c == '+' || Character.isDigit(c))
        ? phone
        : '"' + phone + '"';
  }
}
