package dev.ramal.servers.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A process of ours with its log file. It does not hear Ctrl-C, so that whoever started it can end
 * things in order; who starts it ends it.
 */
public final class ChildProcess {
  private static final int TAIL_LINES = 15;

  /** What a process that makes its {@link ClassArchive} may take longer, beside others that do. */
  private static final Duration ARCHIVE = Duration.ofMinutes(4);

  private static final Set<ChildProcess> LIVING = ConcurrentHashMap.newKeySet();

  private static boolean ending;

  private final String name;
  private final List<String> command;
  private final Process process;
  private final Path log;

  private ChildProcess(String name, List<String> command, Process process, Path log) {
    this.name = name;
    this.command = command;
    this.process = process;
    this.log = log;
  }

  /**
   * @param folder where the process works; its folders are created
   * @param environment added to ours
   * @param log appended to; its folder is created
   */
  public static ChildProcess start(
      String name, List<String> command, Path folder, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(folder);
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(withoutInterrupt(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(environment);
      return started(name, builder, log);
    } catch (IOException e) {
      throw new ServerFailure(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** For shutdown hooks, before they end things in order: lets nothing start any more. */
  public static void startNoMore() {
    synchronized (ChildProcess.class) {
      ending = true;
    }
  }

  /** For shutdown hooks, at their end: ends whatever this JVM started and has not ended yet. */
  public static void endAll(Duration patience) {
    startNoMore();
    LIVING.stream().parallel().forEach(child -> child.stop(patience));
  }

  /**
   * Asks again and again until the answer is true, and once after the process has ended; an
   * exception counts as "not yet".
   */
  public void awaitReady(Duration limit, Callable<Boolean> ready) {
    long deadline = System.nanoTime() + allowed(limit).toNanos();
    boolean ended = false;
    while (!answers(ready)) {
      if (ended) {
        throw new ServerFailure(
            name + " ended with code " + process.exitValue() + " before it was ready" + logTail());
      }
      ended = hasEnded();
      if (System.nanoTime() > deadline) {
        throw new ServerFailure(
            name + " was not ready after " + allowed(limit).toSeconds() + " s" + logTail());
      }
    }
  }

  /**
   * For a step that ends by itself.
   *
   * @return the exit code
   */
  public int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        stop(Duration.ofSeconds(5));
        throw new ServerFailure(name + " did not end within " + limit + logTail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while waiting for " + name, e);
    }
  }

  /** Politely first, then by force. */
  public void stop(Duration patience) {
    process.destroy();
    try {
      if (!process.waitFor(allowed(patience).toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      } else {
        ClassArchive.keepOf(command, process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process as a crash would: no chance to tidy up. */
  public void kill() {
    process.destroyForcibly();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public long pid() {
    return process.pid();
  }

  public Path log() {
    return log;
  }

  /** For starts that are not processes of ours: refuses them once this program is ending. */
  public static synchronized void refuseWhileEnding(String name) {
    if (ending) {
      throw new ServerFailure(name + " is not started: this program is ending");
    }
  }

  private static ChildProcess started(String name, ProcessBuilder builder, Path log)
      throws IOException {
    synchronized (ChildProcess.class) {
      refuseWhileEnding(name);
      ChildProcess child = new ChildProcess(name, builder.command(), builder.start(), log);
      LIVING.removeIf(other -> !other.isAlive());
      LIVING.add(child);
      return child;
    }
  }

  private static List<String> withoutInterrupt(List<String> command) {
    List<String> wrapped = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static Duration allowed(Duration usual) {
    return ClassArchive.areMade() ? usual.plus(ARCHIVE) : usual;
  }

  private boolean hasEnded() {
    try {
      return process.waitFor(100, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted while waiting for " + name, e);
    }
  }

  private static boolean answers(Callable<Boolean> ready) {
    try {
      return ready.call();
    } catch (Exception e) {
      return false;
    }
  }

  private String logTail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
      return "; see " + log + ", which ends:\n  " + String.join("\n  ", tail);
    } catch (IOException e) {
      return "; its log " + log + " cannot be read";
    }
  }
}
