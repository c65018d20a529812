package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmContact;
import dev.ramal.crm.port.CrmDeal;
import dev.ramal.crm.port.CrmDealState;
import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.crm.port.CrmPort.AccessToken;
import dev.ramal.crm.port.CrmUser;
import dev.ramal.crm.port.LoggedCall;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.AccountRequests;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * What {@link CrmPort} offers, asked of the CRM that an organization has connected. Fails with
 * {@link CrmFault.Disconnected} when it has none.
 */
@ApplicationScoped
public class OrganizationCrm {
  private final RequestTurns turns;
  private final AccessTokens tokens;
  private final AccountRequests requests;
  private final CrmOutages outages;
  private final SqlTransactions transactions;
  private final OwnRecordRepository ownRecords;
  private final FormerCrms formerCrms;
  private final KnownCrms crms;
  private final Duration longestWait;

  /** Account in which the last request of each went; what is written is held against it again. */
  private final Map<TenantId, String> lastAsked = new ConcurrentHashMap<>();

  OrganizationCrm(
      RequestTurns turns,
      AccessTokens tokens,
      AccountRequests requests,
      CrmOutages outages,
      SqlTransactions transactions,
      OwnRecordRepository ownRecords,
      FormerCrms formerCrms,
      KnownCrms crms,
      RequestConfig config) {
    this.turns = turns;
    this.tokens = tokens;
    this.requests = requests;
    this.outages = outages;
    this.transactions = transactions;
    this.ownRecords = ownRecords;
    this.formerCrms = formerCrms;
    this.crms = crms;
    this.longestWait = config.longestWait();
  }

  /** How requests to a CRM are made. */
  @ConfigMapping(prefix = "ramal.crm.requests")
  interface RequestConfig {

    /** How long a request waits for its turn before its caller is told to come again. */
    @WithDefault("10S")
    Duration longestWait();
  }

  public Uni<List<CrmContact>> findContacts(TenantId tenant, String phone) {
    return authorized(tenant, (crm, token) -> crm.findContacts(token, phone));
  }

  /**
   * A list of spellings with one request, by spelling; empty where each must be asked for alone.
   * Nothing is drawn from the account's bucket where the CRM takes no lists.
   */
  public Uni<Optional<Map<String, List<CrmContact>>>> findContactsByAny(
      TenantId tenant, List<String> phones) {
    return account(tenant)
        .chain(
            in ->
                crms.ofAccount(in).findsByAny()
                    ? authorized(tenant, (crm, token) -> crm.findContactsByAny(token, phones))
                    : Uni.createFrom().item(Optional.empty()));
  }

  /** Each deal that the CRM only names draws from the account's bucket, as any other request. */
  public Uni<List<CrmDeal>> openDeals(TenantId tenant, String contactId) {
    return authorized(tenant, (crm, token) -> crm.openDeals(token, contactId))
        .chain(
            found ->
                Multi.createFrom()
                    .iterable(found.named())
                    .onItem()
                    .transformToUniAndConcatenate(
                        id -> authorized(tenant, (crm, token) -> crm.openDeal(token, id)))
                    .collect()
                    .asList()
                    .map(
                        read ->
                            Stream.concat(
                                    found.open().stream(), read.stream().flatMap(Optional::stream))
                                .toList()));
  }

  public Uni<CrmContact> createContact(TenantId tenant, String name, String phone) {
    return authorized(tenant, (crm, token) -> crm.createContact(token, name, phone))
        .call(contact -> keepOwn(tenant, contact.id()));
  }

  public Uni<CrmDeal> createDeal(TenantId tenant, CrmPort.NewDeal deal) {
    return authorized(tenant, (crm, token) -> crm.createDeal(token, deal))
        .call(made -> keepOwn(tenant, made.id()));
  }

  /** The CRM tells by a webhook what we have made; by then it should be known whose it is. */
  private Uni<Void> keepOwn(TenantId tenant, String recordId) {
    return transactions.inTenant(tenant, sql -> ownRecords.keep(sql, tenant, recordId));
  }

  public Uni<CrmDealState> readDeal(TenantId tenant, String dealId) {
    return authorized(tenant, (crm, token) -> crm.readDeal(token, dealId));
  }

  public Uni<CrmDealState> updateDeal(
      TenantId tenant, String dealId, String stageId, Map<String, Object> fields) {
    return authorized(tenant, (crm, token) -> crm.updateDeal(token, dealId, stageId, fields));
  }

  /** As {@link #writeNote}. */
  public Uni<String> createTask(TenantId tenant, String in, CrmPort.NewTask task) {
    return only(tenant, in, (crm, token) -> crm.createTask(token, task));
  }

  /** Those who work with the CRM now; each page draws from the account's bucket. */
  public Uni<List<CrmUser>> users(TenantId tenant) {
    return users(tenant, 1);
  }

  private Uni<List<CrmUser>> users(TenantId tenant, int page) {
    return authorized(tenant, (crm, token) -> crm.users(token, page))
        .chain(
            found ->
                found.more()
                    ? users(tenant, page + 1)
                        .map(
                            others ->
                                Stream.concat(found.users().stream(), others.stream()).toList())
                    : Uni.createFrom().item(found.users()));
  }

  /** As {@link #findNote}. */
  public Uni<Optional<String>> findTask(TenantId tenant, String dealId, String marker) {
    return findTask(tenant, dealId, marker, 1);
  }

  private Uni<Optional<String>> findTask(TenantId tenant, String dealId, String marker, int page) {
    return authorized(tenant, (crm, token) -> crm.findTask(token, dealId, marker, page))
        .chain(
            search ->
                search.goesOn()
                    ? findTask(tenant, dealId, marker, page + 1)
                    : Uni.createFrom().item(search.note()));
  }

  /**
   * Which account of which CRM the organization has, as far as this process has seen: another one
   * may have been connected since. Whatever depends on it hands it in, and is not done in another.
   *
   * @return name of the CRM; from the second account on, of whichever CRM, with its number
   */
  public Uni<String> account(TenantId tenant) {
    String known = lastAsked.get(tenant);
    return known == null
        ? tokens.current(tenant).map(AccessTokens.Access::account)
        : Uni.createFrom().item(known);
  }

  /**
   * @param in account for which it is meant: fails with {@link CrmFault.Replaced} where another one
   *     is connected
   */
  public Uni<String> writeNote(TenantId tenant, String in, String dealId, String text) {
    return only(tenant, in, (crm, token) -> crm.writeNote(token, dealId, text));
  }

  /**
   * @param in account in which it may stand, also one that was connected before; null for the one
   *     that is connected
   */
  public Uni<Optional<String>> findNote(TenantId tenant, String in, String dealId, String marker) {
    return search(tenant, in, 1, page -> (crm, token) -> crm.findNote(token, dealId, marker, page));
  }

  /** As {@link #writeNote}. */
  public Uni<String> writeCall(TenantId tenant, String in, LoggedCall call) {
    return only(tenant, in, (crm, token) -> crm.writeCall(token, call));
  }

  /** As {@link #findNote}. */
  public Uni<Optional<String>> findCall(
      TenantId tenant, String in, String dealId, String callId, String marker) {
    return search(
        tenant, in, 1, page -> (crm, token) -> crm.findCall(token, dealId, callId, marker, page));
  }

  private <T> Uni<T> only(
      TenantId tenant, String in, BiFunction<CrmPort, AccessToken, Uni<T>> request) {
    return made(
        tenant,
        access ->
            in == null || in.equals(access.account())
                ? request.apply(access.crm(), access.token())
                : Uni.createFrom().failure(new CrmFault.Replaced()));
  }

  /** Each request of a search draws from the account's bucket, as any other does. */
  private Uni<Optional<String>> search(
      TenantId tenant,
      String in,
      int page,
      IntFunction<BiFunction<CrmPort, AccessToken, Uni<CrmPort.NoteSearch>>> pages) {
    return only(tenant, in, pages.apply(page))
        .onFailure(CrmFault.Replaced.class)
        .recoverWithUni(() -> formerCrms.ask(tenant, in, pages.apply(page)))
        .chain(
            search ->
                search.goesOn()
                    ? search(tenant, in, page + 1, pages)
                    : Uni.createFrom().item(search.note()));
  }

  /** Events that webhooks are asked for. */
  Uni<List<String>> webhookEvents(TenantId tenant) {
    return tokens.current(tenant).map(access -> access.crm().webhookEvents());
  }

  /** Each page draws from the account's bucket. */
  Uni<List<CrmPort.WebhookSubscription>> webhooks(TenantId tenant) {
    return webhooks(tenant, 1);
  }

  private Uni<List<CrmPort.WebhookSubscription>> webhooks(TenantId tenant, int page) {
    return authorized(tenant, (crm, token) -> crm.webhooks(token, page))
        .chain(
            found ->
                found.more()
                    ? webhooks(tenant, page + 1)
                        .map(
                            others ->
                                Stream.concat(found.webhooks().stream(), others.stream()).toList())
                    : Uni.createFrom().item(found.webhooks()));
  }

  Uni<Void> createWebhook(TenantId tenant, String event, CrmPort.WebhookTarget target) {
    return authorized(tenant, (crm, token) -> crm.createWebhook(token, event, target));
  }

  Uni<Void> deleteWebhook(TenantId tenant, String id) {
    return authorized(tenant, (crm, token) -> crm.deleteWebhook(token, id));
  }

  private <T> Uni<T> authorized(TenantId tenant, BiFunction<CrmPort, AccessToken, Uni<T>> request) {
    return made(tenant, access -> request.apply(access.crm(), access.token()));
  }

  /**
   * With a live token; after a refusal of the token once more with a fresh one. When that is
   * refused too, the connection is given up, so that nobody burns further tokens.
   */
  private <T> Uni<T> made(TenantId tenant, Function<AccessTokens.Access, Uni<T>> request) {
    return outages.watch(
        tenant,
        turns
            .next(tenant)
            .flatMap(
                entry ->
                    entry.isOpen()
                        ? first(
                            tenant,
                            entry.access(),
                            request,
                            made(tenant, entry.access(), entry.turn(), request))
                        : tokens
                            .current(tenant)
                            .flatMap(
                                access ->
                                    first(
                                        tenant,
                                        access,
                                        request,
                                        inTurn(tenant, access, request)))));
  }

  private <T> Uni<T> first(
      TenantId tenant,
      AccessTokens.Access access,
      Function<AccessTokens.Access, Uni<T>> request,
      Uni<T> answer) {
    return answer
        .onFailure(CrmFault.TokenRefused.class)
        .recoverWithUni(
            () ->
                tokens
                    .replace(tenant, access.token())
                    .flatMap(fresh -> lastTry(tenant, fresh, request)))
        .call(ignored -> access.faulty() ? outages.over(tenant) : nothing());
  }

  /** Draws from the account's one bucket, whoever asks: a delivery or a person. */
  private <T> Uni<T> inTurn(
      TenantId tenant, AccessTokens.Access access, Function<AccessTokens.Access, Uni<T>> request) {
    return requests
        .draw(tenant, DeliveryGate.ACCOUNT, access.crm().rate(), longestWait)
        .chain(turn -> made(tenant, access, turn, request));
  }

  /** When the CRM says that it is too much, the account pauses at once, for all. */
  private <T> Uni<T> made(
      TenantId tenant,
      AccessTokens.Access access,
      AccountRequests.Turn turn,
      Function<AccessTokens.Access, Uni<T>> request) {
    lastAsked.put(tenant, access.account());
    return turn.granted()
        ? after(turn.in())
            .chain(() -> request.apply(access))
            .onFailure(CrmFault.Throttled.class)
            .recoverWithUni(fault -> pause(tenant, (CrmFault.Throttled) fault))
        : Uni.createFrom().failure(new CrmFault.Throttled(turn.in()));
  }

  private static Uni<Void> after(Duration wait) {
    return wait.isZero() ? nothing() : nothing().onItem().delayIt().by(wait);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private <T> Uni<T> pause(TenantId tenant, CrmFault.Throttled fault) {
    return requests
        .pause(tenant, DeliveryGate.ACCOUNT, fault.retryAfter())
        .chain(pause -> Uni.createFrom().failure(new CrmFault.Throttled(pause)));
  }

  private <T> Uni<T> lastTry(
      TenantId tenant, AccessTokens.Access access, Function<AccessTokens.Access, Uni<T>> request) {
    return inTurn(tenant, access, request)
        .onFailure(CrmFault.TokenRefused.class)
        .recoverWithUni(
            () ->
                tokens
                    .giveUp(tenant, access.token())
                    .flatMap(fault -> Uni.createFrom().failure(fault)));
  }
}
