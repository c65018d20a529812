package dev.ramal.crm.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.connections.ReadCrmWebhook;
import dev.ramal.crm.port.CrmWebhook;
import dev.ramal.crm.port.CrmWebhook.Subject;
import dev.ramal.crm.port.MalformedWebhook;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.text.CleanTree;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes a webhook of the CRM: who may not send it is refused, what was taken before is not taken
 * again, and what is new waits as a job that the same transaction stores. What no store can hold is
 * left out of its texts: who refuses a webhook is told none any more.
 *
 * <p>Failure policy: what cannot be stored is not answered with success, so that the CRM repeats
 * it; what was stored is applied, whichever process ends in between.
 */
@ApplicationScoped
class TakeWebhook {
  private static final Logger LOG = Logger.getLogger(TakeWebhook.class);

  private final SqlTransactions transactions;
  private final WebhookEndpointRepository endpoints;
  private final WebhookRepository webhooks;
  private final ReadCrmWebhook readWebhook;
  private final Jobs jobs;
  private final WebhookCounts counts;
  private final Clock clock;

  TakeWebhook(
      SqlTransactions transactions,
      WebhookEndpointRepository endpoints,
      WebhookRepository webhooks,
      ReadCrmWebhook readWebhook,
      Jobs jobs,
      WebhookCounts counts,
      Clock clock) {
    this.transactions = transactions;
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.readWebhook = readWebhook;
    this.jobs = jobs;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * @param endpointId of the address
   * @param secret null when none was sent
   * @param body as it came; null when there was none
   */
  Uni<Void> take(String endpointId, String secret, byte[] body) {
    return transactions
        .acrossTenants(
            "who sends says by the address whose it is", sql -> endpoints.byId(sql, endpointId))
        .map(found -> opened(found, secret))
        .chain(
            endpoint -> {
              Instant now = clock.instant();
              CrmWebhook webhook = read(endpoint, body).receivedAt(now);
              return transactions.inTenant(
                  endpoint.tenant(),
                  sql ->
                      seen(sql, endpoint, secret, now)
                          .chain(() -> store(sql, endpoint.tenant(), webhook, now)));
            });
  }

  private WebhookEndpoint opened(Optional<WebhookEndpoint> found, String secret) {
    boolean isTheirs =
        found.map(endpoint -> endpoint.opensWith(secret)).orElseGet(() -> isNobodys(secret));
    if (!isTheirs) {
      counts.refused();
      throw CrmProblems.webhookRefused();
    }
    return found.orElseThrow();
  }

  /** Takes as long as where there is somebody: always false. */
  private static boolean isNobodys(String secret) {
    return WebhookSecret.isOneOf(secret, null, null, null);
  }

  /** Which of the secrets the CRM has. */
  private Uni<Void> seen(Sql sql, WebhookEndpoint endpoint, String secret, Instant now) {
    String hash = WebhookSecret.hash(secret);
    return endpoint.find(hash).filter(shown -> shown.isSeenAnew(now)).isPresent()
        ? endpoints.seen(sql, endpoint.tenant(), hash, now)
        : Uni.createFrom().voidItem();
  }

  private CrmWebhook read(WebhookEndpoint endpoint, byte[] body) {
    String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
    try {
      JsonNode json = CleanTree.of(EventJson.tree(text));
      return readWebhook.read(endpoint.crm(), json);
    } catch (JsonProcessingException e) {
      throw CrmProblems.malformedWebhook("", "must be one JSON object");
    } catch (MalformedWebhook e) {
      throw CrmProblems.malformedWebhook(e.field(), e.wanted());
    }
  }

  private Uni<Void> store(Sql sql, TenantId tenant, CrmWebhook webhook, Instant now) {
    WebhookOutcome outcome = atOnce(webhook);
    return webhooks
        .take(sql, tenant, webhook, outcome, now)
        .chain(
            fresh -> {
              if (!fresh) {
                counts.repeated(sql);
                return Uni.createFrom().voidItem();
              }
              if (outcome != null) {
                counts.ended(sql, outcome);
                return Uni.createFrom().voidItem();
              }
              warnOfWhatIsNotRead(tenant, webhook);
              return jobs.append(sql, job(tenant, webhook)).replaceWithVoid();
            });
  }

  private static void warnOfWhatIsNotRead(TenantId tenant, CrmWebhook webhook) {
    if (webhook.unread() != null) {
      LOG.warnf(
          "tenant=%s webhooks: %s of transaction %s is not as the CRM describes it: contact %s is"
              + " asked for at the next look-up",
          tenant, webhook.unread(), webhook.transactionId(), webhook.recordId());
    }
  }

  /** Null for one that is to be applied. */
  private static WebhookOutcome atOnce(CrmWebhook webhook) {
    if (webhook.subject() == null) {
      return WebhookOutcome.UNKNOWN;
    }
    return webhook.subject() == Subject.OTHER ? WebhookOutcome.IGNORED : null;
  }

  /** What is told of one record is applied in the order in which it came. */
  private static NewJob job(TenantId tenant, CrmWebhook webhook) {
    return NewJob.of(
            tenant, ApplyWebhooks.QUEUE, ApplyWebhooks.KIND, webhook.transactionId(), webhook)
        .withPriority(Priority.BACKGROUND)
        .inOrderOf(webhook.recordId());
  }
}
