package dev.ramal.testkit;

import dev.ramal.events.TenantId;

/** The two organizations of the realm; every scenario that touches data runs with both. */
public final class Tenants {
  public static final TenantId AURORA = TenantId.of("aurora");
  public static final TenantId BOREAL = TenantId.of("boreal");

  private Tenants() {}
}
