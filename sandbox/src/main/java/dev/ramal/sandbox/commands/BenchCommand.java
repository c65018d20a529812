package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.util.List;

/** Measures a part of the product on this machine, in a process of its own. */
public final class BenchCommand implements RamalCommand {
  private static final String MAIN = "dev.ramal.bench.Benchmarks";

  @Override
  public int run(List<String> arguments) {
    List<String> options =
        List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dramal.root=" + Workspace.root());
    try {
      Process bench =
          new ProcessBuilder(JavaCommand.of(MAIN, Workspace.state("bench"), options, arguments))
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
