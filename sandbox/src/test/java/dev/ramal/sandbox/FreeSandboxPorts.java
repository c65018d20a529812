package dev.ramal.sandbox;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.servers.processes.FreePort;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of a sandbox that stands beside others on this machine: not the usual ones. */
public final class FreeSandboxPorts {
  private FreeSandboxPorts() {}

  public static SandboxPorts next() {
    while (true) {
      SandboxPorts ports = new SandboxPorts(ThreadLocalRandom.current().nextInt(12_000, 22_000));
      if (FreePort.isFree(ports.entry())
          && ports.behindTheEntry().values().stream().allMatch(FreePort::isFree)) {
        return ports;
      }
    }
  }
}
