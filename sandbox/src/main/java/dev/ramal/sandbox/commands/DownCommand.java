package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.RunningProcess;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.postgres.FastShutdown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the processes that the status file lists, each only while it is still the same process. */
public final class DownCommand implements RamalCommand {
  static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String POSTGRES = "Postgres";

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
    started.addAll(inOrder(status.processes()));
    int ended = 0;
    for (RunningProcess process : started) {
      if (process.find().isPresent()) {
        process.find().ifPresent(found -> end(process.name(), found));
        ended++;
      }
    }
    return ended;
  }

  /** Services first, then what they lean on, as the supervisor would. */
  static List<RunningProcess> inOrder(List<RunningProcess> processes) {
    List<RunningProcess> ordered = new ArrayList<>(processes);
    ordered.sort(Comparator.comparing(process -> Service.find(process.name()).isEmpty()));
    return ordered;
  }

  private static void end(String name, ProcessHandle process) {
    if (name.equals(POSTGRES)) {
      FastShutdown.of(process);
    } else {
      process.destroy();
    }
    try {
      process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
