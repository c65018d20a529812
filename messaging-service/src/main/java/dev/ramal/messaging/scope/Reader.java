package dev.ramal.messaging.scope;

import dev.ramal.events.TenantId;
import dev.ramal.kit.identity.Caller;

/**
 * Who reads, and how much of the organization. Sales people see the threads they own (they wrote
 * last on our side), threads nobody owns yet, and whatever they wrote themselves; every other role
 * that may read sees all threads of its organization.
 *
 * @param userId null when everything is seen
 */
public record Reader(TenantId tenant, String userId) {
  public static Reader of(Caller caller) {
    boolean all = caller.has("manager") || caller.has("admin") || caller.has("viewer");
    return new Reader(caller.tenant(), all ? null : caller.userId());
  }

  public boolean seesAll() {
    return userId == null;
  }
}
