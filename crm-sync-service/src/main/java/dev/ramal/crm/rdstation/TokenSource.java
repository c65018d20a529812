package dev.ramal.crm.rdstation;

import dev.ramal.events.TenantId;
import io.smallrye.mutiny.Uni;

/** Where the client of the CRM gets an organization's access token from. */
public interface TokenSource {
  /**
   * A token good for some minutes. Fails with {@link CrmFault.Disconnected} when no CRM is
   * connected.
   */
  Uni<String> current(TenantId tenant);

  /** A token other than the one that was just refused; fails as {@link #current} does. */
  Uni<String> replace(TenantId tenant, String refused);

  /**
   * The CRM refuses even the token that replaced another: an administrator must connect again.
   *
   * @return what to fail with: {@link CrmFault.Disconnected}, or {@link CrmFault.Unavailable} when
   *     the token is no longer the one in use and another try may succeed
   */
  Uni<CrmFault> giveUp(TenantId tenant, String refused);
}
