package dev.ramal.sandbox.checks;

import com.sun.management.OperatingSystemMXBean;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What must hold before anything is started; each refusal is one sentence. */
public final class Preconditions {
  private static final long NEEDED_MEBIBYTES = 3584;

  private Preconditions() {}

  public static void check(SandboxPorts ports) {
    check(ports, Workspace.root());
  }

  /**
   * @param build root of the checkout whose services are to run
   */
  public static void check(SandboxPorts ports, Path build) {
    portIsFree(ports.entry());
    ports.behindTheEntry().forEach(Preconditions::portIsFree);
    memorySuffices(availableMebibytes());
    servicesAreBuilt(build);
  }

  static void portIsFree(int port) {
    try {
      FreePort.tryOut(port);
    } catch (IOException e) {
      throw refusedPort(port, e);
    }
  }

  static void portIsFree(String name, int port) {
    if (!FreePort.isFree(port)) {
      throw new SandboxFailure(
          "Port "
              + port
              + ", which "
              + name
              + " would use, is taken by another program; free it or set RAMAL_PORT, which all"
              + " ports follow.");
    }
  }

  /** Why a port cannot be listened on, in one sentence. */
  public static SandboxFailure refusedPort(int port, Throwable cause) {
    String message = "" + cause.getMessage();
    if (message.contains("Permission denied")) {
      return new SandboxFailure(
          "Port %d is open to administrators only on this machine; set RAMAL_PORT to one above 1023."
              .formatted(port),
          cause);
    }
    return new SandboxFailure(
        "Port " + port + " is taken by another program; free it or set RAMAL_PORT.", cause);
  }

  static void memorySuffices(long mebibytes) {
    if (mebibytes < NEEDED_MEBIBYTES) {
      throw new SandboxFailure(
          "The sandbox needs %d MiB of free memory, and this machine has %d MiB."
              .formatted(NEEDED_MEBIBYTES, mebibytes));
    }
  }

  private static void servicesAreBuilt(Path build) {
    for (Service service : Service.values()) {
      if (!Files.exists(service.jar(build))) {
        throw new SandboxFailure(
            service.id() + " is not built; `./ramal build` or `mvn package` does that.");
      }
    }
  }

  /** What Linux would give without swapping; elsewhere the size of the machine. */
  private static long availableMebibytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseGet(Preconditions::totalMebibytes);
    } catch (IOException notLinux) {
      return totalMebibytes();
    }
  }

  private static long totalMebibytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
        / (1024 * 1024);
  }
}
