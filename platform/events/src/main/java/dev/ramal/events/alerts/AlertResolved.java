package dev.ramal.events.alerts;

import java.time.Instant;

/**
 * What an alert told of is over, as whoever raised it found out. Travels under the key of what it
 * ends, so that it never overtakes it.
 *
 * <p>Type {@code dev.ramal.alerts.AlertResolved}.
 *
 * @param service who raised the alert
 * @param title of the alert, as it was raised
 * @param subject of the alert, as it was raised; null when it had none
 */
public record AlertResolved(String service, String title, String subject, Instant resolvedAt) {
  public static final String TYPE = "dev.ramal.alerts.AlertResolved";
}
