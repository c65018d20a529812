package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.util.List;

/** Measures a part of the product on this machine; the benchmark lies beside what it measures. */
public final class BenchCommand implements RamalCommand {
  private static final String GATEWAY = "gateway";
  private static final String MAIN = "dev.ramal.bench.gateway.GatewayBench";

  @Override
  public String help() {
    return "bench [gateway]   callbacks per second, next to a bare server in the same run";
  }

  @Override
  public int run(List<String> arguments) {
    String name = arguments.isEmpty() ? GATEWAY : arguments.get(0);
    if (!name.equals(GATEWAY)) {
      throw new SandboxFailure("There is no bench \"" + name + "\"; there is: gateway.");
    }
    List<String> options =
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dramal.root=" + Workspace.root());
    try {
      Process bench =
          new ProcessBuilder(JavaCommand.of(MAIN, Workspace.state("bench"), options, List.of()))
              .inheritIO()
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(bench::destroy));
      return bench.waitFor();
    } catch (IOException e) {
      throw new SandboxFailure("The benchmark cannot be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("interrupted while measuring", e);
    }
  }
}
