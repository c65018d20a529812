package dev.ramal.kit.settings;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Says once, at start, what this process was started with. */
@ApplicationScoped
class PrintSettings {
  private static final Logger LOG = Logger.getLogger(PrintSettings.class);

  void print(@Observes StartupEvent ignored, Config config) {
    LOG.infof("settings\n%s", Settings.of(config));
  }
}
