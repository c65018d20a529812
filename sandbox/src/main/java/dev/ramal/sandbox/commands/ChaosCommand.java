package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.story.CrashStory;
import java.util.List;
import java.util.Map;

/** Breaks something in a sandbox of its own and tells whether the product came through. */
public final class ChaosCommand implements RamalCommand {
  /** Slow enough that a person sees the call being killed in its middle. */
  private static final int SPEED = 4;

  private static final List<String> CARRIERS = List.of("twilio", "telnyx");

  @Override
  public int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "crash" : arguments.get(0);
    if (!name.equals("crash")) {
      throw new SandboxFailure("There is no such trouble as " + name + "; there is: crash.");
    }
    SandboxFolder folder = SandboxFolder.ofThisCheckout();
    UpCommand.refuseSecond(folder);
    try (Supervisor supervisor =
        new Supervisor(folder, UpCommand.ports(), new Progress(System.out))) {
      SandboxStatus status = supervisor.start();
      DemoCommand.refuseRealCarriers(status);
      SandboxClient client = new SandboxClient(status);
      client.control().put("/clock", Map.of("pace", "accelerated", "factor", SPEED)).expect(200);
      boolean held = true;
      for (String carrier : CARRIERS) {
        held &= crash(supervisor, client, carrier);
      }
      return held ? 0 : 1;
    }
  }

  private static boolean crash(Supervisor supervisor, SandboxClient client, String carrier) {
    return CrashStory.of(
            carrier,
            () -> supervisor.service(Service.CALL_SERVICE).kill(),
            () -> supervisor.restart(Service.CALL_SERVICE))
        .play(client, System.out)
        .isEmpty();
  }
}
