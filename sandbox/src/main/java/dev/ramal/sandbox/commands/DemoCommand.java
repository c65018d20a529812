package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.seeding.DemoAccounts;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.story.DemoStory;
import dev.ramal.sandbox.story.Story;
import java.util.List;
import java.util.Optional;

/** Tells the whole story: in the sandbox that runs, else in one that is started for it. */
public final class DemoCommand implements RamalCommand {
  @Override
  public int run(List<String> arguments) {
    SandboxFolder folder = SandboxFolder.ofThisCheckout();
    Optional<SandboxStatus> running =
        SandboxStatus.read(folder)
            .filter(SandboxStatus::isAlive)
            .filter(status -> status.state().equals("running"));
    if (running.isPresent()) {
      System.out.println("Using the sandbox that runs at " + running.get().baseUrl());
      return exitCode(tell(running.get()));
    }
    UpCommand.refuseSecond(folder);
    Progress progress = new Progress(System.out);
    Supervisor supervisor = new Supervisor(folder, UpCommand.ports(), progress);
    SandboxStatus status = supervisor.start();
    Optional<Story.Failure> failure = tell(status);
    progress.say(failure.isEmpty() ? "the story is told, since the start" : "the story broke off");
    if (arguments.contains("--once")) {
      supervisor.close();
      return exitCode(failure);
    }
    Summary.print(status, System.out);
    return UpCommand.stay();
  }

  /**
   * @throws SandboxFailure where calls would leave for a real carrier: the lead is invented, the
   *     telephone that would ring is not
   */
  static void refuseRealCarriers(SandboxStatus status) {
    if (status.connections().size() < DemoAccounts.ALL.size()) {
      throw new SandboxFailure(
          "The story plays with simulated carriers only; unset RAMAL_TWILIO_API_URL and"
              + " RAMAL_TELNYX_API_URL, and start the sandbox again.");
    }
  }

  private static Optional<Story.Failure> tell(SandboxStatus status) {
    refuseRealCarriers(status);
    return DemoStory.of().play(new SandboxClient(status), System.out);
  }

  private static int exitCode(Optional<Story.Failure> failure) {
    return failure.isEmpty() ? 0 : 1;
  }
}
