package dev.ramal.sandbox.upgrade;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Applies a service's migrations and does nothing else, as the job of its Kubernetes manifest does:
 * the packaged service with {@code QUARKUS_INIT_AND_EXIT}.
 */
final class MigrateAhead {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** It speaks to Postgres alone. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "QUARKUS_INIT_AND_EXIT", "true",
          "QUARKUS_OIDC_TENANT_ENABLED", "false",
          "QUARKUS_OIDC_CLIENT_CLIENT_ENABLED", "false");

  private MigrateAhead() {}

  /**
   * @param newer whose settings name the database; not started yet
   * @throws SandboxFailure when a script fails; the log says why
   */
  static void of(ServiceProcess newer) {
    Service service = newer.service();
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(service.jvmOptions());
    command.addAll(List.of("-XX:+UseSerialGC", "-jar", service.jar().toString()));
    Path log = newer.folder().resolve("migration.log");
    int code =
        ChildProcess.start(
                "the migration of " + service.id(), command, newer.folder(), ENVIRONMENT, log)
            .awaitEnd(LIMIT);
    if (code != 0) {
      throw new SandboxFailure(
          "The migrations of %s ended with %d; %s says why.".formatted(service.id(), code, log));
    }
  }
}
