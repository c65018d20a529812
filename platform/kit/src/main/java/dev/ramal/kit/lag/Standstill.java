package dev.ramal.kit.lag;

import dev.ramal.events.TenantId;
import java.time.Instant;

/**
 * Something that stands still.
 *
 * @param place whose it is, and what
 * @param detail pt-BR, for people: what waits, and where; without personal data
 * @param since as far as is known
 */
public record Standstill(Place place, String detail, Instant since) {
  /**
   * @param subject what it is, the same as long as it lasts
   */
  public record Place(TenantId tenant, String subject) {}
}
