package dev.ramal.messaging.lifecycle;

import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A row of an organization. */
@Embeddable
public record RowKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id) {
  public static RowKey of(TenantId tenant, String id) {
    return new RowKey(tenant.value(), id);
  }
}
