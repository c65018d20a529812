package dev.ramal.sandbox.commands;

import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.SandboxFolder;
import dev.ramal.sandbox.state.SandboxStatus;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.JavaCommand;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A supervisor in a process that outlives us; its progress is shown until it is up. */
final class DetachedSupervisor {
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private final Class<?> program;
  private final SandboxFolder folder;
  private final Map<String, String> environment;
  private final Path log;
  private ChildProcess process;
  private long shown;
  private volatile boolean stopping;

  /**
   * @param environment added to ours
   */
  DetachedSupervisor(Class<?> program, SandboxFolder folder, Map<String, String> environment) {
    this.program = program;
    this.folder = folder;
    this.environment = environment;
    this.log = folder.log("sandbox");
  }

  SandboxStatus start() {
    forgetEarlierRun();
    List<String> options =
        List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-Dramal.root=" + Workspace.root(),
            "-Dramal.sandbox.folder=" + folder.path());
    process =
        ChildProcess.start(
            "the sandbox",
            JavaCommand.of(
                program.getName(), folder.path(), options, List.of("up", UpCommand.SUPERVISE)),
            folder.path(),
            environment,
            log);
    Thread interrupted = new Thread(this::interrupt);
    Runtime.getRuntime().addShutdownHook(interrupted);
    process.awaitReady(LIMIT, () -> showProgress() && settled());
    SandboxStatus status = SandboxStatus.read(folder).orElseThrow();
    if (!status.state().equals("stopped")) {
      forget(interrupted); // what failed has ended all that it had started
    }
    if (!status.state().equals("running")) {
      throw new SandboxFailure(
          status.problem() != null
              ? status.problem()
              : "The sandbox was stopped before it was up.");
    }
    return status;
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // interrupted just now: it runs already
    }
  }

  /** Ends what {@link #start} has started. */
  void stop() {
    process.stop(DownCommand.PATIENCE);
  }

  /** Of the progress nothing more is shown but that it ends. */
  private void interrupt() {
    stopping = true;
    System.out.println("stopping what was started; a few seconds");
    stop();
  }

  private boolean settled() {
    Optional<SandboxStatus> status = SandboxStatus.read(folder);
    return status.isPresent() && !status.get().state().equals("starting");
  }

  private boolean showProgress() throws IOException {
    String text = Files.readString(log);
    int end = text.lastIndexOf('\n') + 1;
    if (end > shown && !stopping) {
      System.out.print(text.substring((int) shown, end));
      shown = end;
    }
    return true;
  }

  private void forgetEarlierRun() {
    try {
      Files.deleteIfExists(log);
      Files.deleteIfExists(folder.status());
    } catch (IOException e) {
      throw new SandboxFailure("Cannot write to " + folder.path() + ": " + e.getMessage(), e);
    }
  }
}
