package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.servers.keycloak.EmbeddedKeycloak;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ClassArchive;
import java.time.Duration;
import java.util.List;

/** The rest of a build: what a first start would have to do before it can begin. */
public final class PrepareCommand implements RamalCommand {
  @Override
  public int run(List<String> arguments) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ChildProcess.endAll(Duration.ofSeconds(5))));
    EmbeddedKeycloak.prepare();
    for (Service service : Service.values()) {
      ClassArchive.make(service.jar());
    }
    return 0;
  }
}
