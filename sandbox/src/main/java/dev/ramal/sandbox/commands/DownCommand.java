package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the processes that the status file lists, each only while it is still the same process. */
public final class DownCommand implements Command {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @Override
  public String help() {
    return "down [--clean]    stop what was started; --clean forgets data and secrets too";
  }

  @Override
  public int run(List<String> arguments) {
    SandboxFolder folder = SandboxFolder.ofThisCheckout();
    int ended = SandboxStatus.read(folder).map(DownCommand::end).orElse(0);
    System.out.println(
        ended == 0 ? "No sandbox of this checkout was running." : "The sandbox has stopped.");
    if (arguments.contains("--clean")) {
      folder.clean();
      System.out.println("Its data and secrets are gone.");
    }
    return 0;
  }

  private static int end(SandboxStatus status) {
    List<RunningProcess> started = new ArrayList<>();
    Optional.ofNullable(status.supervisor()).ifPresent(started::add);
    started.addAll(status.processes());
    int ended = 0;
    for (RunningProcess process : started) {
      if (process.find().isPresent()) {
        process.find().ifPresent(DownCommand::end);
        ended++;
      }
    }
    return ended;
  }

  private static void end(ProcessHandle process) {
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
