package dev.ramal.crm.webhooks;

import dev.ramal.events.TenantId;

/**
 * What became of a webhook.
 *
 * @param transactionId the CRM's own
 */
record EndedWebhook(TenantId tenant, String transactionId, WebhookOutcome outcome) {}
