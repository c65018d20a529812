package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.api.SandboxClient;
import dev.ramal.sandbox.burst.BurstRun;
import dev.ramal.sandbox.dials.DialsRun;
import dev.ramal.sandbox.processes.Progress;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.restore.ArchiveWal;
import dev.ramal.sandbox.restore.RestoreRun;
import dev.ramal.sandbox.running.SandboxVariant;
import dev.ramal.sandbox.running.Supervisor;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.sandbox.story.CrashStory;
import dev.ramal.sandbox.upgrade.PreviousRelease;
import dev.ramal.sandbox.upgrade.UpgradeRun;
import dev.ramal.servers.processes.OtherBuild;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Breaks something in a sandbox of its own and tells whether the product came through. */
public final class ChaosCommand implements RamalCommand {
  /** Slow enough that a person sees the call being killed in its middle. */
  private static final int SPEED = 4;

  private static final List<String> CARRIERS = List.of("twilio", "telnyx");

  /** Simulated calls are over in seconds: silence means something sooner. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "ramal.expiry.dialing", "20S",
          "ramal.expiry.ringing", "20S",
          "ramal.expiry.talking", "60S");

  @Override
  public int run(List<String> arguments) {
    String name = arguments.isEmpty() ? "crash" : arguments.get(0);
    return switch (name) {
      case "crash" -> crash();
      case "dials" -> dials(ChaosOptions.of(arguments.subList(1, arguments.size())));
      case "burst" -> burst(BurstOptions.of(arguments.subList(1, arguments.size())));
      case "upgrade" -> upgrade(UpgradeOptions.of(arguments.subList(1, arguments.size())));
      case "restore" -> restore(RestoreOptions.of(arguments.subList(1, arguments.size())));
      default ->
          throw new SandboxFailure(
              "There is no such trouble as "
                  + name
                  + "; there are: crash, dials, burst, upgrade, restore.");
    };
  }

  private static int crash() {
    try (Supervisor supervisor = supervisor(new Progress(System.out), SandboxVariant.usual())) {
      SandboxClient client = new SandboxClient(started(supervisor));
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

  private static int dials(ChaosOptions options) {
    Progress progress = new Progress(System.out);
    try (Supervisor supervisor = supervisor(progress, impatient())) {
      Runnable crash =
          () -> {
            supervisor.service(Service.CALL_SERVICE).kill();
            supervisor.restart(Service.CALL_SERVICE);
          };
      DialsRun run = new DialsRun(started(supervisor), progress);
      return run.play(options.intents(), options.seed(), crash) ? 0 : 1;
    }
  }

  private static int burst(BurstOptions options) {
    Progress progress = new Progress(System.out);
    try (Supervisor supervisor = supervisor(progress, SandboxVariant.usual())) {
      BurstRun run = new BurstRun(started(supervisor), progress);
      return run.play(options.messages(), options.rate()) ? 0 : 1;
    }
  }

  private static int upgrade(UpgradeOptions options) {
    Progress progress = new Progress(System.out);
    String older = options.against().orElseGet(PreviousRelease::ofThisCheckout);
    Path build = OtherBuild.of(older, progress::say);
    progress.say("from " + older + " in " + build + " to this checkout");
    SandboxFolder folder = fresh("upgrade");
    SandboxVariant variant = impatient().withReplicasOf(build);
    try (Supervisor supervisor = new Supervisor(folder, UpCommand.ports(), progress, variant)) {
      UpgradeRun run = new UpgradeRun(supervisor, started(supervisor), progress);
      return run.play(options.pause()) ? 0 : 1;
    }
  }

  private static int restore(RestoreOptions options) {
    Progress progress = new Progress(System.out);
    SandboxFolder folder = fresh("restore");
    ArchiveWal archive = new ArchiveWal(folder.path().resolve("wal"));
    SandboxVariant variant = impatient().preparing(archive::switchOn);
    try (Supervisor supervisor = new Supervisor(folder, UpCommand.ports(), progress, variant);
        RestoreRun run =
            new RestoreRun(supervisor, started(supervisor), archive, folder, progress)) {
      return run.play(options.services(), options.pause()) ? 0 : 1;
    }
  }

  /**
   * A sandbox that has never run, beside this checkout's own, whose data is of use to somebody; the
   * data of the run stays until the next.
   */
  private static SandboxFolder fresh(String name) {
    UpCommand.refuseSecond(SandboxFolder.ofThisCheckout());
    SandboxFolder folder = new SandboxFolder(Workspace.state("chaos").resolve(name));
    UpCommand.refuseSecond(folder);
    folder.clean();
    return folder;
  }

  private static SandboxVariant impatient() {
    return SandboxVariant.usual().withCallService(IMPATIENT);
  }

  private static Supervisor supervisor(Progress progress, SandboxVariant variant) {
    SandboxFolder folder = SandboxFolder.ofThisCheckout();
    UpCommand.refuseSecond(folder);
    return new Supervisor(folder, UpCommand.ports(), progress, variant);
  }

  private static SandboxStatus started(Supervisor supervisor) {
    SandboxStatus status = supervisor.start();
    DemoCommand.refuseRealCarriers(status);
    return status;
  }
}
