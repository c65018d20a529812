package dev.ramal.crm.webhooks;

import dev.ramal.crm.connections.SubscribeWebhooks;
import dev.ramal.crm.connections.WebhookStanding;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks once an hour whether the CRM still tells what it was asked for: it suspends a webhook that
 * was refused constantly, as while nothing ran here, and somebody may delete one there. Where an
 * event is not told any more the CRM is asked anew, by a new secret.
 *
 * <p>Failure policy: a CRM that does not answer is asked in the next round. What it does not take
 * anew is left to people, who are told so once, and told when it is over.
 */
@ApplicationScoped
class LookAfterWebhooks {
  static final String TITLE = "O CRM não avisa mais do que muda nele";

  private static final Logger LOG = Logger.getLogger(LookAfterWebhooks.class);
  private static final String SERVICE = "crm-sync-service";
  private static final String WHAT_TO_DO =
      "O CRM suspendeu ou perdeu avisos e não os aceitou de novo. Veja GET /api/crm/webhook e peça"
          + " outra vez com POST /api/crm/webhook.";
  private static final int AT_ONCE = 100;

  private final SqlTransactions transactions;
  private final WebhookEndpointRepository endpoints;
  private final WebhookLookRepository looks;
  private final SubscribeWebhooks subscribeWebhooks;
  private final RenewSecret renewSecret;
  private final Outbox outbox;
  private final Events events;
  private final WebhookConfig config;
  private final Clock clock;

  LookAfterWebhooks(
      SqlTransactions transactions,
      WebhookEndpointRepository endpoints,
      WebhookLookRepository looks,
      SubscribeWebhooks subscribeWebhooks,
      RenewSecret renewSecret,
      Outbox outbox,
      Events events,
      WebhookConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.endpoints = endpoints;
    this.looks = looks;
    this.subscribeWebhooks = subscribeWebhooks;
    this.renewSecret = renewSecret;
    this.outbox = outbox;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${ramal.crm.webhooks.look-every}",
      delayed = "${ramal.crm.webhooks.look-every}",
      identity = "look-after-crm-webhooks",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        lookAtAll(), failure -> LOG.warnf("looking after webhooks of CRMs: %s", failure));
  }

  /** Of several processes one looks at each. A round comes a little early now and then. */
  private Uni<Void> lookAtAll() {
    Instant now = clock.instant();
    Instant before = now.minus(config.lookEvery().multipliedBy(9).dividedBy(10));
    return transactions
        .acrossTenants(
            "webhooks of every organization may be suspended",
            sql -> looks.take(sql, before, now, AT_ONCE))
        .call(
            tenants ->
                Multi.createFrom()
                    .iterable(tenants)
                    .onItem()
                    .transformToUniAndConcatenate(this::lookOrWarn)
                    .onItem()
                    .ignoreAsUni())
        .chain(tenants -> tenants.size() < AT_ONCE ? Uni.createFrom().voidItem() : lookAtAll());
  }

  private Uni<Void> lookOrWarn(TenantId tenant) {
    return BestEffort.of(
        look(tenant), failure -> LOG.warnf("tenant=%s its webhooks: %s", tenant, failure));
  }

  Uni<Void> look(TenantId tenant) {
    return transactions
        .inTenant(tenant, sql -> endpoints.of(sql, tenant))
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : subscribeWebhooks
                        .look(tenant, found.get().urlBelow(config.baseUrl()))
                        .chain(
                            standing ->
                                standing.isEmpty()
                                    ? Uni.createFrom().voidItem()
                                    : found(found.get(), standing.get())));
  }

  private Uni<Void> found(WebhookEndpoint endpoint, WebhookStanding standing) {
    TenantId tenant = endpoint.tenant();
    if (!standing.isWhole()) {
      LOG.warnf(
          "tenant=%s of its webhooks the CRM has suspended %d events and misses %d",
          tenant, standing.suspended(), standing.missing());
    }
    return transactions
        .inTenant(tenant, sql -> looks.read(sql, tenant))
        .map(before -> before.filter(it -> it.mayRepair(endpoint, standing, clock.instant())))
        .chain(
            broken ->
                broken.isEmpty()
                    ? Uni.createFrom().item(false)
                    : renewSecret.renew(tenant).map(RenewSecret.Renewed::subscribed))
        .chain(
            repaired ->
                transactions.inTenant(
                    tenant,
                    sql ->
                        repaired
                            ? keep(sql, endpoint, WebhookStanding.WHOLE, true)
                            : keep(sql, endpoint, standing, false)));
  }

  /** It may have been taken away meanwhile. */
  private Uni<Void> keep(
      Sql sql, WebhookEndpoint endpoint, WebhookStanding standing, boolean repaired) {
    TenantId tenant = endpoint.tenant();
    Instant now = clock.instant();
    boolean leftToPeople =
        standing.suspended() > 0 || standing.missing() > 0 && endpoint.wasTaken();
    return looks
        .read(sql, tenant)
        .chain(
            found -> {
              if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
              }
              WebhookLook before = found.get();
              WebhookLook next = before.next(standing, repaired, leftToPeople, now);
              return Sql.together(
                  List.of(looks.write(sql, tenant, next), tell(sql, tenant, before, next, now)));
            });
  }

  private Uni<Void> tell(
      Sql sql, TenantId tenant, WebhookLook before, WebhookLook next, Instant now) {
    if ((before.toldAt() == null) == (next.toldAt() == null)) {
      return Uni.createFrom().voidItem();
    }
    Record told =
        next.toldAt() == null
            ? new AlertResolved(SERVICE, TITLE, null, now)
            : new AlertRaised(
                UuidV7.next().toString(), SERVICE, "warning", TITLE, WHAT_TO_DO, null, now);
    return outbox.append(sql, events.create(tenant, Topics.ALERTS, tenant.value(), null, told));
  }
}
