package dev.ramal.calls.costs;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;

/**
 * Who sees what of a call's cost, as in billing: admin and who also has finance everything, a
 * manager the price; sales and viewer nothing.
 *
 * @param price what the organization pays
 * @param cost what carriers charge
 */
public record VisibleCost(boolean price, boolean cost) {
  public static VisibleCost of(Caller caller) {
    boolean cost = caller.hasAny(Roles.ADMIN, Roles.FINANCE);
    return new VisibleCost(cost || caller.has(Roles.MANAGER), cost);
  }
}
