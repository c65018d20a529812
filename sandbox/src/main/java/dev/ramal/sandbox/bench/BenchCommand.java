package dev.ramal.sandbox.bench;

import dev.ramal.sandbox.SandboxFailure;
import dev.ramal.sandbox.commands.Command;
import java.util.List;

/** Measures a part of the product on this machine. */
public final class BenchCommand implements Command {

  @Override
  public String help() {
    return "bench [gateway]   callbacks per second, next to a bare server in the same run";
  }

  @Override
  public int run(List<String> arguments) {
    String name = arguments.isEmpty() ? GatewayBench.NAME : arguments.get(0);
    if (!name.equals(GatewayBench.NAME)) {
      throw new SandboxFailure("There is no bench \"" + name + "\"; there is: gateway.");
    }
    new GatewayBench(System.out).run();
    return 0;
  }
}
