package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.ReadCrmWebhook;
import dev.ramal.crm.connections.SubscribeWebhooks;
import dev.ramal.crm.port.CrmPort.WebhookTarget;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Gives an organization a new secret for the webhooks of its CRM, and an address if it has none.
 *
 * <p>Failure policy: the secret is stored first, then the CRM is asked to take it, then it is
 * stored that it has, then what the CRM had before is taken back. Wherever that ends, both what the
 * CRM was known to have and the new secret are taken: see {@link WebhookEndpoint#renewed}.
 */
@ApplicationScoped
class RenewSecret {
  private final SqlTransactions transactions;
  private final WebhookEndpointRepository endpoints;
  private final WebhookLookRepository looks;
  private final ReadCrmWebhook readWebhook;
  private final SubscribeWebhooks subscribeWebhooks;
  private final WebhookConfig config;
  private final Clock clock;

  RenewSecret(
      SqlTransactions transactions,
      WebhookEndpointRepository endpoints,
      WebhookLookRepository looks,
      ReadCrmWebhook readWebhook,
      SubscribeWebhooks subscribeWebhooks,
      WebhookConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.endpoints = endpoints;
    this.looks = looks;
    this.readWebhook = readWebhook;
    this.subscribeWebhooks = subscribeWebhooks;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param target what is entered at the CRM
   * @param subscribed whether the CRM has taken all of it
   */
  record Renewed(WebhookTarget target, Instant since, boolean subscribed) {}

  Uni<Renewed> renew(TenantId tenant) {
    String secret = WebhookSecret.create();
    String hash = WebhookSecret.hash(secret);
    return transactions
        .inTenant(tenant, sql -> store(sql, tenant, hash))
        .chain(
            endpoint -> {
              String url = endpoint.urlBelow(config.baseUrl());
              WebhookTarget target = new WebhookTarget(url, WebhookSecret.HEADER, secret);
              return subscribeWebhooks
                  .subscribe(tenant, target, () -> taken(tenant, hash))
                  .map(taken -> new Renewed(target, endpoint.newest().since(), taken));
            });
  }

  /** The first half: a process may end after it. */
  Uni<WebhookEndpoint> store(Sql sql, TenantId tenant, String hash) {
    LiveSecret next = LiveSecret.create(hash, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return readWebhook
        .crmOf(sql, tenant)
        .chain(
            crm ->
                endpoints
                    .lock(sql, tenant)
                    .chain(
                        known ->
                            known.isPresent()
                                ? renew(sql, known.get(), crm, next)
                                : add(sql, tenant, crm, next)));
  }

  /** Somebody else may add one at this moment. */
  private Uni<WebhookEndpoint> add(Sql sql, TenantId tenant, String crm, LiveSecret first) {
    WebhookEndpoint fresh = WebhookEndpoint.create(tenant, UuidV7.next().toString(), crm, first);
    return endpoints
        .add(sql, fresh)
        .chain(
            added ->
                added
                    ? Uni.createFrom().item(fresh)
                    : endpoints
                        .lock(sql, tenant)
                        .chain(known -> renew(sql, known.orElseThrow(), crm, first)));
  }

  private Uni<WebhookEndpoint> renew(Sql sql, WebhookEndpoint known, String crm, LiveSecret next) {
    WebhookEndpoint renewed = known.renewed(crm, next, next.since().minus(config.secretOutOfUse()));
    return endpoints.write(sql, renewed).replaceWith(renewed);
  }

  private Uni<Void> taken(TenantId tenant, String hash) {
    Instant now = clock.instant();
    return transactions.inTenant(
        tenant,
        sql ->
            endpoints
                .taken(sql, tenant, hash, now)
                .chain(() -> looks.read(sql, tenant))
                .chain(
                    look ->
                        look.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : looks.write(sql, tenant, look.get().whole(now))));
  }
}
