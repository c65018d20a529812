package dev.ramal.sandbox;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import java.net.URI;

/** Ends a service as no one should, and starts it again; the supervisor starts nothing again. */
final class ServiceCrash {
  private final Service service;
  private final SandboxClient client;
  private final SandboxFolder folder;
  private ServiceProcess restarted;

  ServiceCrash(Service service, SandboxClient client, SandboxFolder folder) {
    this.service = service;
    this.client = client;
    this.folder = folder;
  }

  void kill() {
    long pid = client.status().services().get(service.id()).pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  /** Where it was, with the settings that it had. */
  void restart() {
    String name = service.id();
    int port = URI.create(client.status().services().get(name).url()).getPort();
    restarted = new ServiceProcess(service, port, folder.data(name), folder.log(name));
    restarted.start();
    restarted.awaitReady();
  }

  /** What was started here. */
  void stop() {
    if (restarted != null) {
      restarted.stop();
    }
  }
}
