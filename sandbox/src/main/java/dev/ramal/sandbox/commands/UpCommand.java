package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.checks.Preconditions;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the sandbox and stays, or with {@code --detach} leaves it running behind. */
public final class UpCommand implements RamalCommand {
  /** How a detached supervisor is told not to write passwords into its log. */
  static final String SUPERVISE = "--supervise";

  private final Class<?> program;

  /**
   * @param program whose main method understands {@code up}
   */
  public UpCommand(Class<?> program) {
    this.program = program;
  }

  @Override
  public int run(List<String> arguments) {
    SandboxFolder folder = SandboxFolder.ofThisCheckout();
    refuseSecond(folder);
    if (arguments.contains("--detach")) {
      Preconditions.check(ports());
      SandboxStatus status = new DetachedSupervisor(program, folder, Map.of()).start();
      Summary.print(status, System.out);
      return 0;
    }
    SandboxStatus status = new Supervisor(folder, ports(), new Progress(System.out)).start();
    if (!arguments.contains(SUPERVISE)) {
      Summary.print(status, System.out);
    }
    return stay();
  }

  /** Of the HTTP entry {@code RAMAL_PORT}, else 8080; all others follow it. */
  static SandboxPorts ports() {
    return ports(System.getenv().getOrDefault("RAMAL_PORT", "8080"));
  }

  static SandboxPorts ports(String given) {
    if (!given.matches("[1-9][0-9]{0,4}")) {
      throw new SandboxFailure("RAMAL_PORT is not a port number: " + given);
    }
    int entry = Integer.parseInt(given);
    if (entry > SandboxPorts.HIGHEST) {
      throw new SandboxFailure(
          "RAMAL_PORT may be %d at most, as other ports follow it: %s"
              .formatted(SandboxPorts.HIGHEST, given));
    }
    return new SandboxPorts(entry);
  }

  static void refuseSecond(SandboxFolder folder) {
    SandboxStatus.read(folder)
        .filter(SandboxStatus::isAlive)
        .ifPresent(
            status -> {
              throw new SandboxFailure(
                  "A sandbox of this checkout runs already at "
                      + status.baseUrl()
                      + "; `./ramal down` ends it.");
            });
    SandboxStatus.read(folder)
        .filter(SandboxStatus::hasProcesses)
        .ifPresent(
            status -> {
              throw new SandboxFailure(
                  "Processes of an earlier sandbox are left over; `./ramal down` ends them.");
            });
  }

  /** Until a signal comes; the supervisor's shutdown hook does the rest. */
  static int stay() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
