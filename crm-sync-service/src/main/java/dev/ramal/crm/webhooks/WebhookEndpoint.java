package dev.ramal.crm.webhooks;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where an organization's CRM sends its webhooks, and by which secrets it shows that it is the CRM.
 * Pure.
 *
 * <p>The CRM is told of a new secret after that is stored, so a renewal may end halfway, and so may
 * the next one: the secret that the CRM is known to have lives until the CRM has taken a newer one.
 *
 * @param id in its address
 * @param crm name of the CRM that was connected when it was set up
 * @param previous the one before the newest; null where there is none
 * @param older the one of those before that the CRM is known to have; null likewise
 * @param unheard whether it was set up when it was not kept what the CRM has: until it shows or
 *     takes one of them, it may have any
 */
record WebhookEndpoint(
    TenantId tenant,
    String id,
    String crm,
    LiveSecret newest,
    LiveSecret previous,
    LiveSecret older,
    boolean unheard) {

  /** By its first secret. */
  static WebhookEndpoint create(TenantId tenant, String id, String crm, LiveSecret first) {
    return new WebhookEndpoint(tenant, id, crm, first, null, null, false);
  }

  boolean opensWith(String secret) {
    return WebhookSecret.isOneOf(secret, hash(newest), hash(previous), hash(older));
  }

  private static String hash(LiveSecret secret) {
    return secret == null ? null : secret.hash();
  }

  /** All that are taken, the newest first. */
  List<LiveSecret> live() {
    return Stream.of(newest, previous, older).filter(Objects::nonNull).toList();
  }

  /** Whether the CRM has ever taken one of them from us for every event. */
  boolean wasTaken() {
    return live().stream().anyMatch(LiveSecret::isTaken);
  }

  /** Empty where it is none of those that live. */
  Optional<LiveSecret> find(String hash) {
    return live().stream().filter(secret -> secret.hash().equals(hash)).findFirst();
  }

  /**
   * With a newer secret. Where the CRM has taken the newest so far, those before it end. As long as
   * nothing at all is known of what it has, a secret that was made since gives way to those two.
   *
   * @param inUseSince what the CRM took before and was not heard of since then is out of use there
   */
  WebhookEndpoint renewed(String crmNow, LiveSecret next, Instant inUseSince) {
    if (unheard && live().stream().noneMatch(LiveSecret::isKnown)) {
      return older == null
          ? new WebhookEndpoint(tenant, id, crmNow, next, newest, previous, true)
          : new WebhookEndpoint(tenant, id, crmNow, next, previous, older, true);
    }
    LiveSecret kept =
        newest.isTaken()
            ? null
            : Stream.of(previous, older)
                .filter(secret -> secret != null && secret.isKnown())
                .max(LiveSecret.byPresence(inUseSince))
                .orElse(null);
    return new WebhookEndpoint(tenant, id, crmNow, next, newest, kept, false);
  }

  String urlBelow(String baseUrl) {
    return baseUrl + "/webhooks/crm/" + id;
  }
}
