package dev.ramal.events.quarantine;

import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * Signed by the carrier but not understood by us; kept whole for redrive.
 *
 * <p>Type {@code dev.ramal.webhooks.CallbackQuarantined}.
 *
 * @param path as requested, with query
 * @param bodyBase64 the raw bytes
 * @param headers without signatures and credentials
 */
public record CallbackQuarantined(
    String connectionId,
    TenantId tenant,
    Carrier carrier,
    String path,
    String reason,
    String contentType,
    String bodyBase64,
    Map<String, String> headers,
    Instant receivedAt) {
  public static final String TYPE = "dev.ramal.webhooks.CallbackQuarantined";
}
