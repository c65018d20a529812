package dev.ramal.crm.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the CRM's webhooks are taken. */
@ConfigMapping(prefix = "ramal.crm.webhooks")
interface WebhookConfig {

  /** Where the CRM reaches us, without a path. */
  String baseUrl();

  /**
   * After how long without being shown a secret that the CRM has taken is out of use there: a
   * person has entered another one.
   */
  @WithDefault("7D")
  Duration secretOutOfUse();

  /** How long it is known which webhooks were taken; a CRM repeats one for hours at most. */
  @WithDefault("30D")
  Duration keep();

  /** How often is looked whether the CRM still tells all of it, first so long after the start. */
  @WithDefault("1H")
  Duration lookEvery();

  /** How often is looked for old ones. */
  @WithDefault("1H")
  Duration purgeEvery();
}
