package dev.ramal.events.alerts;

import java.time.Instant;

/**
 * Something needs a person.
 *
 * <p>Type {@code dev.ramal.alerts.AlertRaised}.
 *
 * @param service who raised it
 * @param severity info, warning or critical
 * @param title pt-BR
 * @param detail pt-BR, without personal data
 * @param subject what it is about; null when general
 */
public record AlertRaised(
    String alertId,
    String service,
    String severity,
    String title,
    String detail,
    String subject,
    Instant raisedAt) {
  public static final String TYPE = "dev.ramal.alerts.AlertRaised";
}
