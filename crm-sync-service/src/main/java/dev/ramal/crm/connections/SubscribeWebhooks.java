package dev.ramal.crm.connections;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.CrmPort.WebhookSubscription;
import dev.ramal.crm.port.CrmPort.WebhookTarget;
import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Asks the organization's CRM to tell by itself what changes there, or to tell it no more. What was
 * asked for before, to the same address, is taken back once the new one stands, so that nothing is
 * lost in between.
 *
 * <p>Failure policy: whatever the CRM refuses, or does not answer, is left to a person, who is told
 * so; asking again takes back what was asked for by half.
 */
@ApplicationScoped
public class SubscribeWebhooks {
  private static final Logger LOG = Logger.getLogger(SubscribeWebhooks.class);

  /** A person waits for it. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final OrganizationCrm crm;

  SubscribeWebhooks(OrganizationCrm crm) {
    this.crm = crm;
  }

  /**
   * @param taken once the CRM has taken it for every event, and before anything is taken back:
   *     stores that what it had before is not needed any more
   * @return false where no CRM is connected, or it did not take all of it: a person enters it there
   */
  public Uni<Boolean> subscribe(TenantId tenant, WebhookTarget target, Supplier<Uni<Void>> taken) {
    return orFalse(
        tenant,
        known(tenant, target.url())
            .call(known -> create(tenant, target))
            .call(known -> taken.get())
            .call(known -> takeBack(tenant, known))
            .map(known -> true));
  }

  /** Best effort: the next time takes back what is left, and what it tells is told twice. */
  private Uni<Void> takeBack(TenantId tenant, List<WebhookSubscription> known) {
    return delete(tenant, known)
        .onFailure(CrmFault.class)
        .recoverWithUni(
            fault -> {
              LOG.infof("tenant=%s webhooks of before stay at the CRM: %s", tenant, fault);
              return Uni.createFrom().voidItem();
            });
  }

  /** Best effort: what the CRM still tells is refused. */
  public Uni<Boolean> unsubscribe(TenantId tenant, String url) {
    return orFalse(
        tenant, known(tenant, url).call(known -> delete(tenant, known)).map(known -> true));
  }

  /**
   * How that stands at the CRM which was asked for; changes nothing. Empty where no CRM is
   * connected, it does not answer, or it takes no wishes.
   */
  public Uni<Optional<WebhookStanding>> look(TenantId tenant, String url) {
    return crm.webhookEvents(tenant)
        .chain(
            wanted ->
                wanted.isEmpty()
                    ? Uni.createFrom().item(Optional.<WebhookStanding>empty())
                    : known(tenant, url)
                        .map(known -> Optional.of(WebhookStanding.of(wanted, known))))
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(Optional.empty())
        .onFailure(CrmFault.class)
        .recoverWithItem(
            fault -> {
              LOG.debugf("tenant=%s how its webhooks stand is not known: %s", tenant, fault);
              return Optional.empty();
            });
  }

  private Uni<List<WebhookSubscription>> known(TenantId tenant, String url) {
    return crm.webhooks(tenant)
        .map(all -> all.stream().filter(one -> url.equals(one.url())).toList());
  }

  private Uni<Void> create(TenantId tenant, WebhookTarget target) {
    return crm.webhookEvents(tenant)
        .onItem()
        .transformToMulti(events -> Multi.createFrom().iterable(events))
        .onItem()
        .transformToUniAndConcatenate(event -> crm.createWebhook(tenant, event, target))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> delete(TenantId tenant, List<WebhookSubscription> known) {
    return Multi.createFrom()
        .iterable(known)
        .onItem()
        .transformToUniAndConcatenate(one -> crm.deleteWebhook(tenant, one.id()))
        .onItem()
        .ignoreAsUni();
  }

  private static Uni<Boolean> orFalse(TenantId tenant, Uni<Boolean> asked) {
    return asked
        .ifNoItem()
        .after(LONGEST)
        .recoverWithItem(false)
        .onFailure(CrmFault.class)
        .recoverWithItem(
            fault -> {
              LOG.infof("tenant=%s webhooks stay as they are at the CRM: %s", tenant, fault);
              return false;
            });
  }
}
