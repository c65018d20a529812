package dev.ramal.billing;

import dev.ramal.kit.access.Roles;
import dev.ramal.kit.identity.Caller;

/** Who sees what the carriers charge: managers see prices and no costs. */
public final class CostVisibility {
  private CostVisibility() {}

  public static boolean of(Caller caller) {
    return caller.hasAny(Roles.ADMIN, Roles.FINANCE);
  }
}
