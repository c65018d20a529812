package dev.ramal.crm.connections;

import io.smallrye.config.ConfigMapping;

/** How organizations are connected. */
@ConfigMapping(prefix = "ramal.crm.connections")
interface CrmConnectionConfig {
  /** Name of the CRM that is meant when an administrator names none. */
  String usualCrm();
}
