package dev.ramal.crm.webhooks;

import dev.ramal.events.TenantId;
import java.time.Instant;

/**
 * Where an organization's CRM sends its webhooks.
 *
 * @param id in its address
 * @param crm name of the CRM that was connected when it was set up
 * @param previousHash of the secret before the last; null where there is none
 * @param previousAt since when that one lives; null likewise
 */
record WebhookEndpoint(
    TenantId tenant,
    String id,
    String crm,
    String secretHash,
    Instant secretAt,
    String previousHash,
    Instant previousAt) {
  boolean opensWith(String secret) {
    return WebhookSecret.isOneOf(secret, secretHash, previousHash);
  }
}
