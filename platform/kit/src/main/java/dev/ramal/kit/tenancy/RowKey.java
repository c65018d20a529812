package dev.ramal.kit.tenancy;

import dev.ramal.events.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/**
 * The primary key of a row that belongs to an organization: columns {@code tenant} and {@code id},
 * or another name for {@code id} by an {@code @AttributeOverride} of the entity.
 *
 * @param tenant never null
 * @param id unique within the organization; never null
 */
@Embeddable
public record RowKey(@Column(name = "tenant") String tenant, @Column(name = "id") String id)
    implements Serializable {

  public static RowKey of(TenantId tenant, String id) {
    return new RowKey(tenant.value(), id);
  }

  /** The organization, for a transaction of its own. */
  public TenantId organization() {
    return TenantId.of(tenant);
  }
}
