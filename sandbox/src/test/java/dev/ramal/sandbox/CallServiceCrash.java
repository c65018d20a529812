package dev.ramal.sandbox;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.processes.ServiceProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import java.net.URI;

/** Ends call-service as no one should, and starts it again; the supervisor starts nothing again. */
final class CallServiceCrash {
  private final SandboxClient client;
  private final SandboxFolder folder;
  private ServiceProcess restarted;

  CallServiceCrash(SandboxClient client, SandboxFolder folder) {
    this.client = client;
    this.folder = folder;
  }

  void kill() {
    long pid = client.status().services().get(Service.CALL_SERVICE.id()).pid();
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  /** Where it was, with the settings that it had. */
  void restart() {
    String name = Service.CALL_SERVICE.id();
    int port = URI.create(client.status().services().get(name).url()).getPort();
    restarted = new ServiceProcess(Service.CALL_SERVICE, port, folder.data(name), folder.log(name));
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
