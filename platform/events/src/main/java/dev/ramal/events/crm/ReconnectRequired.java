package dev.ramal.events.crm;

import java.time.Instant;

/**
 * The CRM refuses our tokens; an administrator must connect again.
 *
 * <p>Type {@code dev.ramal.crm.ReconnectRequired}.
 */
public record ReconnectRequired(String reason, Instant since) {
  public static final String TYPE = "dev.ramal.crm.ReconnectRequired";
}
